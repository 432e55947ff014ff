"""True answers made wrong in one figure: what a chat model may get wrong and the verifier has to notice."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from assistant.records import Citation
from vectorstore.quantities import SCALES, Quantity, find_quantities
from vectorstore.records import Figure, Passage

_MARKER = re.compile(r"\[(\d+)\]")
_UNITS = {
    "%": "个百分点",
    "个百分点": "%",
    "元": "美元",
    "美元": "元",
    "公里": "平方公里",
    "平方公里": "公里",
    "平方米": "米",
    "人": "人次",
    "人次": "人",
    "亩": "公顷",
    "吨": "公斤",
    "户": "人",
    "年": "个月",
    "微克/立方米": "毫克/立方米",
    "家": "户",
    "个": "%",
    "件": "人",
}
_DIRECTIONS = {
    "增长": "下降",
    "下降": "增长",
    "提高": "降低",
    "提升": "下降",
    "增加": "减少",
    "减少": "增加",
    "新增": "减少",
}
_BOUNDS = {
    "不低于": "不超过",
    "不少于": "不超过",
    "不高于": "不低于",
    "超过": "不足",
    "以上": "以内",
    "以内": "以上",
    "左右": "以上",
}
_RANKS = (
    ("全市第一", "全国第一"),
    ("全市第二", "全市第一"),
    ("全市第一", "全市第二"),
    ("全省首位", "全国首位"),
    ("全省第七位", "全省第二位"),
    ("全省第七", "全省第一"),
    ("全市第五位", "全市第三位"),
    ("全市第二位", "全省第二位"),
    ("全国首", "全球首"),
    ("全市首", "全国首"),
    ("全区新增", "全市新增"),
    ("全县", "全省"),
    ("全市", "全国"),
)
_INVENTED = ("，同比增长{a}.{b}%", "，总投资{a}{b}.{a}亿元", "，惠及群众{a}{b}{a}{b}人", "，覆盖{a}{b}{a}个社区")


@dataclass(frozen=True, slots=True)
class Sample:
    """A true answer over one report: where it came from, its text, its citations and what code computed in it."""

    source: str
    document: str
    text: str
    citations: tuple[Citation, ...]
    computed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mutant:
    """A sample with one thing made wrong."""

    kind: str
    sample: Sample


@dataclass(frozen=True, slots=True)
class Report:
    """What mutations need to know of a report: its citations to choose from and its typed figures by passage."""

    citations: tuple[Citation, ...]
    figures: dict[str, tuple[Figure, ...]]
    passages: dict[str, Passage]


@dataclass(frozen=True, slots=True)
class Trial:
    """An answer to be made wrong, the report that it is about, and the dice."""

    sample: Sample
    report: Report
    rng: random.Random


def mutants(sample: Sample, report: Report, rng: random.Random) -> Iterator[Mutant]:
    """At most one mutant of each kind that the sample allows, chosen by ``rng``."""
    for kind, mutate in KINDS.items():
        options = list(mutate(Trial(sample, report, rng)))
        if options:
            yield Mutant(kind, rng.choice(options))


def _told(sample: Sample) -> list[Quantity]:
    """The quantities that the answer states; what it denies or quotes of the question is left out."""
    found = []
    for quantity in find_quantities(sample.text):
        if re.fullmatch(r"[\[\d]+", sample.text[quantity.start - 1 : quantity.end]):
            continue  # a marker
        before = re.split(r"[。\n]", sample.text[: quantity.start])[-1]
        after = re.split(r"[。\n]", sample.text[quantity.end :])[0]
        if "没有给出" not in before and ("[" in after or "[" in before):
            found.append(quantity)
    return found


def _cited(sample: Sample, place: int) -> list[Citation]:
    """What the marker behind a place cites."""
    numbers = re.match(r"[^\[\n]*((?:\[\d+\])+)", sample.text[place:])
    wanted = {int(n) for n in re.findall(r"\d+", numbers[1])} if numbers else set()
    return [citation for citation in sample.citations if citation.marker in wanted]


def _replaced(sample: Sample, start: int, end: int, text: str) -> Sample:
    return replace(sample, text=sample.text[:start] + text + sample.text[end:])


def _in_quote(sample: Sample, text: str) -> bool:
    return any(text in citation.quote for citation in sample.citations)


def digit(trial: Trial) -> Iterator[Sample]:
    """One digit of a figure is another."""
    for quantity in _told(trial.sample):
        start, end = quantity.number
        places = [at for at in range(start, end) if trial.sample.text[at].isdecimal()]
        if not places:
            continue
        at = trial.rng.choice(places)
        other = trial.rng.choice([d for d in "123456789" if d != trial.sample.text[at]])
        if not _in_quote(trial.sample, trial.sample.text[start:at] + other + trial.sample.text[at + 1 : end]):
            yield _replaced(trial.sample, at, at + 1, other)


def scale(trial: Trial) -> Iterator[Sample]:
    """万 for 亿, or a scale lost or gained."""
    for quantity in _told(trial.sample):
        end = quantity.number[1]
        if quantity.unit in {"%", "个百分点", "", "分之", ":", "成"} or not trial.sample.text[end - 1].isdecimal():
            continue
        if trial.sample.text[end : end + len(quantity.scale)] != quantity.scale:
            continue
        others = [s for s in ("", "万", "亿") if s != quantity.scale and SCALES[s] != SCALES[quantity.scale]]
        yield _replaced(trial.sample, end, end + len(quantity.scale), trial.rng.choice(others))


def unit(trial: Trial) -> Iterator[Sample]:
    """A unit of another kind."""
    for quantity in _told(trial.sample):
        at = trial.sample.text.find(quantity.unit, quantity.number[1], quantity.end) if quantity.unit else -1
        if quantity.unit in _UNITS and at >= 0 and trial.sample.text[at - 1].isascii():
            yield _replaced(trial.sample, at, at + len(quantity.unit), _UNITS[quantity.unit])


def year(trial: Trial) -> Iterator[Sample]:
    """The year before a figure is a neighbouring one that the figure is not of."""
    for match in re.finditer(r"(?<![\d比较])(20\d\d)年", trial.sample.text):
        following = next((q for q in _told(trial.sample) if q.start >= match.end()), None)
        if following is None or re.search(r"[。\n]|20\d\d年", trial.sample.text[match.end() : following.start]):
            continue
        figures = _figures_of(trial.sample, following, trial.report)
        wrong = [str(int(match[1]) + step) for step in (1, -1)]
        wrong = [y for y in wrong if figures and all(f.period[:4] == match[1] != y for f in figures)]
        if wrong:
            yield _replaced(trial.sample, match.start(1), match.end(1), trial.rng.choice(wrong))


def plan(trial: Trial) -> Iterator[Sample]:
    """A result told as a plan, or a plan as a result."""
    for quantity in _told(trial.sample):
        clause = max(trial.sample.text.rfind(mark, 0, quantity.start) for mark in "。；\n|[“") + 1
        before = trial.sample.text[clause : quantity.start]
        figures = _figures_of(trial.sample, quantity, trial.report)
        if not figures or any(f.basis != figures[0].basis for f in figures) or "计算" in trial.sample.text:
            continue
        named = re.search(r"20\d\d年(?!计划|实际|来|底|前)", before)
        if figures[0].basis == "actual" and named and not re.search("计划|预计|目标", before):
            yield _replaced(trial.sample, clause + named.end(), clause + named.end(), "计划")
        planned = re.search(r"计划|预计", before)
        if figures[0].basis == "plan" and planned:
            yield _replaced(
                trial.sample,
                clause + planned.start(),
                clause + planned.end(),
                "实际" if planned.group() == "计划" else "已",
            )


def subject(trial: Trial) -> Iterator[Sample]:
    """The subject of a figure is another figure's of the same report."""
    others = [
        f
        for figures in trial.report.figures.values()
        for f in figures
        if 4 <= len(f.subject) <= 16 and not re.search("目标|指标|计划", f.subject)
    ]
    for quantity in _told(trial.sample):
        for figure in _figures_of(trial.sample, quantity, trial.report)[:1]:
            name = re.sub(r"^(?:全年|全区|全市|全县)+", "", figure.subject)
            at = trial.sample.text.rfind(name, 0, quantity.start)
            between = trial.sample.text[at + len(name) : quantity.start]
            if len(name) < 4 or at < 0 or re.search(r"[。；\n]", between) or ("，" in between and len(between) > 6):
                continue
            foreign = [
                f.subject for f in others if not _alike(f.subject, name) and not _in_quote(trial.sample, f.subject)
            ]
            if foreign:
                yield _replaced(trial.sample, at, at + len(name), trial.rng.choice(foreign))


