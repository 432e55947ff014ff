"""The bars that a release has to clear, and where a run stands. Their source: the acceptance figures of the project."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evals.records import Row
from evals.scorers.latency import percentile
from evals.scorers.refusal import refusal_over

TRAPS = ("trap_year", "trap_scope")
SINGLE_FACT = ("fact", "paraphrase", *TRAPS)
BROAD = ("compare", "list", "why", "where", "summary", "english", "noisy")

EXTERNAL = {"answerable": 0.85, "refusal_recall": 0.85}
"""On reports of a kind that nobody tuned for, less is asked ..."""

EXTERNAL_BARS = (*EXTERNAL, "unsupported", "validity", "p95", "errors")
"""... but nothing less of what must never happen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``value`` is to be at least ``limit``, or at most where ``at_most``, over ``count`` turns."""

    name: str
    label: str
    value: float
    limit: float
    at_most: bool
    count: int

    @property
    def cleared(self) -> bool:
        """Whether the run clears the bar."""
        return self.value <= self.limit if self.at_most else self.value >= self.limit


def mean(rows: Iterable[Row], score: str) -> tuple[float, int]:
    """Return the mean of a score over the rows that have it, and their number; 0 over none."""
    values = [row.scores[score] for row in rows if score in row.scores]
    return (sum(values) / len(values) if values else 0.0), len(values)


def bars(rows: Sequence[Row]) -> tuple[Bar, ...]:
    """Return the bars of which a set of rows has any cases."""
    every = (*_right(rows), *_single_facts(rows), *_evidence(rows), *_whole(rows), *_model(rows))
    found = [bar for bar in every if bar.count]
    if rows and all(row.set_name == "external" for row in rows):
        return tuple(
            replace(bar, limit=EXTERNAL.get(bar.name, bar.limit)) for bar in found if bar.name in EXTERNAL_BARS
        )
    return tuple(found)


def answerable(rows: Iterable[Row]) -> list[Row]:
    """Return the single questions that the report answers as they are asked."""
    return [row for row in rows if not row.must_refuse and row.kind not in ("premise", "follow_up")]


def _right(rows: Sequence[Row]) -> Iterable[Bar]:
    yield _share("answerable", "可回答的问题完全正确", answerable(rows), 0.95)
    for kind in BROAD:
        yield _share(f"kind:{kind}", f"其中 {kind}", _of_kind(answerable(rows), (kind,)), 0.88)
    yield _share("traps", "年份与范围陷阱", _of_kind(rows, TRAPS), 0.95)
    yield _share("premise", "错误前提得到纠正", _of_kind(rows, ("premise",)), 0.85)
    yield _share("follow_up", "多轮对话逐轮正确", _of_kind(rows, ("follow_up",)), 0.90)
    refusals = refusal_over(rows)
    due = sum(row.must_refuse for row in rows)
    for name, label, limit in (("refusal_precision", "拒答准确率", 0.95), ("refusal_recall", "拒答召回率", 0.92)):
        yield Bar(name, label, refusals.get(name, 0.0), limit, at_most=False, count=due)


def _single_facts(rows: Sequence[Row]) -> Iterable[Bar]:
    facts = [row for row in _of_kind(rows, SINGLE_FACT) if not row.must_refuse]
    yield _mean("fact_recall", "单一事实：数字正确", facts, 0.95, score="fact_recall")
    yield _mean("wrong_value", "单一事实：出现错误年份或范围的数字", facts, 0.05, score="wrong_value", at_most=True)
    lengths = [row.scores["answer_length"] for row in facts if not row.error]
    middle = percentile(lengths, 0.5) if lengths else 0.0
    yield Bar("answer_length", "单一事实：答案字数（中位数）", middle, 200, at_most=True, count=len(lengths))


def _evidence(rows: Sequence[Row]) -> Iterable[Bar]:
    unsupported = [row.scores["unsupported_figures"] for row in rows if "unsupported_figures" in row.scores]
    yield Bar("unsupported", "引文不支持的数字（个）", sum(unsupported), 0, at_most=True, count=len(unsupported))
    yield _mean("validity", "引文与原文逐字一致", rows, 1.0, score="citation_validity")
    yield _mean("citation_precision", "引用准确率", rows, 0.90, score="citation_precision")
    yield _mean("citation_recall", "引用召回率", rows, 0.92, score="citation_recall")


def _whole(rows: Sequence[Row]) -> Iterable[Bar]:
    for depth, limit in ((5, 0.95), (8, 0.98)):
        hits = [row.legs["fused"][f"hit@{depth}"] for row in rows if "fused" in row.legs]
        share = sum(hits) / len(hits) if hits else 0.0
        yield Bar(f"hit@{depth}", f"前 {depth} 段中有答案", share, limit, at_most=False, count=len(hits))
    seconds = [row.own_seconds for row in rows if not row.error]
    p95 = percentile(seconds, 0.95) if seconds else 0.0
    yield Bar("p95", "用时 p95（秒，等模型服务的时间不计）", p95, 0.3, at_most=True, count=len(seconds))
    yield Bar("errors", "出错的问题", sum(bool(row.error) for row in rows), 0, at_most=True, count=len(rows))


def _model(rows: Sequence[Row]) -> Iterable[Bar]:
    """Yield what is asked of the model mode: hardly worse than the extractive answers to the same turns."""
    asked = [row for row in rows if row.others]
    right = sum(row.passed for row in asked)
    plain = sum(row.others.get("extractive", {}).get("fully_right") == 1.0 for row in asked)
    count = len(asked)
    behind = (right - plain) / count if count else 0.0
    yield Bar("model_right", "模型模式：完全正确", right / count if count else 0.0, 0.90, at_most=False, count=count)
    yield Bar("model_behind", "模型模式：比摘录模式（同样的题）", behind, -0.02, at_most=False, count=count)


def _of_kind(rows: Iterable[Row], kinds: Sequence[str]) -> list[Row]:
    return [row for row in rows if row.kind in kinds]


def _share(name: str, label: str, rows: Sequence[Row], limit: float) -> Bar:
    right = sum(row.passed for row in rows)
    return Bar(name, label, right / len(rows) if rows else 0.0, limit, at_most=False, count=len(rows))


def _mean(name: str, label: str, rows: Iterable[Row], limit: float, *, score: str, at_most: bool = False) -> Bar:
    value, count = mean(rows, score)
    return Bar(name, label, value, limit, at_most, count)
