"""The words of what a conversation leaves behind: its files, the history and the feedback."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HistoryStrings:
    """Names in braces are filled in by the scripts of the page."""

    history: str
    kept_here: str
    none: str
    rename: str
    remove: str
    remove_all: str
    sure: str
    close: str
    export: str
    nothing_to_export: str
    useful: str
    useless: str
    reason: str
    give_reason: str
    rated: str
    rated_with_reason: str
    not_rated: str
    gone: str


ZH = HistoryStrings(
    history="历史",
    kept_here="只保存在这个浏览器里，最多 50 个；服务器不保存。",
    none="还没有对话。提问以后，对话只保存在这个浏览器里；服务器不保存。",
    rename="改名",
    remove="删除",
    remove_all="全部删除",
    sure="确认删除",
    close="关闭历史",
    export="导出对话",
    nothing_to_export="这个对话里还没有回答，没有可以导出的内容。",
    useful="有用",
    useless="没有用",
    reason="原因（可不填）",
    give_reason="提交",
    rated="已记下评价，不记是谁。",
    rated_with_reason="已记下评价和原因，不记是谁。",
    not_rated="评价没有记下（{reason}），填写的内容还在，请稍后再试。",
    gone="服务器上已没有这个回答，请重新提问",
)

EN = HistoryStrings(
    history="History",
    kept_here="Kept in this browser only, at most 50; the server keeps none.",
    none="No conversations yet. They are kept in this browser only; the server keeps none.",
    rename="Rename",
    remove="Delete",
    remove_all="Delete all",
    sure="Really delete",
    close="Close the history",
    export="Export",
    nothing_to_export="There is no answer in this conversation yet, so there is nothing to export.",
    useful="Useful",
    useless="Not useful",
    reason="Why? (optional)",
    give_reason="Submit",
    rated="Noted, without who said it.",
    rated_with_reason="Noted with your reason, without who said it.",
    not_rated="Your vote was not noted ({reason}). What you wrote is still here; please try again later.",
    gone="the server no longer has this answer; please ask again",
)
