"""Whether the typed figures of a report are those that a reader finds: held against numbers picked at random."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.figures.gold import GoldNumber
from vectorstore.records import Figure


@dataclass(frozen=True, slots=True)
class Judged:
    """One gold number and the figure extracted for it, if any. ``wrong`` names the fields that differ."""

    gold: GoldNumber
    figure: Figure | None
    wrong: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the figure was found with the right subject, unit and period."""
        return self.figure is not None and not {"subject", "unit", "period"} & set(self.wrong)


@dataclass(frozen=True, slots=True)
class FigureScores:
    """Shares of the gold figures, 0 to 1; ``spurious`` is the share of the gold's non-figures that were extracted.

    ``right`` asks for subject, unit and period together; a figure that was not found has nothing right.
    """

    figures: int
    names: int
    found: float
    right: float
    subject: float
    unit: float
    period: float
    basis: float
    measure: float
    spurious: float


def judge(number: GoldNumber, figures: Iterable[Figure]) -> Judged:
    """Hold one gold number against the figures of its document."""
    covering = [f for f in figures if f.start <= number.start and number.end <= f.end]
    figure = min(covering, key=lambda f: f.end - f.start, default=None)
    if figure is None or number.expected is None:
        return Judged(number, figure, ())
    said, expected = "".join(figure.subject.split()), number.expected
    tests = {
        "subject": any(all(word in said for word in words) for words in expected.subjects)
        and not any(word in said for word in expected.excluded),
        "unit": figure.unit in expected.units,
        "period": figure.period.removesuffix("年全年") in expected.periods,
        "basis": figure.basis in expected.bases,
        "measure": (figure.measure + _sign(figure)) in expected.measures,
    }
    return Judged(number, figure, tuple(name for name, passed in tests.items() if not passed))


def score(judged: Sequence[Judged]) -> FigureScores:
    """Add up the judgements of one sample."""
    figures = [j for j in judged if j.gold.expected is not None]
    names = [j for j in judged if j.gold.expected is None]
    found = [j for j in figures if j.figure is not None]

    def having(field: str) -> float:
        return _share(sum(field not in j.wrong for j in found), len(figures))

    return FigureScores(
        figures=len(figures),
        names=len(names),
        found=_share(len(found), len(figures)),
        right=_share(sum(j.right for j in found), len(figures)),
        subject=having("subject"),
        unit=having("unit"),
        period=having("period"),
        basis=having("basis"),
        measure=having("measure"),
        spurious=_share(sum(j.figure is not None for j in names), len(names)),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _sign(figure: Figure) -> str:
    if figure.measure != "change":
        return ""
    return "+" if figure.direction > 0 else "-"
