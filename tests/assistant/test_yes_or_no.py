import pytest

from tests.assistant.conftest import Ask
from tests.assistant.told import words


@pytest.mark.parametrize(
    ("of", "question", "verdict", "shown"),
    [
        ("", "2025年固定资产投资增长了吗？", "是", "1.8%"),
        ("", "2025年是否新增学位？", "是", "8060个"),
        ("临江", "2024年城镇新增就业完成目标了吗？", "是", "109.6%"),
        ("海晏", "进出口总额2023年完成目标了吗", "否", "低于年初目标"),
        ("云川", "2025年森林覆盖率提高了吗", "", "63.2%"),
    ],
)
def test_the_verdict_comes_first_and_then_what_shows_it(
    of: str, question: str, verdict: str, shown: str, ask: Ask
) -> None:
    text = words(ask(question, of=of))
    assert text.startswith(verdict)
    assert shown in text


def test_a_number_that_is_right_is_confirmed(ask: Ask) -> None:
    answer = ask("2025年社会消费品零售总额增长4.6%对吗？")
    assert (answer.status, words(answer)[0]) == ("answered", "是")


def test_what_the_report_does_not_speak_of_is_neither_confirmed_nor_denied(ask: Ask) -> None:
    answer = ask("报告里有关于月球基地的内容吗")
    assert answer.status == "not_found"
    assert words(answer)[0] not in "是否"


@pytest.mark.xfail(reason="是 is told with 稳定增长, which says no 5%", strict=False)
def test_a_number_that_the_report_does_not_give_is_not_confirmed(ask: Ask) -> None:
    assert not words(ask("居民人均可支配收入增长5%，对吗？")).startswith("是")
