from decimal import Decimal

import pytest

from assistant.lexicon import Lexicon
from assistant.records import Question
from assistant.understand import understand
from tests.assistant.made import document


def read(question: str, lexicon: Lexicon) -> Question:
    return understand(question, question, [document()], lexicon)


def test_a_question_is_read_whole(lexicon: Lexicon) -> None:
    question = read("今年计划新增多少个学位？", lexicon)
    assert (question.intent, question.years, question.basis, question.unit) == ("fact", (2026,), "plan", "个")
    assert question.wants_number
    assert question.asked == "amount"


def test_what_was_typed_is_kept_and_what_is_read_is_normal(lexicon: Lexicon) -> None:
    question = understand("那　２０２６年呢", "２０２６年新增學位", [document()], lexicon)
    assert (question.typed, question.text) == ("那　２０２６年呢", "2026年新增学位")


def test_a_premise_is_read_with_its_number_and_direction(lexicon: Lexicon) -> None:
    question = read("为什么地区生产总值下降了3%", lexicon)
    assert (question.numbers[0].value, question.direction) == (Decimal(3), -1)


def test_another_place_and_a_part_of_the_own_are_two_things(lexicon: Lexicon) -> None:
    question = read("东湖区的主城区改造了多少个老旧小区，朝阳区呢", lexicon)
    assert (question.places, question.scopes) == (("朝阳区",), ("主城区",))


def test_an_english_part_of_the_year_is_said_in_chinese_too(lexicon: Lexicon) -> None:
    question = read("GDP growth in the first quarter?", lexicon)
    assert question.language == "en"
    assert "一季度" in question.text


def test_a_question_with_no_report_to_ask_is_read_all_the_same(lexicon: Lexicon) -> None:
    question = understand("去年新增多少学位", "去年新增多少学位", [], lexicon)
    assert (question.intent, question.years) == ("fact", ())


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many canteens were built in the main urban area?", "主城区"),
        ("Did the district meet its GDP target?", "目标完成了吗"),
        ("Has the investment target been met?", "目标完成了吗"),
        ("How many parks were built last year?", "去年"),
    ],
)
def test_what_an_english_question_says_of_time_area_and_targets_is_read_in_chinese(
    question: str, said: str, lexicon: Lexicon
) -> None:
    assert understand(question, question, [document()], lexicon).text.endswith(said)