def _alike(one: str, other: str) -> bool:
    """Whether two subjects share a pair of characters."""
    return bool(set(pairwise(one)) & set(pairwise(other)))


def direction(trial: Trial) -> Iterator[Sample]:
    """增长 for 下降, or the other way round."""
    for quantity in _told(trial.sample):
        if not re.search(r"[\d一二两三四五六七八九十]", trial.sample.text[quantity.start : quantity.end]):
            continue
        word = re.search(
            r"(增长|下降|提高|提升|增加(?!值)|减少|新增)(?=[^，。；、：:\d\n|]{0,8}$)",
            trial.sample.text[: quantity.start],
        )
        if word and not _in_quote(trial.sample, _DIRECTIONS[word[1]]):
            yield _replaced(trial.sample, word.start(1), word.end(1), _DIRECTIONS[word[1]])


def marker(trial: Trial) -> Iterator[Sample]:
    """The figure is right and its marker points to another quote."""
    for quantity in _told(trial.sample):
        own = _cited(trial.sample, quantity.end)
        if len(own) != 1:
            continue
        number = trial.sample.text[quantity.number[0] : quantity.number[1]]
        others = [
            c
            for c in (
                *trial.sample.citations,
                *trial.rng.sample(trial.report.citations, min(5, len(trial.report.citations))),
            )
            if number not in c.quote
        ]
        others = [
            c
            for c in others
            if c.quote != own[0].quote and not re.search(rf"(?<![\d.]){quantity.value:f}(?![\d.])", c.quote)
        ]
        if others:
            moved = replace(trial.rng.choice(others), marker=own[0].marker)
            yield replace(
                trial.sample, citations=tuple(moved if c.marker == own[0].marker else c for c in trial.sample.citations)
            )


