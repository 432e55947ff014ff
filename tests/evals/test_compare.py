from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from evals.commands import BASELINE, keep, load_rows
from evals.compare import changed, compare
from evals.console import show, show_comparison, show_failures
from evals.records import Row, write_rows
from evals.summary import summarise


def row(id_: str, right: float, *, set_name: str = "dev", **scores: float) -> Row:
    return Row(id_, 1, set_name, "fact", "报告.txt", f"问{id_}", {}, answer=f"答{id_}", scores=_scores(right) | scores)


def _scores(right: float) -> dict[str, float]:
    return {"fully_right": right, "refused": 0.0, "answer_length": 10.0}


BEFORE = (row("a", 1), row("b", 0), row("c", 1), row("d", 1))
AFTER = (row("a", 0), row("b", 1), row("c", 1), row("e", 1))


def printed(draw: object, *arguments: object) -> str:
    console = Console(file=StringIO(), width=200)
    draw(*arguments, console)  # type: ignore[operator]
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_cases_lost_and_gained_are_told_apart() -> None:
    found = compare(BEFORE, AFTER)
    assert [pair[0].key for pair in found.failing] == ["a"]
    assert [pair[0].key for pair in found.passing] == ["b"]
    assert (found.gone, found.new) == (("d",), ("e",))


def test_an_error_where_an_answer_was_right_is_a_case_lost() -> None:
    broken = replace(row("a", 1), error="KeyError", scores={})
    assert len(compare([row("a", 1)], [broken]).failing) == 1


def test_another_question_under_the_same_id_is_another_case() -> None:
    found = compare([row("a", 1)], [replace(row("a", 0), question="改过")])
    assert (found.failing, found.gone, found.new) == ((), ("a",), ("a",))


def test_means_move_over_the_common_cases_alone() -> None:
    # a, b, c: 1 + 0 + 1 before, 0 + 1 + 1 after
    assert compare(BEFORE, AFTER).moved["fully_right"] == (pytest.approx(2 / 3), pytest.approx(2 / 3))


def test_a_case_shows_the_scores_that_changed() -> None:
    pair = (row("a", 1, fact_recall=1.0), row("a", 0, fact_recall=0.5))
    assert changed(pair) == {"fully_right": -1.0, "fact_recall": -0.5}


def test_a_comparison_prints_questions_and_answers_but_of_held_out_cases_the_ids_alone() -> None:
    held_out = row("h", 1, set_name="held-out"), row("h", 0, set_name="held-out")
    text = printed(show_comparison, compare((*BEFORE, held_out[0]), (*AFTER, held_out[1])))
    assert "问a" in text
    assert "h" in text
    assert "问h" not in text
    assert "答h" not in text


def test_the_console_shows_held_out_cases_as_totals_alone() -> None:
    rows = [row("a", 0), row("h", 0, set_name="held-out")]
    dev, held_out = summarise(rows)
    assert "fact " in printed(show, dev)
    assert "fact " not in printed(show, held_out)
    assert "合计" in printed(show, held_out)
    failures = printed(show_failures, rows)
    assert "问a" in failures
    assert "h" not in failures


def test_the_run_kept_to_compare_with_holds_every_score_and_no_answer(tmp_path: Path) -> None:
    source = tmp_path / "now"
    source.mkdir()
    write_rows(BEFORE, source / "rows.jsonl")
    for name in ("run.json", "summary.json"):
        (source / name).write_text("{}", encoding="utf-8")
    keep("now", Console(file=StringIO()), results=tmp_path)
    kept = load_rows(BASELINE, tmp_path)
    assert [(row.key, row.scores, row.passed) for row in kept] == [(r.key, r.scores, r.passed) for r in BEFORE]
    assert "答" not in (tmp_path / BASELINE / "rows.jsonl").read_text(encoding="utf-8")
    assert [pair[0].key for pair in compare(kept, AFTER).failing] == ["a"]
