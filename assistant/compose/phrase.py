"""Figures and clauses in words: what the report prints, cut to what was asked."""

import re
from decimal import Decimal

from assistant.corpus import Corpus, Sentence
from assistant.text import fold
from vectorstore.records import Document, Figure, Span

_EDGE = "，。；：、！？,;:!? \t\n　"
_CHANGED = re.compile(r"(增长|下降|提高|提升|改善|减少|降低|增加|回落|上升)$")
_PLANNED = re.compile(r"^(?:计划|预计|预期|力争|将|确保|争取|安排|目标)")


def number(value: Decimal) -> str:
    """A decimal without exponent or superfluous zeros in front of what was printed."""
    return f"{value:f}"


def amount(document: Document, figure: Figure) -> str:
    """The figure as printed, with the unit that a table prints apart from it: 5%左右, 不高于0.25, 2-3家."""
    return united(document.text[figure.start : figure.end], figure.unit)


def stated(document: Document, figure: Figure) -> str:
    """The figure with its direction where it is a change: 增长5.2%."""
    text = amount(document, figure)
    if figure.measure != "change" or re.search(r"^[-−]|百分点$", text):
        return text
    told = _CHANGED.search(figure.subject)
    return (told[1] if told else "增长" if figure.direction > 0 else "下降") + text


def united(text: str, unit: str) -> str:
    """A printed number with its unit behind it: 5左右 and % is 5%左右. What has no number stays as it is."""
    if not unit or unit in text.replace("％", "%") or unit in {":", "分之", "位"} or unquantified(text):
        return text
    bound = re.search(r"(?:左右|上下|以上|以下|以内|之内|及以上|及以下)$", text)
    return text[: bound.start()] + unit + bound.group() if bound else text + unit


def window(corpus: Corpus, sentence: Sentence, needed: list[Span], *, widest: int = 5) -> str:
    """The run of clauses from the first to the last needed place, at most ``widest`` clauses, as printed."""
    clauses = corpus.clauses(sentence)
    touched = [
        at
        for at, clause in enumerate(clauses)
        if any(clause.start < span.end and span.start < clause.end for span in needed)
    ]
    if not touched:
        return trimmed(sentence.text)
    first, last = touched[0], touched[-1]
    first = max(first, last - widest + 1)
    return trimmed(sentence.document.text[clauses[first].start : clauses[last].end])


def trimmed(text: str) -> str:
    """``text`` on one line without marks and white space at its edges; an unpaired bracket or quote is dropped."""
    cut = re.sub(r"\s+", "", text).strip(_EDGE)
    for left, right in ("“”", "（）", "《》"):
        if cut.count(left) > cut.count(right) and cut.startswith(left):
            cut = cut[1:]
    return cut


def dated(text: str, figure_period: str, basis: str | None) -> str:
    """``text`` with its year (and 计划 for a plan) in front, unless it names a year itself."""
    if not figure_period or re.search(r"(?:19|20)\d\d", text):
        return text
    part = re.match(r"(\d{4})年(.+)$", figure_period)
    if part and part[2] in text:
        return f"{part[1]}年{text}"
    period = figure_period if not re.fullmatch(r"\d{4}", figure_period) else f"{figure_period}年"
    text = re.sub(r"^(?:全年|今年|去年|其中[:：]?)", "", text)
    if basis == "plan" and not _PLANNED.match(text):
        return f"{period}计划{text}"
    return f"{period}{text}" if re.match(r"[\u4e00-\u9fff]", text) else f"{period}，{text}"


def segment(sentence: Sentence, figure: Figure) -> str:
    """The figure's own member of a list: 打造“最美院落”104个 of 打造精品街巷111条、“最美院落”104个.

    The clause as a whole where it lists nothing or where its members cannot be told apart.
    """
    text = sentence.document.text
    clause = text[figure.clause.start : figure.clause.end]
    at, end = figure.start - figure.clause.start, figure.end - figure.clause.start
    if _shared(clause, at, end):
        return trimmed(clause)
    left = max(
        (
            m.end()
            for m in re.finditer(r"[、]|(?<=[\d个家项条处座所张场次人名户%])[和及]", clause[:at])
            if _closes_figure(clause, m)
        ),
        default=0,
    )
    right_match = re.search(r"[、]|[和及](?=[^，]*\d)", clause[end:])
    right = (
        end + right_match.start()
        if right_match and re.search(r"\d", clause[end + right_match.end() :])
        else len(clause)
    )
    if left == 0 and right == len(clause):
        return trimmed(clause)
    verb = _leading_verb(clause) if left else ""
    member = trimmed(clause[left:right])
    core = fold(figure.subject)[-2:]
    if core and core not in fold(verb + member):
        return trimmed(clause)
    return member if member.startswith(verb) or _TOLD.search(member) else verb + member


_TOLD = re.compile(r"总[数量额]|达到?|增至|升至|[为是占]")
"""A member of a list that has a verb of its own does not take the first one's: 新增公园50个、全市公园总数达1100个."""


def _shared(clause: str, at: int, end: int) -> bool:
    """Whether two things before the figure share it with the figure behind: 立案、案损同比下降17.3%和25.5%."""
    before = re.split(r"\d", clause[:at])[-1]
    return bool(re.search(r"[、和及与]|分别", before) and re.match(r"[、和及]\d", clause[end:]))


def _closes_figure(clause: str, mark: "re.Match[str]") -> bool:
    """Whether the list mark follows a number with its unit, so that it parts members of a list of figures."""
    return bool(re.search(r"\d(?:[万亿千百余多]*)[\u4e00-\u9fff%℃/]{0,4}(?:左右|以上|以内)?$", clause[: mark.start()]))


def _leading_verb(clause: str) -> str:
    match = re.match(
        r"\s*(?:其中)?(新?(?:增加?|建|开工|完工|打造|建设|建成|完成|培育|引进|整合|获得?|认定|改造|治理|规范治理|建成))(?=[^完成])",
        clause,
    )
    return match.group(1) if match else ""


def unquantified(value: str) -> bool:
    """Whether a table's cell sets no number (达到市级要求)."""
    return not re.search(r"\d", value)
