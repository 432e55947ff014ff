"""Every sentence of the interface in one place, so that another language is one more ``Strings``."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.records import Status, StepName
from assistant.settings import EXTRACTIVE
from assistant.web.strings import about as about_words
from assistant.web.strings import brief as brief_words
from assistant.web.strings import figures as figures_words
from assistant.web.strings import history as history_words
from assistant.web.strings import library as library_words
from assistant.web.strings import reader as reader_words


@dataclass(frozen=True, slots=True)
class Strings:
    """The words of the page. Names in braces are filled in by ``str.format``."""

    language: str
    title: str
    tagline: str
    chat_tab: str
    welcome: str
    promise: str
    one_report: str
    reports: str
    examples: str
    placeholder: str
    box_label: str
    send: str
    stop: str
    clear: str
    steps: Mapping[StepName, str]
    working: str
    statuses: Mapping[Status, str]
    understood_as: str
    evidence: str
    more_evidence: str
    open_citation: str
    checked: str
    unchecked: str
    computed: str
    figure_in: str
    no_support: str
    next_questions: str
    copy: str
    copy_title: str
    copied: str
    copied_question: str
    copied_answer: str
    copied_evidence: str
    copied_citation: str
    extractive: str
    seconds: str
    failed: str
    retry: str
    stopped: str
    unexpected: str
    source: str
    close: str
    before: str
    after: str
    beginning: str
    end: str
    source_gone: str
    reader: reader_words.ReaderStrings
    about: about_words.AboutStrings
    figures: figures_words.FiguresStrings
    history: history_words.HistoryStrings
    brief: brief_words.BriefStrings
    library: library_words.LibraryStrings

    def mode(self, mode: str) -> str:
        """How an answer came about, for people."""
        return self.extractive if mode == EXTRACTIVE else mode


REPORTS_LANGUAGE = "zh-CN"
"""Of the reports and what is quoted from them, whatever the page around them speaks."""

ZH = Strings(
    language="zh-CN",
    title="计划报告问答助手",
    tagline="答案只取自报告原文",
    chat_tab="问答",
    welcome="向计划报告提问",
    promise="回答只依据已收录的报告，每个数字都与所引原句核对；点击编号 [1] 查看原文。报告里没有的内容，会如实说没有。",
    one_report="已收录：《{title}》",
    reports="已收录 {count} 份报告",
    examples="可以这样问",
    placeholder="输入问题，按 Enter 发送",
    box_label="问题（按 Enter 发送，Shift+Enter 换行）",
    send="发送",
    stop="停止",
    clear="新对话",
    steps={
        "understand": "理解问题",
        "retrieve": "检索",
        "compose": "组织回答",
        "generate": "组织回答",
        "verify": "核对数字",
    },
    working="正在回答",
    statuses={
        "answered": "",
        "corrected": "已纠正提问中的说法",
        "partial": "部分找到",
        "not_found": "报告中未找到",
        "off_topic": "与报告无关",
    },
    understood_as="按“{question}”理解",
    evidence="依据",
    more_evidence="依据（{count} 处）",
    open_citation="查看依据 {marker} 的原文：{label}",
    checked="数字已核对 {ok}/{all}",
    unchecked="{count} 个数字未获原文支持",
    computed="计算",
    figure_in="原文",
    no_support="所引原文中没有这个数字",
    next_questions="接着问",
    copy="复制",
    copy_title="复制回答与依据，可粘贴到文档",
    copied="已复制",
    copied_question="问：",
    copied_answer="答：",
    copied_evidence="依据：",
    copied_citation="[{marker}] 《{document}》{label}：“{quote}”",
    extractive="原文摘录",
    seconds="{seconds:.1f} 秒",
    failed="这次没有答成",
    retry="重新提问",
    stopped="已停止回答。",
    unexpected="程序出了意外，这个问题没有答成。对话内容还在，可以重新提问；若反复出现，请把运行窗口里的错误信息交给管理员。",
    source="原文",
    close="关闭原文",
    before="上一段",
    after="下一段",
    beginning="已是开头",
    end="已是结尾",
    source_gone="这份文件已不在资料库中，无法显示原文。请重新提问。",
    reader=reader_words.ZH,
    about=about_words.ZH,
    figures=figures_words.ZH,
    history=history_words.ZH,
    brief=brief_words.ZH,
    library=library_words.ZH,
)

EN = Strings(
    language="en",
    title="Plan Report Assistant",
    tagline="Every answer is taken from the reports themselves",
    chat_tab="Ask",
    welcome="Ask the plan reports",
    promise="Answers rest on the reports in the library alone, and every figure is checked against the sentence it "
    "cites; click a number such as [1] to read it there. What the reports do not say, the answer says is missing. "
    "Questions may be in Chinese or English.",
    one_report="In the library: {title}",
    reports="{count} reports in the library",
    examples="For example",
    placeholder="Type a question and press Enter",
    box_label="Question (Enter sends, Shift+Enter begins a new line)",
    send="Send",
    stop="Stop",
    clear="New chat",
    steps={
        "understand": "Reading the question",
        "retrieve": "Searching",
        "compose": "Writing",
        "generate": "Writing",
        "verify": "Checking figures",
    },
    working="Answering",
    statuses={
        "answered": "",
        "corrected": "The question was put right",
        "partial": "Found in part",
        "not_found": "Not in the reports",
        "off_topic": "Not about the reports",
    },
    understood_as="Understood as “{question}”",
    evidence="Evidence",
    more_evidence="Evidence ({count} places)",
    open_citation="Open the source of {marker}: {label}",
    checked="Figures checked {ok}/{all}",
    unchecked="{count} figures without support in the sources",
    computed="computed",
    figure_in="source",
    no_support="the cited text does not have this figure",
    next_questions="Ask next",
    copy="Copy",
    copy_title="Copy the answer with its evidence, to be pasted into a document",
    copied="Copied",
    copied_question="Question: ",
    copied_answer="Answer: ",
    copied_evidence="Evidence:",
    copied_citation="[{marker}] {document}, {label}: “{quote}”",
    extractive="quoted",
    seconds="{seconds:.1f} s",
    failed="There is no answer this time",
    retry="Ask again",
    stopped="Stopped.",
    unexpected="Something unexpected happened and the question was not answered. The conversation is kept; please ask "
    "again. If it keeps happening, pass the error in the program's window on to your administrator.",
    source="Source",
    close="Close the source",
    before="Paragraph before",
    after="Paragraph after",
    beginning="The beginning",
    end="The end",
    source_gone="This report is no longer in the library and cannot be shown. Please ask again.",
    reader=reader_words.EN,
    about=about_words.EN,
    figures=figures_words.EN,
    history=history_words.EN,
    brief=brief_words.EN,
    library=library_words.EN,
)
