"""The words of the About tab."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AboutStrings:
    """Names in braces are filled in by ``str.format``.

    ``scores`` names bars by their key; one without a name here is shown by the label that it was measured under.
    """

    tab: str
    can: str
    can_points: tuple[str, ...]
    cannot: str
    cannot_points: tuple[str, ...]
    running: str
    mode: str
    extractive: str
    model: str
    generation: str
    embedding: str
    version: str
    libraries: str
    documents: str
    document_count: str
    characters: str
    no_index: str
    measured: str
    measured_on: str
    uncommitted: str
    missed: str
    none_missed: str
    score: str
    value: str
    bar: str
    turns: str
    cleared: str
    not_cleared: str
    not_measured: str
    seconds: str
    scores: Mapping[str, str]


ZH = AboutStrings(
    tab="关于",
    can="能做什么",
    can_points=(
        "回答关于已收录报告的问题：数字、对比、清单、原因、出处，可以追问。",
        "每个数字都给出原文所在的句子，并逐个核对；核对不上的会标红。",
        "提问里的前提与报告不符时，先纠正再回答；报告没有写的，明说没有。",
        "在本机运行，不需要互联网；问题和报告不会发到别处（设置了模型服务时，会发给那个服务）。",
    ),
    cannot="不能做什么",
    cannot_points=(
        "不知道报告以外的事，也不评价报告写得对不对。",
        "可能答错、答漏，或者把报告里有的说成没有。引用前请点开原文核对。",
        "读不懂图片和扫描件里的文字；版式特殊的表格可能读错。",
    ),
    running="正在使用",
    mode="回答方式",
    extractive="原文摘录（不用模型）",
    model="由模型 {model} 组织文字，数字仍逐个核对",
    generation="索引版本",
    embedding="嵌入模型",
    version="程序版本",
    libraries="主要组件",
    documents="已收录的报告",
    document_count="{documents} 份，{passages} 段，{figures} 个数字",
    characters="{count} 字",
    no_index="没有可用的索引",
    measured="实测结果",
    measured_on="{date} 用调试时没有看过的 {turns} 轮提问测得，完全答对 {right} 轮（{share}）。"
    "程序版本 {commit}{changed}。",
    uncommitted="，另有未提交的改动",
    missed="{all} 项指标中有 {count} 项没有达到我们自己定的要求，列在前面。",
    none_missed="全部 {all} 项指标都达到了我们自己定的要求。",
    score="指标",
    value="实测",
    bar="要求",
    turns="题数",
    cleared="达到",
    not_cleared="未达到",
    not_measured="这个版本没有附带实测结果。",
    seconds="{value} 秒",
    scores={
        "answerable": "报告里有答案的提问，完全答对",
        "traps": "容易混淆年份或范围的提问，答对",
        "premise": "提问前提有误，得到纠正",
        "follow_up": "连续追问，逐轮答对",
        "refusal_precision": "说“报告里没有”时，确实没有",
        "refusal_recall": "报告里确实没有时，说了没有",
        "fact_recall": "单个数字的提问，给出了该给的数字",
        "wrong_value": "单个数字的提问，出现了别的年份或范围的数字",
        "answer_length": "单个数字的提问，回答字数（中位数）",
        "unsupported": "所引原文不支持的数字（个）",
        "validity": "引文与原文逐字一致",
        "citation_precision": "引用的句子切题",
        "citation_recall": "该引用的句子引用到了",
        "hit@5": "检索：答案在前 5 段之内",
        "hit@8": "检索：答案在前 8 段之内",
        "p95": "95% 的回答用时不超过",
        "errors": "出错的提问（个）",
    },
)

EN = AboutStrings(
    tab="About",
    can="What it can do",
    can_points=(
        "Answer questions about the reports in the library: figures, comparisons, lists, reasons, places; "
        "follow-up questions too.",
        "Give for every figure the sentence it stands in, and check each against it; one that fails is marked red.",
        "Correct a question whose premise the report contradicts, and say so when the report does not give something.",
        "Run on this machine without the internet; questions and reports go nowhere else "
        "(except to a model server, where one is set).",
    ),
    cannot="What it cannot do",
    cannot_points=(
        "It knows nothing beyond the reports, and does not judge whether a report is right.",
        "It can be wrong, miss something, or say that the report lacks what it holds. "
        "Open the source before you quote it.",
        "It cannot read pictures or scanned pages, and may misread tables of an unusual layout.",
    ),
    running="In use",
    mode="Answers",
    extractive="quoted from the reports, no model",
    model="worded by the model {model}, every figure still checked",
    generation="Index",
    embedding="Embedding model",
    version="Version",
    libraries="Built on",
    documents="Reports in the library",
    document_count="{documents} reports, {passages} passages, {figures} figures",
    characters="{count} characters",
    no_index="There is no usable index",
    measured="As measured",
    measured_on="Measured on {date} with {turns} questions that were not looked at during tuning: "
    "{right} fully right ({share}). Commit {commit}{changed}.",
    uncommitted=", with uncommitted changes",
    missed="{count} of {all} bars that we set ourselves were missed; they come first.",
    none_missed="All {all} bars that we set ourselves were cleared.",
    score="Score",
    value="Measured",
    bar="Bar",
    turns="Questions",
    cleared="cleared",
    not_cleared="missed",
    not_measured="This version carries no measurement.",
    seconds="{value} s",
    scores={
        "answerable": "Questions that the report answers: fully right",
        "traps": "Questions that tempt to mix up years or areas: right",
        "premise": "False premises corrected",
        "follow_up": "Conversations, turn by turn: right",
        "refusal_precision": "“Not in the report” was true",
        "refusal_recall": "Not in the report, and the answer said so",
        "fact_recall": "Single figures: the figures needed were given",
        "wrong_value": "Single figures: a figure of another year or area was given",
        "answer_length": "Single figures: characters of an answer (median)",
        "unsupported": "Figures that the quoted sentence does not hold",
        "validity": "Quotes are verbatim",
        "citation_precision": "Sentences quoted are to the point",
        "citation_recall": "Sentences that should be quoted are",
        "hit@5": "Retrieval: the answer is in the first 5 passages",
        "hit@8": "Retrieval: the answer is in the first 8 passages",
        "p95": "95% of the answers take at most",
        "errors": "Questions that ended in an error",
        "kind:compare": "Comparisons: fully right",
        "kind:list": "Lists: fully right",
        "kind:why": "Reasons and measures: fully right",
        "kind:where": "Places in the report: fully right",
        "kind:summary": "Summaries: fully right",
        "kind:english": "Asked in English: fully right",
        "kind:noisy": "Typing slips, colloquial: fully right",
    },
)
