"""Paragraphs -> forms: what each one looks like on its own, before it is known where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ingest.markers import RANKS, Family, Marker, read_marker
from ingest.sentences import first_sentence, trim
from vectorstore.records import Span

LONGEST_HEADING = 60
"""Characters. The longest stand-alone heading of the reports we know has 40, the longest run-in one 52."""
FINAL = "。！？；：，、!?;:,"
WRAP_UP = re.compile(
    r"(?:[一几两三五]年来|过去(?:的)?[一五]年|回顾|总的来?[看说]|总体来?[看说]|综上|展望未来|各位代表|以上报告|我代表|面对新的|让我们)"
    r"|(?:在|同时|但|当然|我们|对照|当前).{0,20}(?:肯定成绩|(?:认识|看|意识)到|[存面](?:在|临).{0,10}(?:问题|困难|不足|挑战))"
)
"""What opens the closing paragraphs of a part: a look back over the whole, thanks, or the turn to its problems."""
_CLAUSE = re.compile(r"[：:，,；;]")
_ANNEX = re.compile(r"附\s*(?:件|表|录)\s*[\d一二三四五六七八九十]*\s*[：:.．、]?\s*")
_PAGE = re.compile(r"[\s.…·\d]+$")


_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Form:
    """How a paragraph looks. ``level`` is 0 without a heading's mark; ``title`` is its heading, if it opens with one.

    ``style``: the heading fills the paragraph (``alone``) or opens it (``run_in``).
    """

    span: Span
    marker: Marker
    level: int = 0
    style: Literal["", "alone", "run_in"] = ""
    title: Span = _NOWHERE
    annex: bool = False


def read_forms(text: str, blocks: Sequence[Span]) -> list[Form]:
    """The form of every paragraph, with levels counted from the marks that this text uses."""
    forms = [_read_form(text, block) for block in blocks]
    contents = _contents_lines(text, forms)
    levels = _levels([form for number, form in enumerate(forms) if number not in contents])
    return [form if number in contents else _with_level(form, levels, forms) for number, form in enumerate(forms)]


def is_bare(piece: str, longest: int = LONGEST_HEADING) -> bool:
    """Whether a paragraph is short and without final punctuation, as headings and captions are."""
    return 2 <= len(piece) <= longest and piece[-1] not in FINAL and "。" not in piece


def _read_form(text: str, block: Span) -> Form:
    piece = text[block.start : block.end]
    marker = read_marker(piece)
    annex = _ANNEX.match(piece, marker.lead)
    if annex and is_bare(piece):
        return Form(block, marker, title=trim(text, block.start + annex.end(), block.end), annex=True)
    if marker.family == "none" and not marker.hashes:
        return Form(block, marker)
    start = block.start + marker.lead
    title, style = _heading_of(text, Span(start, block.end), marker)
    return Form(block, marker, 0, style, title)


def _heading_of(text: str, span: Span, marker: Marker) -> tuple[Span, Literal["", "alone", "run_in"]]:
    """The heading that opens a marked paragraph: the paragraph, its first sentence, or that sentence's first clause."""
    begin = span.start + (marker.length if marker.family == "dash" else 0)
    sentence = first_sentence(text, span.start, span.end)
    words = Span(begin, _without_mark(text, sentence))
    short = words.end - words.start <= LONGEST_HEADING and words.end > span.start + marker.length
    alone = sentence.end >= span.end
    if short and not alone:
        return words, "run_in"
    if (
        short
        and (text[span.end - 1] not in FINAL or text[span.end - 1] == "。")
        and marker.family not in ("dash", "item")
    ):
        return words, "alone"
    if marker.family in ("comma", "chapter", "chapter_section", "dash"):
        return span, ""
    clause = _CLAUSE.search(text, span.start + marker.length + 2, span.end)
    if clause and clause.start() - begin <= LONGEST_HEADING:
        return Span(begin, clause.start()), "run_in"
    return (words, "run_in") if short else (span, "")


def _without_mark(text: str, sentence: Span) -> int:
    return sentence.end - (text[sentence.end - 1] in FINAL and sentence.end - sentence.start > 1)


def _levels(forms: Sequence[Form]) -> dict[Family, int]:
    """The level of each family of marks: its place among those that open headings in the body of this text."""
    body: list[Form] = []
    for form in forms:
        if form.annex and body:
            break
        body.append(form)
    hashes = {form.marker.hashes for form in body if form.marker.hashes}
    if hashes:
        return {}
    used = {form.marker.family for form in body if form.style}
    return {family: level for level, family in enumerate((f for f in RANKS if f in used), start=1)}


def _with_level(form: Form, levels: dict[Family, int], forms: Sequence[Form]) -> Form:
    level = levels.get(form.marker.family, 0)
    if form.marker.hashes:
        level = max(0, form.marker.hashes - _shallowest(forms) + 1)
    elif not levels and form.marker.family in RANKS:
        level = 1 + max((f.marker.hashes - _shallowest(forms) + 1 for f in forms if f.marker.hashes), default=0)
    if not level or not form.style:
        return form
    return Form(form.span, form.marker, level, form.style, form.title, form.annex)


def _shallowest(forms: Sequence[Form]) -> int:
    """The depth of Markdown's parts: the shallowest that occurs twice (a single # is the title)."""
    depths = [form.marker.hashes for form in forms if form.marker.hashes]
    return min((depth for depth in depths if depths.count(depth) > 1), default=min(depths))


def _contents_lines(text: str, forms: Sequence[Form]) -> set[int]:
    """The lines of a table of contents: marked lines in a row, whose words return later as headings."""
    names = [_PAGE.sub("", text[f.span.start : f.span.end]) if f.style == "alone" else "" for f in forms]
    last = {name: number for number, name in enumerate(names)}
    repeated = [bool(name) and last[name] > number for number, name in enumerate(names)]
    return {
        n
        for pair in pairwise(range(len(forms)))
        if all(names[n] for n in pair) and repeated[pair[0]]
        for n in pair
        if repeated[n]
    }
