import json
from dataclasses import asdict
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from assistant.measured import read_measurement
from evals.cases import CaseError
from evals.commands import main, publish
from evals.records import Row
from evals.summary import summarise, write_summary

RUN = {"date": "2026-05-01", "commit": "abc", "changed_since": False, "model": ""}


def row(case: str, *, right: bool, set_name: str = "held-out") -> Row:
    scores = {"fully_right": float(right), "unsupported_figures": 0.0, "refused": 0.0, "answer_length": 9.0}
    return Row(case, 1, set_name, "compare", "", "问？", {}, seconds=0.1, scores=scores)


def run(folder: Path, *rows: Row, **record: object) -> Path:
    write_summary(summarise(rows), folder / "summary.json")
    (folder / "run.json").write_text(json.dumps(RUN | record), encoding="utf-8")
    return folder


def published(folder: Path) -> Path:
    publish(str(folder), Console(file=StringIO()), path=folder / "measured.json")
    return folder / "measured.json"


def test_what_is_published_is_what_the_run_measured(tmp_path: Path) -> None:
    rows = [row("a", right=True), row("b", right=False), row("c", right=True, set_name="dev")]
    measured = read_measurement(published(run(tmp_path, *rows)))
    assert measured is not None
    assert (measured.cases, measured.date, measured.commit) == ("held-out", "2026-05-01", "abc")
    assert (measured.turns, measured.right) == (2, 1)
    (held_out,) = summarise(rows[:2])
    for bar, score in zip(held_out.bars, measured.scores, strict=True):
        assert {**asdict(bar), "label": score.label} == {k: v for k, v in asdict(score).items() if k != "unit"}
        assert bar.cleared == score.cleared
    named = {score.name: (score.label, score.unit) for score in measured.scores}
    assert named["kind:compare"] == ("对比：完全正确", "share")
    assert named["p95"][1] == "seconds"
    assert named["unsupported"][1] == "count"


def test_a_run_without_held_out_cases_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="held-out"):
        published(run(tmp_path, row("c", right=True, set_name="dev")))
    assert not (tmp_path / "measured.json").exists()


def test_uncommitted_changes_are_told(tmp_path: Path) -> None:
    measured = read_measurement(published(run(tmp_path, row("a", right=True), changed_since=True)))
    assert measured is not None
    assert measured.changed


def test_a_run_that_is_not_there_ends_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", "no-such-run"]) == 2
    assert "读不了评测结果" in capsys.readouterr().out
