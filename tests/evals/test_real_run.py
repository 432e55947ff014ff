"""A small run from end to end: real reports, real embeddings, real answers."""

from io import StringIO

import pytest
from rich.console import Console

from assistant.settings import Settings
from evals.cases import CASES
from evals.commands import Request, evaluate
from evals.records import Row
from tests.evals.conftest import ROOT

KINDS = ("xicheng-fact-", "xicheng-compare-", "xicheng-refusal-", "xicheng-premise-", "xicheng-follow_up-")


@pytest.fixture(scope="module")
def rows(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Row, ...]:
    """The rows of five cases of five kinds about the shipped report."""
    folder = tmp_path_factory.mktemp("real")
    lines = (CASES / "dev" / "xicheng.jsonl").read_text(encoding="utf-8").splitlines()
    chosen = [next(line for line in lines if f'"{kind}' in line) for kind in KINDS]
    (folder / "five.jsonl").write_text("\n".join(chosen), encoding="utf-8")
    request = Request(file=folder / "five.jsonl", name="five", results=folder)
    settings = settings.model_copy(update={"reports": ROOT / "data" / "reports"})
    return evaluate(request, settings, Console(file=StringIO()))


def test_every_turn_is_answered_without_an_error(rows: tuple[Row, ...]) -> None:
    assert len({row.case_id for row in rows}) == 5
    assert not [row.error for row in rows if row.error]


def test_every_citation_reproduces_the_report(rows: tuple[Row, ...]) -> None:
    validity = [row.scores["citation_validity"] for row in rows if "citation_validity" in row.scores]
    assert validity
    assert set(validity) == {1.0}


def test_each_leg_finds_something(rows: tuple[Row, ...]) -> None:
    scored = [row.legs for row in rows if row.legs]
    assert all(max(legs[leg]["hit@10"] for legs in scored) == 1.0 for leg in ("dense", "lexical", "fused"))


def test_the_plain_fact_is_right(rows: tuple[Row, ...]) -> None:
    assert rows[0].passed, rows[0].answer
