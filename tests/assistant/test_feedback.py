"""The file of readers' verdicts."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from assistant.feedback import FILE_NAME, LONGEST_REASON, keep, verdict
from assistant.records import Answer, Citation

CITED = Citation(1, "d1", "报告.txt", "p", (), "第一部分", "新增8060个。", 0, 8)
ANSWER = Answer("学位？", "2025年学位？", "8060个[1]。", "answered", "extractive", (CITED, CITED))


def lines(var: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (var / FILE_NAME).read_text(encoding="utf-8").split("\n") if line]


def test_a_verdict_is_a_line_with_what_was_judged_and_nothing_about_who_did(tmp_path: Path) -> None:
    keep(verdict("k1", "2026-01-02T03:04:05+00:00", ANSWER, "down", "年份\n不对 "), tmp_path / "new")
    assert lines(tmp_path / "new") == [
        {
            "key": "k1", "time": "2026-01-02T03:04:05+00:00", "question": "学位？", "answer": "8060个[1]。",
            "status": "answered", "mode": "extractive", "documents": [{"name": "报告.txt", "id": "d1"}],
            "vote": "down", "reason": "年份 不对",
        }
    ]  # fmt: skip


def test_a_later_verdict_is_added_and_the_earlier_one_stays(tmp_path: Path) -> None:
    for vote in ("up", "down"):
        keep(verdict("k", "t", ANSWER, vote, ""), tmp_path)
    assert [line["vote"] for line in lines(tmp_path)] == ["up", "down"]


def test_a_reason_is_cut_off_at_its_limit(tmp_path: Path) -> None:
    keep(verdict("k", "t", ANSWER, "down", "长" * 9999), tmp_path)
    assert lines(tmp_path)[0]["reason"] == "长" * LONGEST_REASON


def test_verdicts_given_at_once_do_not_mix(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: keep(verdict(str(n), "t", ANSWER, "up", "因" * 400), tmp_path), range(64)))
    assert {line["key"] for line in lines(tmp_path)} == {str(n) for n in range(64)}


def test_half_a_character_is_written_as_a_question_mark(tmp_path: Path) -> None:
    keep(verdict("k", "t", ANSWER, "up", "\ud800"), tmp_path)
    assert lines(tmp_path)[0]["reason"] == "?"


def test_a_place_that_cannot_be_written_to_is_an_error(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(OSError, match="directory"):
        keep(verdict("k", "t", ANSWER, "up", ""), tmp_path)
