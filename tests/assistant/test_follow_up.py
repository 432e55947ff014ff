from dataclasses import replace

import pytest

from assistant.follow_up import stand_alone
from assistant.lexicon import Lexicon
from assistant.records import Answer, Citation, Status
from assistant.widen import wider
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
    ("typed", "whole"),
    [
        ("那目标呢", "学位目标是多少"),
        ("实际呢", "2025年学位实际是多少"),
        ("2026年的情况有吗", "2026年新增多少学位？"),
        ("下一年的计划是多少", "2026年新增多少学位？"),
        ("口袋公园呢，同一年的", "2025年新增多少口袋公园？"),
        ("比上年多多少", "2025年学位比上年多多少"),
        ("增速呢", "2025年学位增速多少？"),
        ("2026年新建的", "2026年新建学位多少？"),
        ("面积多大", "2025年学位多少平方米"),
        ("由哪个部门牵头", "2025年学位由哪个部门牵头"),
        ("小学的占多少", "2025年学位其中小学的多少"),
    ],
)
def test_a_follow_up_may_say_no_more_than_a_kind_a_measure_or_a_part(typed: str, whole: str, lexicon: Lexicon) -> None:
    last = answered("2025年新增多少学位？", subject="新增学位", years=[2025])
    assert rewritten(typed, lexicon, last) == whole


def test_what_was_done_is_no_longer_asked_as_a_target(lexicon: Lexicon) -> None:
    target = answered("2025年森林覆盖率目标是多少？", years=[2025])
    assert rewritten("2025年实际是多少", lexicon, target) == "2025年森林覆盖率是多少？"


def test_a_target_after_a_reason_is_asked_of_the_thing(lexicon: Lexicon) -> None:
    reason = answered("固定资产投资为啥没达到2025年目标？", intent="why", years=[2025])
    assert rewritten("2026年目标是多少", lexicon, reason) == "2026年固定资产投资目标是多少"


def test_a_field_is_replaced_by_a_field_and_what_counts_the_old_thing_is_dropped(lexicon: Lexicon) -> None:
    assert rewritten("交通方面呢", lexicon, answered("2025年体育方面的实事有哪些？")) == "2025年交通方面的实事有哪些？"
    assert rewritten("排水管网呢", lexicon, answered("2025年加装多少部电梯？")) == "2025年加装多少排水管网？"


def test_a_part_of_the_area_asked_about_stays(lexicon: Lexicon) -> None:
    last = answered("2025年主城区进出口多少？")
    assert rewritten("涨了多少", lexicon, last) == "2025年主城区进出口涨了多少"


def test_an_item_of_points_is_asked_for_by_its_number(lexicon: Lexicon) -> None:
    points = replace(answered("怎么安排养老？"), text="- 增加养老床位，建设驿站[1]。\n- 发放养老补贴，按月[2]。")
    assert rewritten("第二条呢", lexicon, points) == "“发放养老补贴”的具体情况"


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("And the target?", "What is the target of parks?"),
        ("What about schools?", "How many schools were added in 2025?"),
        ("And jobs?", "How many jobs were added in 2025?"),
        ("Why?", "What is the reason for parks in 2025?"),
        ("How much did it grow?", "How much did parks grow in 2025?"),
        ("And next year?", "How many parks were added in 2026?"),
        ("Which roads were built?", "Which roads were built?"),
    ],
)
def test_an_english_follow_up_is_completed(typed: str, whole: str, lexicon: Lexicon) -> None:
    assert rewritten(typed, lexicon, answered("How many parks were added in 2025?")) == whole


SENTENCE = Citation(1, "d", "东湖区.txt", "p", (), "", "新增学位3200个，其中主城区1800个", 100, 120)


def test_a_follow_up_of_a_part_may_ask_for_all_of_it_again(lexicon: Lexicon) -> None:
    last = replace(LAST, citations=(SENTENCE,))
    part = replace(answered("2025年主城区新增多少学位？", subject="新增学位其中主城区"), citations=(SENTENCE,))
    again = wider("2026年呢", "2026年主城区新增多少学位？", [last, part], [document()], lexicon)
    assert again == "2026年新增多少学位？"


def test_another_thing_beside_it_is_no_part(lexicon: Lexicon) -> None:
    last = replace(answered("2025年GDP增长多少？"), citations=(SENTENCE,))
    other = replace(answered("社零呢"), standalone="2025年社零增长多少？", citations=(SENTENCE,))
    assert wider("2026年呢", "2026年社零增长多少？", [last, other], [document()], lexicon) == ""


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


def test_thanks_are_not_leant_on(lexicon: Lexicon) -> None:
    thanks = answered("谢谢", intent="small_talk")
    assert rewritten("那2026年呢？", lexicon, LAST, thanks) == "2026年新增多少学位？"


def test_what_is_owned_is_of_the_kind_of_the_last_thing(lexicon: Lexicon) -> None:
    assert rewritten("高中的呢", lexicon) == "2025年新增多少高中学位？"


def test_an_item_of_a_list_is_asked_for_by_its_number(lexicon: Lexicon) -> None:
    assert rewritten("第二个具体怎么说", lexicon, LIST) == "“停车难”的具体情况"
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


def test_what_is_given_of_the_whole_follows_what_is_not_given_of_the_part(ask: Ask) -> None:
    answer = ask("2024年新增公办学位多少个？", "其中学前教育的呢", "2025年计划新增多少", of="临江")
    assert answer.status == "partial"
    assert words(answer).startswith("报告没有给出2025年")
    assert "3200个" in words(answer)
    assert "1080" not in words(answer)
