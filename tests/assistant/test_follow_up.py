import pytest

from assistant.follow_up import stand_alone
from assistant.lexicon import Lexicon
from assistant.records import Answer, Status
from tests.assistant.conftest import Ask
from tests.assistant.made import document
from tests.assistant.told import words


def answered(question: str, status: Status = "answered", **trace: object) -> Answer:
    return Answer(question, question, "……", status, "extractive", trace=trace)


LAST = answered("2025年新增多少学位？", subject="新增学位")
LIST = answered("报告提到哪些问题？", items=["学位不足", "停车难", "就医挤"], subject="困难和问题")


def rewritten(typed: str, lexicon: Lexicon, *history: Answer) -> str:
    return stand_alone(typed, history or (LAST,), [document()], lexicon)


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("那2026年呢？", "2026年新增多少学位？"),
        ("2026年的计划呢", "2026年新增多少学位？"),
        ("去年呢", "去年新增多少学位？"),
        ("换成口袋公园呢", "2025年新增多少口袋公园？"),
        ("原因是什么？", "2025年新增学位的原因是什么？"),
        ("它在报告哪一部分？", "2025年新增学位在报告哪一部分？"),
        ("主城区呢", "2025年主城区新增多少学位？"),
    ],
)
def test_an_elliptic_question_is_completed_from_the_last_one(typed: str, whole: str, lexicon: Lexicon) -> None:
    assert rewritten(typed, lexicon) == whole


@pytest.mark.parametrize(
    "typed", ["2026年改造多少个老旧小区？", "固定资产投资增长多少", "How many parks were built?", "你好"]
)
def test_a_question_that_stands_alone_is_left_as_typed(typed: str, lexicon: Lexicon) -> None:
    assert rewritten(typed, lexicon) == typed


def test_a_question_for_the_difficulties_stands_alone_in_any_report(lexicon: Lexicon) -> None:
    assert rewritten("报告提到哪些困难？", lexicon) == "报告提到哪些困难？"


def test_nothing_before_means_nothing_to_complete(lexicon: Lexicon) -> None:
    assert stand_alone("那2026年呢？", (), [document()], lexicon) == "那2026年呢？"


def test_a_new_topic_sheds_its_announcement_and_the_old_subject(lexicon: Lexicon) -> None:
    assert rewritten("换个话题，固定资产投资增长多少？", lexicon) == "固定资产投资增长多少？"


def test_what_was_off_topic_is_not_leant_on(lexicon: Lexicon) -> None:
    weather = answered("今天天气怎么样", "off_topic")
    assert rewritten("那2026年呢？", lexicon, LAST, weather) == "2026年新增多少学位？"
    assert rewritten("那2026年呢？", lexicon, weather) == "那2026年呢？"


def test_an_item_of_a_list_is_asked_for_by_its_number(lexicon: Lexicon) -> None:
    assert rewritten("第二个具体怎么说", lexicon, LIST).startswith("停车难")
    assert rewritten("第3项的原因是什么", lexicon, LIST) == "就医挤原因是什么"


def test_a_number_beyond_the_list_points_to_nothing(lexicon: Lexicon) -> None:
    assert "学位不足" not in rewritten("第九个呢", lexicon, LIST)


def test_a_recap_takes_the_last_two_questions(lexicon: Lexicon) -> None:
    other = answered("2025年改造多少个老旧小区？")
    whole = rewritten("用一句话概括上面两项", lexicon, answered("最早的问题"), LAST, other)
    assert whole == "概括：2025年新增多少学位；2025年改造多少个老旧小区"


def test_a_chain_of_years_does_not_drift(lexicon: Lexicon) -> None:
    once = rewritten("那2026年呢？", lexicon)
    assert rewritten("那2025年呢？", lexicon, LAST, answered(once)) == LAST.question


@pytest.mark.parametrize("follow_up", ["And in 2026?", "What about 2026?", "2026?"])
def test_another_year_may_be_asked_for_in_english(follow_up: str, ask: Ask) -> None:
    answer = ask("How many school places will be added in 2025?", follow_up)
    assert answer.standalone == "How many school places will be added in 2026?"
    assert "2025" not in words(answer)
