import pytest

from assistant.compound import parted, questions_in
from assistant.follow_up import stand_alone
from assistant.lexicon import Lexicon
from assistant.records import Answer
from tests.assistant.conftest import Ask
from tests.assistant.made import document


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("外贸比目标差多少，原因是什么？", ("外贸比目标差多少", "原因是什么？")),
        ("开工的项目有哪些？去年竣工的又是哪几个？", ("开工的项目有哪些？", "去年竣工的又是哪几个？")),
        ("PM2.5是多少，比上年改善多少，2026年目标呢？", ("PM2.5是多少", "比上年改善多少", "2026年目标呢？")),
        ("How many parks were built, and what is the target?", ("How many parks were built", "what is the target?")),
    ],
)
def test_each_question_of_several_is_found(text: str, questions: tuple[str, ...]) -> None:
    assert questions_in(text) == questions


def test_a_space_between_two_questions_is_a_comma() -> None:
    assert parted("学位新增多少个 比上年增长多少") == "学位新增多少个，比上年增长多少"
    assert parted("2025年 新增学位 多少个") == "2025年 新增学位 多少个"


@pytest.mark.parametrize(
    "text",
    [
        "GDP增长多少？",
        "家里老人做饭不方便，附近助餐点有多少个？",
        "2025年生态环境怎么样？归纳几点",
        "学位、车位各新增多少？",
        "外贸是增长还是下降，幅度多大？",
        "",
    ],
)
def test_one_question_stays_one(text: str) -> None:
    assert questions_in(text) == (text,)


def test_both_questions_are_answered_under_one_numbering(ask: Ask) -> None:
    answer = ask("2025年一般公共预算收入是多少？2025年新增中小学学位多少个？")
    markers = [citation.marker for citation in answer.citations]
    assert answer.status == "answered"
    assert markers == [1, 2]
    assert "8060" in answer.text
    assert all(f"[{marker}]" in answer.text for marker in markers)
    assert all(check.ok for check in answer.checks)


def test_a_half_that_the_report_does_not_give_is_refused_alone(ask: Ask) -> None:
    answer = ask("2025年地区生产总值增长多少？区长的手机号是多少？")
    assert answer.status == "partial"
    assert "5.2%" in answer.text
    assert "没有给出" in answer.text


def test_an_english_follow_up_without_a_thing_is_of_the_last_one(lexicon: Lexicon) -> None:
    last = "How many school places were added in 2025?"
    history = [Answer(last, last, "……", "answered", "extractive")]
    target, rate = (
        stand_alone(typed, history, [document()], lexicon)
        for typed in ("What is the target?", "What was their growth rate?")
    )
    assert target == "What is the target of school places?"
    assert rate == "What was their growth rate of school places in 2025?"
