"""The case files of the project hold what they promise."""

from functools import cache
from pathlib import Path

import pytest

from evals.cases import CASES, SETS, load_files, load_set, misquoted
from ingest.read import READERS, read
from tests.evals.conftest import ROOT, SHARED

FILES = [path for name in SETS for path in sorted((CASES / name).glob("*.jsonl"))]
FOLDERS = (ROOT / "data" / "reports", ROOT / "evals" / "reports", SHARED)
REPORTS = {path.name: path for folder in FOLDERS if folder.is_dir() for path in folder.iterdir()}


@cache
def text_of(name: str) -> str:
    path: Path = REPORTS[name]
    assert path.suffix in READERS
    return read(path).text


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_gold_quote_stands_in_its_report(path: Path) -> None:
    cases = load_files([path], path.parent.name)
    documents = {case.document for case in cases}
    if path.parent.name == "external" and not documents <= REPORTS.keys():
        pytest.skip("the real reports are not on this machine; set PLAN_SHARED_REPORTS to their folder")
    assert not misquoted(cases, {name: text_of(name) for name in documents})


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_answerable_case_has_something_to_be_scored_by(path: Path) -> None:
    turns = [(case.id, turn) for case in load_files([path], path.parent.name) for turn in case.turns]
    assert not [key for key, turn in turns if not (turn.must_include or turn.must_refuse or turn.status)]


def test_ids_are_unique_over_the_project_and_there_are_300_without_the_external_ones() -> None:
    load_files(FILES, "dev")
    assert len(load_set("dev")) + len(load_set("held-out")) >= 300


def test_dev_and_held_out_hold_the_same_kinds_and_no_question_twice() -> None:
    dev, held_out = load_set("dev"), load_set("held-out")
    assert {case.kind for case in dev} == {case.kind for case in held_out}
    assert len(held_out) >= 200, "dev may grow with every defect found; held-out must stay large enough to report"
    assert not {turn.question for case in dev for turn in case.turns[:1]} & {
        turn.question for case in held_out for turn in case.turns[:1]
    }
