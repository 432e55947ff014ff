"""Text -> sentences, as spans: Chinese punctuation, quotations and brackets kept whole."""

import re

from vectorstore.records import Span

_END = frozenset("。！？!?…")
_CLOSERS = {"”": "“", "’": "‘", "」": "「", "』": "『", "）": "（", "》": "《", ")": "(", "】": "【"}
_OPENERS = frozenset(_CLOSERS.values())
_CONTINUES = frozenset("，、；：,;:的等和与及或）)")
"""After a closing quotation these carry the sentence on."""
_LONGEST_QUOTATION = 200
"""Characters; a longer stretch between two marks is taken for a missing mark, not for a quotation."""
_REMARK = re.compile(r"[（(](?![一二三四五六七八九十百\d]{1,4}[）)])[^（()）。！？\n]{2,80}[）)](?![，、；：的])")
"""A remark in brackets after a full stop （牵头单位：…） belongs to the sentence before; an enumeration mark not."""
_INTERESTING = re.compile("[" + re.escape("".join(_END | _OPENERS | _CLOSERS.keys())) + "]")


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends; empty when there is nothing else in it."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left == len(piece):
        return Span(start, start)
    return Span(start + left, start + len(piece.rstrip()))


def split_sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of ``text[start:end]`` in order, without the white space between them."""
    piece = text[start:end]
    spans = []
    begin = 0
    for stop in _ends(piece):
        remark = _REMARK.match(piece, stop)
        stop = remark.end() if remark else stop
        span = trim(text, start + begin, start + stop)
        if span.end > span.start:
            spans.append(span)
        begin = stop
    rest = trim(text, start + begin, end)
    if rest.end > rest.start:
        spans.append(rest)
    return spans


def first_sentence(text: str, start: int, end: int) -> Span:
    """The first sentence of a stretch, its final mark included."""
    sentences = split_sentences(text, start, end)
    return sentences[0] if sentences else Span(start, start)


def _ends(piece: str) -> list[int]:
    """Where sentences end: after a final mark that stands outside quotations, or after the mark closing one."""
    inside = _quoted(piece)
    ends: list[int] = []
    for match in _INTERESTING.finditer(piece):
        at = match.start()
        follower = piece[at + 1 : at + 2]
        if inside[at] or follower in _END:
            continue
        if piece[at] in _END:
            if follower not in _CLOSERS:
                ends.append(_after_bold(piece, at + 1))
        elif piece[at] in _CLOSERS and piece[at - 1 : at] in _END and follower not in _CONTINUES:
            ends.append(at + 1)
    return ends


def _after_bold(piece: str, at: int) -> int:
    """Past the Markdown mark that closes bold words ending here, so that it stays with them."""
    return at + 2 if piece.startswith("**", at) and piece.count("**", 0, at) % 2 else at


def _quoted(piece: str) -> bytearray:
    """For every character whether it stands within a matched pair; the closing mark itself counts as outside."""
    inside = bytearray(len(piece))
    stack: list[tuple[str, int]] = []
    for match in _INTERESTING.finditer(piece):
        mark, at = match.group(), match.start()
        if mark in _OPENERS:
            stack.append((mark, at))
        elif mark in _CLOSERS:
            opener = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] == _CLOSERS[mark]), None)
            if opener is None:
                continue
            begin = stack[opener][1]
            del stack[opener:]
            if at - begin <= _LONGEST_QUOTATION:
                inside[begin:at] = b"\x01" * (at - begin)
    return inside
