"""A follow-up that ends in a refusal is read once more by the model, and its reading is held against what was said."""

from dataclasses import replace

import pytest

from assistant.answer import Assistant
from assistant.condense import checked
from assistant.records import Answer
from assistant.settings import Settings
from prompts import load_prompt
from tests.model.conftest import settings_for
from tests.model.server import Script
from vectorstore.base import Store

FIRST, SECOND = "2025年全区离境退税备案商店有多少家？", "其中王府井的呢"
FOLLOW_UP = "2026年一共要多少家"
RESTATED = "2026年一共要多少家离境退税商店？"


@pytest.fixture(scope="module")
def history(extractive: Assistant) -> tuple[Answer, ...]:
    """Two turns after which the rules take a follow-up to be about 王府井."""
    first = extractive.answer(FIRST)
    return first, extractive.answer(SECOND, (first,))


def says(restated: str, script: Script) -> None:
    """The server restates follow-ups so, and words an answer with the figure that it is given."""
    script.text = lambda prompt: restated if "补全" in prompt else "2026年离境退税商店数量290家左右[1]。"


def test_a_follow_up_is_read_once_more(assistant: Assistant, script: Script, history: tuple[Answer, ...]) -> None:
    says(RESTATED, script)
    answer = assistant.answer(FOLLOW_UP, history)
    assert (answer.status, answer.standalone, answer.question) == ("answered", RESTATED, FOLLOW_UP)
    assert "290家" in answer.text
    assert answer.trace["condense_digest"] == load_prompt("condense").digest
    assert answer.trace["condense_seconds"] > 0


def test_the_model_is_shown_the_questions_alone(
    assistant: Assistant, script: Script, history: tuple[Answer, ...]
) -> None:
    says(RESTATED, script)
    assistant.answer(FOLLOW_UP, history)
    asked = script.requests[0]["messages"][-1]["content"]
    assert FIRST in asked
    assert history[0].text not in asked


@pytest.mark.parametrize(
    "restated",
    [
        "2027年一共要多少家离境退税商店？",
        "2025年离境退税商店一共多少家？",
        "2026年一共要290家离境退税商店吗？",
        "2026年一共要多少家海外仓？",
        "2026年一共要290家。\n根据报告",
        FOLLOW_UP + "？",
        "",
    ],
    ids=["another year", "year lost", "a figure of its own", "another thing", "an answer", "nothing new", "empty"],
)
def test_a_reading_that_does_not_hold_changes_nothing(
    restated: str, assistant: Assistant, extractive: Assistant, script: Script, history: tuple[Answer, ...]
) -> None:
    says(restated, script)
    answer, plain = assistant.answer(FOLLOW_UP, history), extractive.answer(FOLLOW_UP, history)
    assert (answer.text, answer.status, answer.standalone) == (plain.text, "partial", plain.standalone)
    assert answer.text.startswith("报告没有给出")  # what is given of the whole comes behind the refusal


def test_what_the_report_does_not_give_stays_refused(
    assistant: Assistant, script: Script, history: tuple[Answer, ...]
) -> None:
    says("2025年全区离境退税备案商店退税金额是多少？", script)
    answer = assistant.answer("退税金额是多少？", history)
    assert (answer.status, len(script.requests)) == ("not_found", 1)


def test_another_place_is_refused_without_asking(
    assistant: Assistant, script: Script, history: tuple[Answer, ...]
) -> None:
    assert assistant.answer("东城区的呢", history).status == "not_found"
    assert not script.requests


def test_a_question_without_a_conversation_is_not_restated(assistant: Assistant, script: Script) -> None:
    assert assistant.answer("2025年西城区GDP总量是多少亿元？").status == "not_found"
    assert not script.requests


def test_a_failing_server_leaves_the_refusal(assistant: Assistant, script: Script, history: tuple[Answer, ...]) -> None:
    script.text = ""
    answer = assistant.answer(FOLLOW_UP, history)
    assert answer.text.startswith("报告没有给出")
    assert (answer.status, answer.trace["condense_failure"]) == ("partial", "empty")
    assert len(script.requests) == 1


def test_a_number_is_no_part_of_a_longer_one(history: tuple[Answer, ...]) -> None:
    assert checked("2025年全区离境退税备案商店有20家？", "有几家", history) == ""


def test_a_conversation_that_does_not_fit_the_budget_is_not_sent(
    script: Script, url: str, store: Store, settings: Settings, history: tuple[Answer, ...]
) -> None:
    long = replace(history[0], standalone="请问" + "、" * 1500 + FIRST)
    small = Assistant(store, settings_for(url, settings, context_tokens=1000))
    assert small.answer(FOLLOW_UP, (long, history[1])).status == "not_found"
    assert not script.requests