def invented(trial: Trial) -> Iterator[Sample]:
    """A figure is added that nothing supports."""
    for match in re.finditer(r"(?<=[\u4e00-\u9fff%])(?=\[\d+\])", trial.sample.text):
        text = trial.rng.choice(_INVENTED).format(a=trial.rng.randint(2, 9), b=trial.rng.randint(1, 9))
        if all(not _in_quote(trial.sample, sample_number.group()) for sample_number in re.finditer(r"[\d.]+", text)):
            yield _replaced(trial.sample, match.start(), match.start(), text)


def swapped(trial: Trial) -> Iterator[Sample]:
    """Two figures of a sentence change places."""
    for one, two in combinations(_told(trial.sample), 2):
        between = trial.sample.text[one.end : two.start]
        alike = one.unit == two.unit and one.unit and one.value != two.value
        if (
            not alike
            or re.search(r"[。\n]", between)
            or _MARKER.search(between)
            or not re.search(r"[\u4e00-\u9fff、]", between)
        ):
            continue
        figures = [_figures_of(trial.sample, q, trial.report) for q in (one, two)]
        if not all(figures) or figures[0][0].subject == figures[1][0].subject:
            continue
        first, second = (trial.sample.text[q.number[0] : q.number[1]] + q.scale for q in (one, two))
        if not first.startswith(tuple("0123456789")) or not second.startswith(tuple("0123456789")):
            continue
        ends = [q.number[1] + len(q.scale) for q in (one, two)]
        text = trial.sample.text
        yield replace(
            trial.sample,
            text=text[: one.number[0]] + second + text[ends[0] : two.number[0]] + first + text[ends[1] :],
        )


def rank(trial: Trial) -> Iterator[Sample]:
    """Another rank, or the same among others."""
    for true, wrong in _RANKS:
        at = trial.sample.text.find(true)
        if (
            at >= 0
            and not _in_quote(trial.sample, wrong[:2] if wrong[:2] != true[:2] else wrong)
            and _cited(trial.sample, at)
        ):
            following = trial.sample.text[at : at + 30]
            if re.search(r"\d", following) or true[2:]:
                yield _replaced(trial.sample, at, at + len(true), wrong)


def bound(trial: Trial) -> Iterator[Sample]:
    """At least for at most."""
    for quantity in _told(trial.sample):
        for true, wrong in _BOUNDS.items():
            at = trial.sample.text.find(true, quantity.start, quantity.end)
            if at >= 0 and true in quantity.qualifier:
                yield _replaced(trial.sample, at, at + len(true), wrong)


def _figures_of(sample: Sample, quantity: Quantity, report: Report) -> list[Figure]:
    """The report's typed figures that the answer's quantity may be, in what it cites there."""
    found = []
    for citation in _cited(sample, quantity.end):
        for figure in report.figures.get(citation.passage_id, ()):
            same = figure.value == quantity.value and figure.unit.endswith(quantity.unit)
            row = report.passages[citation.passage_id].row is not None
            if same and (row or citation.start <= figure.start < citation.end):
                found.append(figure)
    return found


KINDS: dict[str, Callable[[Trial], Iterator[Sample]]] = {
    mutate.__name__: mutate
    for mutate in (digit, scale, unit, year, plan, subject, direction, marker, invented, swapped, rank, bound)
}
"""How an answer is made wrong, by name."""
