import pytest

from assistant.timing import leans_to_plan, when
from tests.assistant.made import document
from vectorstore.records import Basis


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("前年新增了多少学位", 2024),
        ("去年新增了多少学位", 2025),
        ("今年打算新增多少学位", 2026),
        ("明年新增多少学位", 2027),
    ],
)
def test_relative_years_count_from_the_day_the_report_was_given(question: str, year: int) -> None:
    assert when(question, document())[0] == (year,)


def test_a_report_without_a_date_is_given_in_the_year_it_plans_for() -> None:
    assert when("去年新增学位", document(date="", plan_year=2022)) == ((2021,), None)


def test_a_report_given_before_the_new_year_calls_the_old_one_this_year() -> None:
    assert when("今年打算新增学位", document(date="2025-12-30"))[0] == (2025,)


def test_no_report_leaves_a_relative_year_open() -> None:
    assert when("去年新增了多少学位", None) == ((), "actual")


def test_this_year_told_as_past_may_be_either_year() -> None:
    assert when("今年给孩子们新加了多少个学位", document()) == ((), "actual")


@pytest.mark.parametrize("question", ["学位比去年多了吗", "较上年增长多少", "和去年相比怎么样"])
def test_the_year_that_a_change_is_measured_against_is_not_asked_for(question: str) -> None:
    assert when(question, document())[0] == ()


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2025年新增多少学位", (2025,)),
        ("25年新增多少学位", (2025,)),
        ("2025目标是多少", (2025,)),
        ("GDP in 2025", (2025,)),
        ("2024—2026年的目标", (2024, 2026)),
        ("2026年比2025年多多少", (2026, 2025)),
        ("2114个车位在哪", ()),
        ("2025个车位在哪", ()),
        ("12025年", ()),
        ("25年来变化大吗", ()),
        ("20年以上的电梯", ()),
    ],
)
def test_a_year_is_a_year_and_a_number_is_not(question: str, years: tuple[int, ...]) -> None:
    assert when(question, document())[0] == years


@pytest.mark.parametrize(
    ("question", "basis"),
    [
        ("2025年新增多少学位", "actual"),
        ("2026年新增多少学位", "plan"),
        ("2025年目标是多少", "plan"),
        ("2025年计划新增多少学位", "plan"),
        ("2025年目标完成了多少", "actual"),
        ("年初计划的增速是多少", "plan"),
        ("2025年原计划完成什么", "plan"),
        ("2025年和2026年的学位", None),
        ("2023年新增多少学位", None),
        ("新增了多少学位", "actual"),
        ("打算新增多少学位", "plan"),
        ("今年排了多少个重点项目", "plan"),
        ("预期寿命是多少", None),
        ("新增学位的计划指标", None),
        ("What is the target for GDP growth", "plan"),
        ("学位", None),
    ],
)
def test_results_and_plans_are_told_apart(question: str, basis: Basis | None) -> None:
    assert when(question, document())[1] == basis


def test_a_leaning_to_the_plan_is_no_proof() -> None:
    assert leans_to_plan("准备新增多少学位")
    assert when("准备新增多少学位", document())[1] is None
    assert not leans_to_plan("注册公司要等几天")


def test_an_english_question_of_what_was_done_asks_for_results() -> None:
    assert when("How many parks were built?", document()) == ((), "actual")
    assert when("How many parks were planned?", document()) == ((), "plan")


def test_a_year_that_a_share_is_taken_of_is_not_the_one_asked_for() -> None:
    assert when("2025年游客恢复到2019年的几成", document())[0] == (2025,)
