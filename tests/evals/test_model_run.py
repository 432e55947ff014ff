"""A run in model mode against a scripted server: what it records, the three ways side by side, and no secrets."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from assistant.settings import Settings
from evals.bars import bars
from evals.cases import CaseError
from evals.commands import Request, evaluate, load_cases
from evals.records import Row
from evals.summary import summarise
from prompts import load_prompt
from tests.evals.conftest import ROOT
from tests.model.conftest import settings_for
from tests.model.server import KEY, Script, serve

CASES = (
    {"id": "a", "question": "2025年新增多少中小学学位？", "must_include": ["8060个"], "must_not_include": ["9060个"]},
    {"id": "b", "question": "2025年养老助餐点有多少个？", "must_include": ["355个"]},
    {"id": "c", "question": "2025年西城区GDP总量是多少亿元？", "must_refuse": True},
)
REPLIES = {"学位": "2025年新增中小学学位9060个[1]。", "助餐": "2025年养老助餐点达355个[1]。"}
"""A lie and a truth."""


def reply(prompt: str) -> str:
    """What the server says: a verdict to the judge's prompt, else the reply to the question."""
    if prompt.endswith("评审结果："):
        return "有据\n引文里都有。"
    return next(text for word, text in REPLIES.items() if word in prompt.rsplit("：", 1)[-1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model")


@pytest.fixture(scope="module")
def rows(settings: Settings, folder: Path) -> tuple[Row, ...]:
    (folder / "own.jsonl").write_text("\n".join(json.dumps(case) for case in CASES), encoding="utf-8")
    usage = {"prompt_tokens": 700, "completion_tokens": 12, "total_tokens": 712}
    request = Request(file=folder / "own.jsonl", mode="model", name="own", results=folder, judged=True)
    with serve(Script(text=reply, usage=usage)) as url:
        here = settings_for(url, settings, reports=ROOT / "data" / "reports")
        return evaluate(request, here, Console(file=StringIO()))


def test_each_answer_is_recorded_with_prompt_tokens_and_time(rows: tuple[Row, ...]) -> None:
    told = rows[1].model
    assert (told["prompt"], told["prompt_digest"]) == ("answer", load_prompt("answer").digest)
    assert (told["prompt_tokens"], told["reply_tokens"]) == (700, 12)
    assert 0 < told["first_token_seconds"] <= told["model_seconds"]
    assert told["worded"]


def test_the_code_s_own_refusals_have_no_model_s_part(rows: tuple[Row, ...]) -> None:
    assert rows[2].passed
    assert rows[2].model == {}


def test_a_lie_fails_without_verification_alone(rows: tuple[Row, ...]) -> None:
    right = {name: scores["fully_right"] for name, scores in rows[0].others.items()}
    assert right == {"extractive": 1.0, "unverified": 0.0}
    assert rows[0].passed
    assert rows[0].others["unverified"]["unsupported_figures"] == 1.0
    assert rows[0].others["unverified"]["invented_figures"] == 1.0
    assert rows[1].others["unverified"]["invented_figures"] == 0.0


def test_the_ways_of_answering_stand_side_by_side(rows: tuple[Row, ...]) -> None:
    (summary,) = summarise(rows)
    assert {name: group.right for name, group in summary.modes.items()} == {
        "extractive": 3,
        "unverified": 2,
        "model": 3,
    }
    assert {name: group.unsupported for name, group in summary.modes.items()} == {
        "extractive": 0,
        "unverified": 1,
        "model": 0,
    }
    assert (summary.model["asked"], summary.model["worded"]) == (2.0, 1.0)


def test_the_bars_hold_the_model_against_the_extractive_answers(rows: tuple[Row, ...]) -> None:
    standing = {bar.name: (bar.value, bar.count) for bar in bars(rows)}
    assert (standing["model_right"], standing["model_behind"]) == ((1.0, 3), (0.0, 3))
    worse = bars([replace(rows[0], scores={**rows[0].scores, "fully_right": 0.0}), *rows[1:]])
    assert not next(bar for bar in worse if bar.name == "model_behind").cleared


def test_the_time_of_the_model_server_is_not_counted_as_ours(rows: tuple[Row, ...]) -> None:
    assert rows[1].own_seconds == pytest.approx(rows[1].seconds - rows[1].model["model_seconds"])


def test_the_judge_judges_what_the_model_worded(rows: tuple[Row, ...]) -> None:
    assert [row.scores.get("judged_grounded") for row in rows] == [None, 1.0, None]


def test_the_record_names_the_model_and_the_prompts_and_no_key(rows: tuple[Row, ...], folder: Path) -> None:
    assert rows
    run = json.loads((folder / "own" / "run.json").read_text(encoding="utf-8"))
    assert (run["mode"], run["model"]) == ("model", "scripted")
    assert run["prompts"]["prompts/answer.md"] == load_prompt("answer").digest
    assert not any(KEY in path.read_text(encoding="utf-8") for path in (folder / "own").iterdir())


def test_a_run_in_model_mode_without_a_server_is_refused(settings: Settings, folder: Path) -> None:
    with pytest.raises(CaseError, match="OPENAI_BASE_URL"):
        evaluate(Request(mode="model", results=folder), settings, Console(file=StringIO()))


def test_a_sample_is_the_same_for_the_same_seed() -> None:
    drawn = [[case.id for case in load_cases(Request("dev", sample=20, seed=seed))] for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert len(drawn[0]) == 20
