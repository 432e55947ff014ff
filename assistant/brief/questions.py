"""Questions that a deputy may ask, each resting on a gap between places of the report that it cites."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from assistant.brief.gather import GAP, Matter, Said
from assistant.brief.pairs import Pair
from assistant.brief.targets import Vague
from assistant.brief.topics import Topic, named_areas
from assistant.brief.wording import quoted, row_source, shortened, source_of, told, value
from assistant.compose.draft import Line, Source
from assistant.compose.phrase import trimmed
from assistant.text import clauses_of, fold
from assistant.vague import COUNTED
from assistant.words import split_words
from vectorstore.records import Figure

MOST, FEWEST = 8, 4
"""Questions of a brief: as many as there is time for in a session, and fewer only where the report leaves no gap."""

MANY = 3
"""A problem that names so many areas only runs through them (就业、教育、医疗等民生领域仍有短板)."""

SHARED = 0.5
"""So rare must the things be that a measure has in common with a problem."""

_NUMBERLESS = re.compile(
    r"创历史新高|再创新高|(?:持续|稳步|明显|显著|进一步|不断|大幅|逐步)(?:下降|提升|提高|改善|增长|降低|减少|扩大)|有所(?:下降|减少|回落)"
)
_COUNTABLE = re.compile(r"率|量|数|度|比|额|人次|排放|成本")
_COMPARED = re.compile(
    r"同比|比上年|较上年|比年初|较年初|增长|下降|提高|提升|净增|新增|增加|增至|完成率|居|第[一二三四五六七八九十\d]|"
    r"超额|连续|100%|目标|计划"
)
_COUNTED = re.compile(r"(?<![A-Za-z.\d])\d")
_TOTAL = re.compile(r"达|总数|共(?![享建同])|累计")
_GENERAL = re.compile(
    r"问题|困难|挑战|短板|不足|压力|矛盾|差距|弱项|风险|因素|方面|领域|地方|群众|人民|社会|民生|事业|工作|发展|需求|需要|情况|增长|水平|能力|影响|基础"
)
"""Words of a problem that say nothing of what it is about."""

_TENTATIVE = re.compile(r"探索|争创|试点|研究|谋划|筹备|推动[^，]*落地|逐步|启动|加快|收尾|收官")


@dataclass(frozen=True, slots=True)
class Findings:
    """What the questions are made from: the matter, its indicators, its targets without a number."""

    matter: Matter
    pairs: tuple[Pair, ...]
    vague: tuple[Vague, ...]

    @property
    def year(self) -> str:
        """The report's year as people say it."""
        return f"{self.matter.document.report_year}年" if self.matter.document.report_year else "上年"

    @property
    def next(self) -> str:
        """The plan's year as people say it."""
        return f"{self.matter.document.plan_year}年" if self.matter.document.plan_year else "来年"


def questions_of(findings: Findings) -> list[Line]:
    """The questions, those on missed targets and admitted problems first; each kind has its share of the room."""
    kinds: tuple[tuple[Callable[[Findings], Iterator[Line]], int], ...] = (
        (_on_missed, 2), (_on_problems, 2), (_on_scopes, 1), (_on_lowered, 2), (_on_vague, 2), (_on_open_rows, 2),
        (_on_no_actual, 1), (_on_numberless, 1),
    )  # fmt: skip
    found = list(chain.from_iterable(islice(ask(findings), most) for ask, most in kinds))
    filling = chain(islice(_on_uncompared(findings), 1), islice(_on_undated(findings), 3))
    filling = chain(filling, islice(_on_unmatched(findings), 2))
    return [*found[:MOST], *islice(filling, max(0, FEWEST - len(found)))]


def _on_missed(findings: Findings) -> Iterator[Line]:
    for point in findings.matter.missed:
        asked = f"未完成的部分，{findings.next}用什么措施、到什么时候补上？"
        yield Line(f"报告说明：“{shortened(point.text, 120)}”{{}}。{asked}", (point.source,))


