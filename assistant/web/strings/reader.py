"""The words of the reader."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReaderStrings:
    """Names in braces are filled in, by ``str.format`` here and by the reader's script there."""

    tab: str
    document: str
    outline: str
    no_outline: str
    text: str
    search: str
    count: str
    none: str
    previous: str
    following: str
    copy_link: str
    copied: str
    link_to: str
    open_here: str
    empty: str
    gone: str
    out_of_range: str
    unreachable: str


ZH = ReaderStrings(
    tab="原文",
    document="报告",
    outline="目录",
    no_outline="这份报告里没有识别出标题。",
    text="报告全文",
    search="在全文中查找",
    count="{now}/{all}",
    none="没有找到",
    previous="上一处（Shift+Enter）",
    following="下一处（Enter）",
    copy_link="复制链接",
    copied="已复制",
    link_to="本节链接：{title}",
    open_here="在原文中打开",
    empty="资料库里还没有报告，请先添加。",
    gone="链接指向的报告已不在资料库中。可以在上方另选一份报告。",
    out_of_range="链接指向的位置不在这份报告里（报告可能已更新），现从开头显示。",
    unreachable="全文没有取到：服务没有响应。请稍后再试，或刷新页面。",
)

EN = ReaderStrings(
    tab="Reader",
    document="Report",
    outline="Contents",
    no_outline="No headings were found in this report.",
    text="Full text of the report",
    search="Find in the text",
    count="{now}/{all}",
    none="No matches",
    previous="Previous match (Shift+Enter)",
    following="Next match (Enter)",
    copy_link="Copy link",
    copied="Copied",
    link_to="Link to this section: {title}",
    open_here="Open in the full text",
    empty="There is no report in the library yet; please add one.",
    gone="The report that this link points to is no longer in the library. Choose another one above.",
    out_of_range="The place that this link points to is not in this report, which may have changed; "
    "it is shown from the beginning.",
    unreachable="The text could not be fetched: the server does not respond. Try again later, or reload the page.",
)
