from pathlib import Path

import pytest

from evals.figures.check import EXTERNAL, SAMPLES, check
from evals.figures.gold import Expected, GoldError, GoldNumber, lines, load
from evals.scorers.figures import judge, score
from tests.assistant.test_figures import figure

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
EXPECTED = Expected((("学位",), ("新增", "座位")), ("小学",), ("个",), ("2026",), ("plan",), ("amount",))


def number(start: int = 0, end: int = 4, expected: Expected | None = EXPECTED) -> GoldNumber:
    return GoldNumber("X1", "d", "dev", "", start, end, expected)


def test_a_figure_that_covers_the_number_is_judged_field_by_field() -> None:
    assert judge(number(), [figure("新增学位", "800", "个")]).wrong == ()
    assert judge(number(), [figure("新增床位", "800", "张")]).wrong == ("subject", "unit")
    assert judge(number(), [figure("新增小学学位", "800", "个")]).wrong == ("subject",)
    assert judge(number(90, 94), [figure("新增学位", "800", "个")]).figure is None


def test_scores_are_shares_of_all_gold_figures() -> None:
    right, wrong = figure("新增学位", "800", "个"), figure("新增床位", "800", "个")
    judged = [
        judge(number(), [right]),
        judge(number(), [wrong]),
        judge(number(), []),
        judge(number(), [right]),
        judge(number(expected=None), [right]),
        judge(number(expected=None), []),
    ]
    scores = score(judged)
    assert (scores.found, scores.right, scores.unit, scores.spurious) == (3 / 4, 2 / 4, 3 / 4, 1 / 2)


def test_gold_that_does_not_stand_in_its_report_is_refused() -> None:
    documents = {line["document"] for line in lines("gold")}
    with pytest.raises(GoldError, match="not once"):
        load("gold", dict.fromkeys(documents, "别的文字"))


def test_the_sample_has_the_promised_size_and_halves() -> None:
    sample = list(lines("gold"))
    assert len(sample) == 150
    assert 70 <= sum(line["split"] == "dev" for line in sample) <= 80
    assert len({line["id"] for line in sample}) == 150


def test_figures_meet_their_bars_on_the_reports_of_the_project() -> None:
    judged = check()
    for split in ("dev", "held-out"):
        scores = score([j for j in judged if j.gold.split == split])
        assert scores.found >= 0.95
        assert scores.right >= 0.92
        assert scores.spurious <= 0.05


@pytest.mark.shared
@pytest.mark.skipif(not REPORTS.is_dir(), reason=f"no reports in {REPORTS}")
def test_figures_meet_their_bars_on_reports_of_other_governments() -> None:
    names = {line["id"] for line in lines(EXTERNAL)}
    judged = [j for j in check(REPORTS) if j.gold.id in names]
    scores = score(judged)
    assert (len(judged), scores.found >= 0.95, scores.right >= 0.92) == (60, True, True)


def test_numerals_in_words_are_sampled_too() -> None:
    assert "gold_numerals" in SAMPLES
    assert sum(1 for _ in lines("gold_numerals")) >= 30