def _on_problems(findings: Findings) -> Iterator[Line]:
    for said in findings.matter.problems:
        problem = trimmed(said.text.strip(GAP))
        admitted = f"报告承认“{shortened(problem)}”{{}}"
        things = _things(problem, findings.matter.topic)
        if not things:
            topic = quoted(findings.matter.topic.name)
            asked = f"没有说明{topic}方面的问题具体在哪里。{findings.next}的措施各解决什么，能解决到什么程度？"
            yield Line(f"{admitted}，{asked}", (said.source,))
            continue
        measure = _measure_for(findings, things)
        if measure is None:
            yield Line(
                f"{admitted}，{findings.next}的安排中没有找到直接对应的措施。是否已有安排，准备怎样解决？",
                (said.source,),
            )
            continue
        words, source = measure
        counted = "能缓解到什么程度，缺口还有多大" if _COUNTED.search(words) else "要达到什么程度、由谁负责、何时见效"
        arranged = f"{findings.next}与此最接近的安排是“{shortened(words)}”{{}}"
        yield Line(f"{admitted}，{arranged}。这项安排{counted}？", (said.source, source))


def _things(problem: str, topic: Topic) -> set[str]:
    """What a problem names besides the topic and other areas; nothing where it only runs through areas."""
    if len(named_areas(problem)) >= MANY:
        return set()
    nouns = (w.text for w in split_words(problem) if len(w.text) > 1 and w.tag.startswith(("n", "vn", "j")))
    return {
        noun
        for noun in nouns
        if fold(noun) not in fold(topic.name) and not _GENERAL.fullmatch(noun) and named_areas(noun) <= {topic.area}
    }


def _measure_for(findings: Findings, things: Collection[str]) -> tuple[str, Source] | None:
    """The clause of the plan that shares most of a problem's own things; one with a number is preferred."""
    best: tuple[float, str, Source] | None = None
    for said, words in _clauses(findings.matter.plans):
        score = sum(findings.matter.corpus.rarity(thing) for thing in things if thing in words)
        score += 0.3 * bool(score and _COUNTED.search(words))
        if len(words) >= 6 and score > (best[0] if best else SHARED):
            best = score, words, said.source
    return best[1:] if best else None


def _on_scopes(findings: Findings) -> Iterator[Line]:
    for one, two in _both(findings.pairs, same=False):
        done = f"{findings.year}是“{told(findings.matter, one)}”{{}}"
        aimed = f"{findings.next}目标是“{told(findings.matter, two)}”{{}}"
        asked = "两者口径不同。按同一口径，实际和目标各是多少？"
        yield Line(f"{done}，{aimed}，{asked}", (source_of(findings.matter, one), source_of(findings.matter, two)))


def _on_lowered(findings: Findings) -> Iterator[Line]:
    for one, two in _both([pair for pair in findings.pairs if pair.lowered and "其中" not in pair.name], same=True):
        done = f"{findings.year}“{told(findings.matter, one)}”{{}}"
        aimed = f"{findings.next}目标为{value(findings.matter, two)}{{}}"
        asked = "低于上年实际。这样安排的依据是什么？"
        yield Line(f"{done}，{aimed}，{asked}", (source_of(findings.matter, one), source_of(findings.matter, two)))


def _both(pairs: Iterable[Pair], *, same: bool) -> Iterator[tuple[Figure, Figure]]:
    for pair in pairs:
        if pair.target and pair.actual and pair.same is same:
            yield pair.actual.first, pair.target.first


def _on_vague(findings: Findings) -> Iterator[Line]:
    for vague in sorted(findings.vague, key=lambda vague: (vague.result is None, -vague.weight)):
        aimed = f"提出“{quoted(vague.text)}”{{}}，没有给出数字。"
        if vague.result is None or vague.result_source is None:
            asked = "目前是多少，要达到多少，怎样考核？" if COUNTED.search(vague.text) else "用什么衡量，怎样考核？"
            yield Line(f"{findings.next}{aimed}{asked}", (vague.source,))
        else:
            done = f"{findings.year}“{told(findings.matter, vague.result)}”{{}}"
            yield Line(f"{done}，{findings.next}只{aimed}目标定为多少？", (vague.result_source, vague.source))


