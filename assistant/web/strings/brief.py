"""The words of the review brief's tab. What a brief itself says is in the language of its report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BriefStrings:
    """Names in braces are filled in by ``str.format``."""

    tab: str
    title: str
    lead: str
    report: str
    topics: str
    other: str
    placeholder: str
    make: str
    worded: str
    worded_line: str
    waiting: str
    parts_title: str
    parts: tuple[str, ...]
    counted: str
    docx: str
    markdown: str
    copy: str
    copied: str
    open_source: str
    sources: str
    gone: str
    no_reports: str


ZH = BriefStrings(
    tab="审议准备",
    title="审议准备",
    lead="选一个专题，把报告中与它有关的成绩、问题、措施和指标摘编成一份材料，逐条注明出处，可下载为 Word。",
    report="报告",
    topics="报告谈到的专题",
    other="其他专题",
    placeholder="专题或小标题，如“停车”",
    make="生成",
    worded="由模型改写原句（逐条核对，没有通过的保留原句；可能要几分钟）",
    worded_line="改写",
    waiting="正在由模型改写并逐条核对，可能要几分钟。",
    parts_title="材料按审查计划的要点排列",
    parts=(
        "已完成的工作：报告年度的成果与数字",
        "报告承认的问题",
        "来年的措施与目标",
        "计划与实际对照：指标、实际数、目标数和变化",
        "模糊或未量化的目标",
        "可追问的问题：每一问都指明所依据的原句",
    ),
    counted="{lines} 条摘编，{citations} 处出处，{figures} 个数字已与原句核对",
    docx="下载 Word",
    markdown="下载 Markdown",
    copy="复制全文",
    copied="已复制",
    open_source="在原文中查看依据 {marker}：{label}",
    sources="依据原文（{count} 处）",
    gone="这份报告已不在资料库中，请另选一份。",
    no_reports="资料库里还没有报告，请先添加。",
)

EN = BriefStrings(
    tab="Review brief",
    title="Review brief",
    lead="Choose a topic. What the report says of it - results, problems, measures, indicators - is put together "
    "with the source of every line, ready to download as a Word document.",
    report="Report",
    topics="Topics of this report",
    other="Another topic",
    placeholder="A topic or a heading of the report, in Chinese",
    make="Prepare",
    worded="Let the model word the excerpts (each is checked, else the quote stays; may take minutes)",
    worded_line="worded by the model",
    waiting="The model is wording the brief and every line is checked. This may take minutes.",
    parts_title="In the order in which plans are reviewed",
    parts=(
        "What was done in the reported year, with figures",
        "Problems that the report admits",
        "Measures and targets for the coming year",
        "Plan against actual: indicator, result, target, change",
        "Targets that are vague or have no number",
        "Questions to ask, each resting on a cited sentence",
    ),
    counted="{lines} excerpts, {citations} sources, {figures} figures checked against their sentences",
    docx="Download Word",
    markdown="Download Markdown",
    copy="Copy all",
    copied="Copied",
    open_source="See source {marker} in the report: {label}",
    sources="Sources ({count})",
    gone="This report is no longer in the library. Please choose another one.",
    no_reports="There are no reports in the library yet. Please add one first.",
)
