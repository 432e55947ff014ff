"""Front matter -> title: its place in the text and its words, even broken over lines or glued to the date line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vectorstore.records import Span

_LOOK_AHEAD = 8
"""Paragraphs; web pages put the agency's line and a picture's caption before the title, no more."""
_LONGEST = 80
_REPORT = re.compile(r"(?:报告|计划|规划|公报|意见|方案|纲要)(?:\s*[（(][^（()）]{1,8}[）)])?$")
_GLUED = re.compile(r"\s*[—–－―]{1,2}\s*\d{4}年")
_NOT_TITLE = re.compile(r"[。！？；：!?;:]|^[—–－―]|^各位|^现在|^来源|^受|^目录|新华社|记者|日报|编辑")


@dataclass(frozen=True, slots=True)
class Title:
    """The title's words without line breaks, what it covers, and the paragraphs (by number) that it takes whole."""

    text: str
    span: Span
    blocks: tuple[int, ...]
    rest: Span | None = None
    """What follows the title in its own paragraph (a date line glued to it)."""


def find_title(text: str, blocks: Sequence[Span]) -> Title | None:
    """The title among the paragraphs before the first heading; the first of them if none looks like one."""
    pieces = [_plain(text[block.start : block.end]) for block in blocks[:_LOOK_AHEAD]]
    for number, piece in enumerate(pieces):
        glued = _GLUED.search(piece)
        head = piece[: glued.start()] if glued else piece
        if glued and _is_title(head):
            start = text.index(head[:1], blocks[number].start)
            span = Span(start, start + len(head))
            return Title(head, span, (number,), Span(span.end, blocks[number].end))
        for last in range(number, min(number + 3, len(pieces))):
            whole = "".join(pieces[number : last + 1])
            if _NOT_TITLE.search(pieces[last]) or len(whole) > _LONGEST * 1.5:
                break
            if _is_title(whole):
                return Title(whole, Span(blocks[number].start, blocks[last].end), tuple(range(number, last + 1)))
    if pieces and len(pieces[0]) <= _LONGEST and not _NOT_TITLE.search(pieces[0]):
        return Title(pieces[0], blocks[0], (0,))
    return None


def _is_title(piece: str) -> bool:
    return 4 <= len(piece) <= _LONGEST * 1.5 and bool(_REPORT.search(piece)) and not _NOT_TITLE.search(piece)


def _plain(piece: str) -> str:
    """The words of a paragraph without Markdown's mark."""
    return re.sub(r"^#+\s*|\n", "", piece).strip("*").strip()