def _on_open_rows(findings: Findings) -> Iterator[Line]:
    for pair in findings.pairs:
        if pair.row is None or pair.row.row is None:
            continue
        words = quoted(trimmed(pair.row.row.values[-1][1]))
        aimed = f"计划表中“{quoted(pair.name)}”的{findings.next}计划为“{words}”{{}}，没有给出数值。"
        source = row_source(findings.matter, pair.row)
        if pair.actual is None:
            yield Line(f"{aimed}具体要求是多少，{findings.year}实际完成了多少？", (source,))
            continue
        actual = pair.actual.first
        done = f"{findings.year}实际为{value(findings.matter, actual)}{{}}"
        yield Line(f"{aimed}{done}，{findings.next}要达到多少？", (source, source_of(findings.matter, actual)))


def _on_no_actual(findings: Findings) -> Iterator[Line]:
    for pair in findings.pairs:
        if pair.target and pair.actual is None and _has_state(findings.matter, pair.target.first):
            target = pair.target.first
            aimed = f"{findings.next}“{quoted(pair.name)}”的目标为{value(findings.matter, target)}{{}}"
            asked = f"报告中没有找到对应的{findings.year}实际数。目前是多少，差距有多大？"
            yield Line(f"{aimed}，{asked}", (source_of(findings.matter, target),))


def _on_unmatched(findings: Findings) -> Iterator[Line]:
    for pair in findings.pairs:
        if pair.target and pair.actual is None and not _has_state(findings.matter, pair.target.first):
            target = pair.target.first
            aimed = f"{findings.next}安排“{told(findings.matter, target)}”{{}}"
            asked = f"报告中没有找到可以对照的{findings.year}数字。上年完成了多少，这样安排的依据是什么？"
            yield Line(f"{aimed}，{asked}", (source_of(findings.matter, target),))


def _has_state(matter: Matter, figure: Figure) -> bool:
    """Whether the target is of something that has a state today: a rate, a share, a row of the plan's table."""
    return figure.measure in {"rate", "share"} or matter.corpus.passages[figure.passage_id].row is not None


def _on_numberless(findings: Findings) -> Iterator[Line]:
    for said, words in _clauses(findings.matter.done):
        if _NUMBERLESS.search(words) and _COUNTABLE.search(words) and not _COUNTED.search(words):
            asked = f"没有给出数字。{findings.year}和上年分别是多少？"
            yield Line(f"报告称“{shortened(words)}”{{}}，{asked}", (said.source,))


def _on_uncompared(findings: Findings) -> Iterator[Line]:
    paired = {figure.id for pair in findings.pairs if pair.actual for figure in pair.actual.figures}
    figures = list(findings.matter.figures(findings.matter.done))
    for figure, said in sorted(figures, key=lambda item: item[0].measure not in {"rate", "share"}):
        clause = said.document.text[figure.clause.start : figure.clause.end]
        if figure.id not in paired and _is_state(figure, clause) and not _COMPARED.search(clause):
            asked = "报告没有给出上年数或计划数。与上年相比如何，是否达到年初安排？"
            yield Line(f"{findings.year}“{told(findings.matter, figure)}”{{}}，{asked}", (said.source,))


def _is_state(figure: Figure, clause: str) -> bool:
    """Whether the figure tells how things stand, not what was done: a rate, a share, a total."""
    return figure.measure in {"rate", "share"} or (figure.measure == "amount" and bool(_TOTAL.search(clause)))


def _on_undated(findings: Findings) -> Iterator[Line]:
    for said, words in _clauses(findings.matter.plans):
        if (
            (said.owned or findings.matter.topic.speaks(words))
            and _TENTATIVE.search(words)
            and 8 <= len(words) <= 40
            and not _COUNTED.search(words)
        ):
            asked = "没有说明时间和要达到的目标。何时完成，用什么衡量？"
            yield Line(f"{findings.next}提出“{quoted(words)}”{{}}，{asked}", (said.source,))


def _clauses(told_by: Iterable[Said]) -> Iterator[tuple[Said, str]]:
    for said in told_by:
        for clause in clauses_of(said.document.text, said.span):
            yield said, trimmed(said.document.text[clause.start : clause.end])
