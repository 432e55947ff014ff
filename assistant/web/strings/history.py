"""The words of what a conversation leaves behind: its files, the history and the feedback."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HistoryStrings:
    """Names in braces are filled in by the scripts of the page."""

    export: str
    nothing_to_export: str


ZH = HistoryStrings(
    export="导出对话",
    nothing_to_export="这个对话里还没有回答，没有可以导出的内容。",
)

EN = HistoryStrings(
    export="Export",
    nothing_to_export="There is no answer in this conversation yet, so there is nothing to export.",
)
