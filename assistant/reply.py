"""A model's reply -> its sentences, each with the markers that the model put to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKERS = re.compile(r"\s*(?:\[\s*\d+(?:\s*[,，、]\s*\d+)*\s*\]|【\s*\d+\s*】|\[\^?\d+\])")
_PIECE = re.compile(rf"[^。！？!?\n]+?(?:[。！？!?]+|(?<=[a-z0-9\])%])\.(?=\s|$)|$)(?:{_MARKERS.pattern})*")
_BULLET = re.compile(r"^\s*(?:[-*•·]\s+|\d{1,2}[.、)）](?!\d)\s*|[（(]\d{1,2}[）)]\s*)")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s*(?P<hash>.+?)|\*\*(?P<bold>[^*]+)\*\*)[:：]?\s*$")
_PREFACE = re.compile(
    r"^(?:根据|依据|按照|基于|从)[^，,。]{0,24}(?:资料|报告|材料|内容|原文|信息)[^，,。]{0,8}[，,]\s*|^(?:综上(?:所述)?|总之|因此|所以|答[:：]?|回答[:：])[，,]?\s*|"
    r"^[一二两三四五六七八九十]+[家个项条类种大][^，。：:]{0,8}(?:分别)?(?:是|为|包括|有)[:：]\s*"
)
_NUMBER_GAP = re.compile(r"(?<=\d)[ \u3000]+(?=[\u4e00-\u9fff%])|(?<=[\u4e00-\u9fff])[ \u3000]+(?=\d)")


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a reply without its markers. ``hints`` are the passage numbers that the model named.

    ``line`` counts the reply's lines from 0; ``bullet`` says that the line is a list's. A heading states nothing.
    """

    text: str
    hints: tuple[int, ...]
    line: int
    bullet: bool = False
    heading: bool = False


def claims_of(reply: str) -> Iterator[Claim]:
    """Yield the sentences of a reply in order. A table is read row by row, its cells as clauses of one sentence."""
    for number, raw in enumerate(reply.splitlines()):
        line = _table_row(raw) if raw.lstrip().startswith("|") else raw
        if not line.strip() or re.fullmatch(r"[\s|:：，-]*", line):
            continue
        heading = _HEADING.match(line)
        if heading and not re.search(r"\d", line):
            yield Claim((heading["hash"] or heading["bold"]).strip("*：: "), (), number, heading=True)
            continue
        body = _BULLET.sub("", line)
        for piece in _PIECE.finditer(body):
            text = _plain(piece.group())
            if text:
                yield Claim(text, _hints(piece.group()), number, bullet=body != line)


def _table_row(line: str) -> str:
    return "，".join(cell.strip() for cell in line.strip().strip("|").split("|") if cell.strip())


def _plain(text: str) -> str:
    text = re.sub(r"\*\*|__|`", "", _MARKERS.sub("", text))
    text = _NUMBER_GAP.sub("", _PREFACE.sub("", text.strip()))
    return text.strip(" \t\u3000")


def _hints(text: str) -> tuple[int, ...]:
    return tuple(int(n) for marker in _MARKERS.findall(text) for n in re.findall(r"\d+", marker))
