import re
from pathlib import Path

import pytest

from evals.cases import KINDS
from evals.console import LEG_COLUMNS
from evals.records import Row
from evals.report import BINS, KIND_LABELS, histogram, write_report, wrong_about
from evals.summary import LEGS, summarise

RUN = {
    "commit": "0123456789abcdef",
    "changed_since": False,
    "embedding": "e5",
    "python": "3.11",
    "machine": "x86_64, 2 CPUs",
    "seconds": 1.5,
    "mode": "extractive",
    "model": "",
}


def row(id_: str, right: float, **fields: object) -> Row:
    scores = {"fully_right": right, "refused": 0.0, "answer_length": 3.0}
    return Row(id_, 1, "dev", "fact", "报告.txt", f"问{id_}", {}, scores=scores, seconds=0.02, **fields)  # type: ignore[arg-type]


@pytest.fixture
def page(tmp_path: Path) -> str:
    bad = "<script>alert(1)</script>"
    legs = dict.fromkeys(LEGS, dict.fromkeys(LEG_COLUMNS, 0.5))
    rows = [row("a", 1, legs=legs), row(bad, 0, answer=bad, trace={"found": bad}), row("c", 0, error=bad)]
    write_report("<name>", RUN, summarise(rows), rows, tmp_path / "report.html")
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def test_everything_in_the_page_is_escaped(page: str) -> None:
    assert "<script" not in page
    assert "<name>" not in page
    assert page.count("&lt;script&gt;alert(1)") >= 5


def test_the_page_asks_nothing_of_the_network(page: str) -> None:
    assert not re.search(r"https?://|src=|@import|url\(|<link", page)


def test_the_page_shows_kinds_legs_latency_and_every_failure(page: str) -> None:
    assert KIND_LABELS["fact"] in page
    assert all(leg in page for leg in ("dense", "lexical", "fused"))
    assert "<svg" in page
    assert page.count("<details>") == 3  # two failures and the provenance
    assert "0123456789ab" in page


def test_the_page_follows_the_reader_s_light_or_dark_setting(page: str) -> None:
    assert "prefers-color-scheme: dark" in page


def test_every_kind_has_a_label() -> None:
    assert KIND_LABELS.keys() == set(KINDS)


def test_a_histogram_holds_every_answer_once() -> None:
    shape = histogram([0.0, 0.1, 0.1, 0.3], {"p50": 0.1, "p95": 0.3})
    assert sum(int(label.rpartition("：")[2]) for *_, label in shape.bars) == 4
    assert max(height for _, _, _, height, _ in shape.bars) == 150
    assert shape.marks == ((213.3, "p50"), (640.0, "p95"))
    assert len(shape.bars) <= BINS


@pytest.mark.parametrize(
    ("expected", "fields", "said"),
    [
        ({"must_include": [["5%"]]}, {"answer": "6%"}, ["缺少：5%"]),
        ({"must_not_include": ["6%"]}, {"answer": "6%"}, ["不应出现：6%"]),
        ({"must_refuse": True}, {"answer": "6%", "status": "answered"}, ["应当拒答而没有"]),
        ({"status": "corrected"}, {"answer": "6%", "status": "answered"}, ["没有指出前提有误"]),
        ({}, {"error": "KeyError"}, ["出错：KeyError"]),
    ],
)
def test_a_failure_says_what_is_wrong(expected: dict[str, object], fields: dict[str, object], said: list[str]) -> None:
    scores = {"fully_right": 0.0, "refused": 0.0}
    assert wrong_about(Row("a", 1, "dev", "fact", "", "问", expected, scores=scores, **fields)) == said  # type: ignore[arg-type]
