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
        ("", "PM2.5去年比前年好转了吗？", "是", "同比改善12.8%"),
        ("", "去年PM2.5是不是没有改善？", "否", "同比改善12.8%"),
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


def test_a_number_that_the_report_does_not_give_is_not_confirmed(ask: Ask) -> None:
    assert not words(ask("居民人均可支配收入增长5%，对吗？")).startswith("是")


@pytest.mark.parametrize(
    ("of", "question", "told"),
    [
        ("海晏", "海晏大桥2023年就通车了吗？", "主桥合龙"),  # 环湾快速路 is open, the bridge is not
        ("云川", "2025年云岭景区已经是国家5A级景区了吗？", "通过国家5A级旅游景区景观质量评审"),
        ("", "第四次文物普查是不是2025年就全部做完了", "推进第四次全国文物普查"),
        ("", "西单—开阳桥项目不是2025年已经全线完工了吗", "南段基本完成"),
        ("", "累计引进首店409家是2025年一年的吗？", "累计引进首店409家"),
    ],
)
def test_yes_is_not_said_where_the_report_says_something_nearby(of: str, question: str, told: str, ask: Ask) -> None:
    answer = ask(question, of=of)
    assert answer.status == "partial"
    assert words(answer).startswith("报告没有直接回答这一点。")
    assert told in words(answer)


def test_none_of_it_is_a_no(ask: Ask) -> None:
    assert words(ask("2024年长江洪水有没有造成人员伤亡", of="临江")).startswith("否")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("新增学位有没有超过8000个", "是"),
        ("新增中小学学位是不是超过9000个", "不是"),
        ("2025年GDP增长超过5%吗", "是"),
        ("PM2.5有没有降到30以下", "是"),
        ("2025年一般公共预算收入达到400亿元了吗", "是"),
        ("2025年一般公共预算收入达到450亿元了吗", "不是"),
    ],
)
def test_a_bound_is_held_against_the_figure(question: str, verdict: str, ask: Ask) -> None:
    assert words(ask(question)).startswith(verdict)


@pytest.mark.parametrize("question", ["资管规模21亿元吗", "服贸会预筹金额人民币16.5亿元吗"])
def test_a_number_in_another_scale_or_currency_is_not_confirmed(question: str, ask: Ask) -> None:
    assert not words(ask(question)).startswith("是")
