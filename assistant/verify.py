"""Every figure of an answer held against the quote that it cites: value, unit, bound, period, direction and subject."""

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.amounts import agree, with_unit
from assistant.claimed import Line, lines_of
from assistant.mentions import Mention, mentions
from assistant.records import Check, Citation
from assistant.stated import Stated, stated_in, year_beside, years_in
from assistant.subject import subject_problem
from assistant.terms import basis_problem, bound_problem, difference_problem, direction_problem, ranks_of, scope_problem
from vectorstore.quantities import FOLD, find_quantities
from vectorstore.records import Passage

UNCITED = "没有引用出处"
ABSENT = "引文中没有这个数"
UNRANKED = "引文中没有这个名次或范围"
_DENIED = re.compile(r"(?:没有|未(?!来)|并未|不曾)(?:给出|提到|提及|说|写明|说明|列出|提供|找到|公布)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEHIND = re.compile(r"[^\d，。；,;]{0,25}\b(?:in|for|by) ((?:19|20)\d\d)|[（(]((?:19|20)\d\d)年?[）)]")
"""from 193 in 2018 to 612 in 2023; 8060个（2025年）"""

_HEAD_UNIT = re.compile(r"[（(]([^（）()]{1,8})[）)]")


def verify(
    text: str, citations: Sequence[Citation], computed: Sequence[str], passages: Mapping[str, Passage]
) -> tuple[Check, ...]:
    """One check for each figure and each rank of ``text``, in order.

    A figure is supported by the markers that close its stretch of text: its value and unit must stand in such a quote,
    of the same thing and time, in the same direction and within the same bound. Figures of ``computed`` were derived
    by code from cited ones and are marked so. Other digits (a year by itself, a date, PM2.5) are checked only where no
    cited quote has them. What the report is said not to give is not checked: it tells the question's words back.
    """
    quotes = {c.marker: stated_in(c, passages.get(c.passage_id)) for c in citations}
    checks: list[Check] = []
    for line in lines_of(text, citations):
        told = [mention for mention in line.mentions() if not _is_denied(line, mention.quantity.start)]
        found = [_figure(line, mention, text, computed, quotes) for mention in told]
        found += _ranks(line, text)
        found += _loose_numerals(line, text, computed, passages, dated=bool(told))
        checks += sorted(found, key=lambda check: check.at.start)
    return tuple(checks)


def _figure(
    line: Line, mention: Mention, text: str, computed: Sequence[str], quotes: Mapping[int, Sequence[Stated]]
) -> Check:
    at = line.at(mention.quantity.start, mention.quantity.end)
    figure = text[at.start : at.end]
    cited = line.cited_at(mention.quantity.end)
    beside = [stated for citation in cited for stated in quotes[citation.marker]]
    problem = ABSENT if cited else UNCITED
    for citation in cited:
        for candidate in quotes[citation.marker]:
            if not _is_same(line, mention, candidate):
                continue
            wrong = _wrong(line, mention, candidate, beside)
            if not wrong:
                return Check(figure, at, citation.marker, ok=True)
            problem = wrong if problem == ABSENT else problem
    if _is_computed(mention, computed) or _counts_items(line, mention):
        return Check(figure, at, None, ok=True, computed=True)
    return Check(figure, at, None, ok=False, problem=problem)


def _is_same(line: Line, mention: Mention, candidate: Stated) -> bool:
    """Whether value and unit agree; a head may hold the claim's unit in brackets, a cut quote or English lacks it."""
    heads = _HEAD_UNIT.findall(f"{line.lead} {mention.before}")
    quantity = with_unit(mention.quantity, heads[-1]) if heads else mention.quantity
    is_cut = line.plain.startswith("…", quantity.end)
    loose = is_cut or candidate.in_row or not re.search(r"[\u4e00-\u9fff]", line.plain)
    return agree(quantity, candidate.quantity, loose=loose)


def _wrong(line: Line, mention: Mention, candidate: Stated, beside: Sequence[Stated]) -> str:
    """What is wrong with taking ``candidate`` for the claim's figure; empty if nothing is."""
    return (
        _period_problem(line, mention, candidate)
        or basis_problem(line.lead, line.carried, mention, candidate)
        or bound_problem(mention, candidate.mention)
        or direction_problem(mention, candidate)
        or difference_problem(mention, candidate)
        or scope_problem(mention, candidate)
        or subject_problem(mention, candidate, beside)
    )


def _period_problem(line: Line, mention: Mention, candidate: Stated) -> str:
    """The year that the claim names for its figure must be one that the quote's figure is of."""
    year = _year_of(line, mention)
    if year is None or not candidate.years or year in candidate.years:
        return ""
    return f"引文说的不是{year}年"


def _year_of(line: Line, mention: Mention) -> int | None:
    """The year beside the figure, else the last before it in its sentence, else behind it, else that over it."""
    beside = year_beside(mention.before)
    behind = _YEAR_BEHIND.match(mention.after)
    if beside:
        return beside
    if behind:
        return int(behind[1] or behind[2])
    following = re.split(r"[；;]|\d+(?:\.\d+)?(?![\d年])", mention.after)[0]
    for text, at in ((mention.before, -1), (following, 0), (line.lead, -1), (line.carried, -1)):
        if named := years_in(text):
            return named[at][1]
    return None


def _is_denied(line: Line, place: int) -> bool:
    """Whether a place lies in what the report is said not to give: quoted, or in a sentence without a marker."""
    start = max((line.plain.rfind(mark, 0, place) for mark in "。！？"), default=-1) + 1
    end = min((at for mark in "。！？" if (at := line.plain.find(mark, place)) >= 0), default=len(line.plain))
    denial = _DENIED.search(line.plain, start, place)
    if denial is None:
        return False
    told = line.plain[denial.end() : place]
    return told.rfind("“") > told.rfind("”") or not any(start <= at <= end for at, _ in line.marks)


def _is_computed(mention: Mention, computed: Sequence[str]) -> bool:
    """Whether code derived this very figure, with the sign or the word that it gave it."""
    mine = _sign(mention)
    derived = [other for value in computed for other in mentions(value.replace("+", "多"))]
    return any(agree(mention.quantity, other.quantity) and mine * _sign(other) >= 0 for other in derived)


def _sign(mention: Mention) -> int:
    """+1 for 多 and 高, -1 for 少, 低 and a minus sign right before the figure, 0 for neither."""
    if mention.quantity.value < 0:
        return -1
    word = re.search(r"([多高快大+])约?$|([少低慢小－])约?$", mention.before)
    return 0 if word is None else 1 if word[1] else -1


def _counts_items(line: Line, mention: Mention) -> bool:
    """Whether the figure tells how many list items follow (主要有三个方面)."""
    return line.items > 1 and mention.quantity.value == line.items and not mention.quantity.scale


def _ranks(line: Line, text: str) -> Iterator[Check]:
    """Ranks (全市第一, 首个) must stand in a cited quote with their scope."""
    for rank in ranks_of(line.plain):
        cited = line.cited_at(rank.end)
        if not cited or _is_denied(line, rank.start):
            continue
        at = line.at(rank.start, rank.end)
        marker = next((c.marker for c in cited if rank.stands_in(c.quote)), None)
        problem = UNRANKED if marker is None else ""
        yield Check(text[at.start : at.end], at, marker, ok=marker is not None, problem=problem)


def _loose_numerals(
    line: Line, text: str, computed: Sequence[str], passages: Mapping[str, Passage], *, dated: bool
) -> Iterator[Check]:
    """Digits that are no quantity and that no cited quote has, nor its headings.

    Where the line has figures (``dated``) its years were held against these.
    """
    quantities = find_quantities(line.plain)
    for match in re.finditer(r"\+?\d+(?:\.\d+)?", line.plain):
        digits = match.group().translate(FOLD)
        if any(q.start <= match.start() < q.end for q in quantities) or _is_denied(line, match.start()):
            continue
        if (dated and _YEAR.fullmatch(digits)) or (digits[0] == "+" and any(digits in value for value in computed)):
            continue
        cited = line.cited_at(match.end())
        if cited and not any(_has_numeral(c, digits.lstrip("+"), passages.get(c.passage_id)) for c in cited):
            at = line.at(match.start(), match.end())
            yield Check(text[at.start : at.end], at, None, ok=False, problem=ABSENT)


def _has_numeral(citation: Citation, digits: str, passage: Passage | None) -> bool:
    heads = [header for header, _ in passage.row.values] if passage and passage.row else []
    context = " ".join((citation.quote, *citation.section, citation.label, citation.document, *heads)).translate(FOLD)
    if re.search(rf"(?<![\d.]){re.escape(digits)}(?!\d|\.\d)", context):
        return True
    return passage is not None and digits.isdecimal() and int(digits) in passage.years
