"""A model that lies, in every way that we know: nothing untrue of it is shown as verified."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from assistant.parts import UNVERIFIED
from assistant.records import Answer
from tests.model.conftest import Ask
from tests.model.server import Script


@dataclass(frozen=True)
class Fact:
    """A question, and the true sentence about it in its parts."""

    question: str
    year: int
    subject: str
    value: str
    unit: str

    @property
    def sentence(self) -> str:
        return f"{self.year}年{self.subject}{self.value}{self.unit}[1]。"


FACTS = (
    Fact("2025年新增多少中小学学位？", 2025, "新增中小学学位", "8060", "个"),
    Fact("2025年全区离境退税备案商店有多少家？", 2025, "全区离境退税备案商店达", "270", "家"),
    Fact("2025年养老助餐点有多少个？", 2025, "养老助餐点达", "355", "个"),
    Fact("2025年更新老旧燃气管线多少公里？", 2025, "更新老旧燃气管线", "68.4", "公里"),
    Fact("2025年腾退空间累计利用率达到多少？", 2025, "腾退空间累计利用率提升至", "86.7", "%"),
    Fact("2025年地区生产总值增长多少？", 2025, "地区生产总值增长", "5.2", "%"),
    Fact("2025年社会消费品零售总额增长多少？", 2025, "社会消费品零售总额增长", "4.6", "%"),
    Fact("2025年累计引进首店多少家？", 2025, "累计引进首店", "409", "家"),
    Fact("2025年电诈立案同比下降多少？", 2025, "电诈立案同比下降", "17.3", "%"),
    Fact("2026年计划新增多少个停车位？", 2026, "计划新增车位", "2000", "个"),
    Fact("2025年全区托位总数是多少？", 2025, "全区托位总数达", "3662", "个"),
    Fact("2025年发行政府债券多少亿元？", 2025, "发行政府债券", "23.03", "亿元"),
)

OTHER_UNIT = {"个": "所", "家": "万家", "公里": "公顷", "%": "个百分点", "亿元": "万元"}


def digit(fact: Fact) -> str:
    first = "9" if fact.value[0] != "9" else "1"
    return fact.sentence.replace(fact.value, first + fact.value[1:])


def swapped_digits(fact: Fact) -> str:
    return fact.sentence.replace(fact.value, fact.value[::-1].strip(".") + "7")


def year(fact: Fact) -> str:
    return fact.sentence.replace(str(fact.year), str(fact.year - 1))


def unit(fact: Fact) -> str:
    return fact.sentence.replace(fact.value + fact.unit, fact.value + OTHER_UNIT[fact.unit])


def subject(fact: Fact) -> str:
    other = FACTS[(FACTS.index(fact) + 3) % len(FACTS)]
    return fact.sentence.replace(fact.subject, other.subject)


def invented_subject(fact: Fact) -> str:
    return fact.sentence.replace(fact.subject, "新建足球场馆")


def direction(fact: Fact) -> str:
    return f"{fact.year}年{fact.subject[:4]}同比大幅减少{fact.value}{fact.unit}[1]。"


def bound(fact: Fact) -> str:
    return fact.sentence.replace(fact.value, "不到" + fact.value)


def citation(fact: Fact) -> str:
    return "其中国家级重点项目37项[42]。"


def name(fact: Fact) -> str:
    return fact.sentence.replace("[1]。", "，由中建三局承建[1]。")


def negation(fact: Fact) -> str:
    return f"{fact.year}年没有完成{fact.subject}{fact.value}{fact.unit}的目标[1]。"


def promise(fact: Fact) -> str:
    return f"预计到2030年{fact.subject}{fact.value}{fact.unit}[1]。"


LIES = (
    digit,
    swapped_digits,
    year,
    unit,
    subject,
    invented_subject,
    direction,
    bound,
    citation,
    name,
    negation,
    promise,
)

UNANSWERABLE = (
    ("西城区2025年GDP总量是多少亿元？", "2025年地区生产总值6210亿元[1]。", "6210"),
    ("2024年西城区GDP增长多少", "2024年地区生产总值增长5.2%[1]。", "2024年地区生产总值增长5.2%"),
    ("2025年西城居民人均可支配收入是多少元", "人均可支配收入104521元[1]。", "104521"),
    ("海淀区2026年专精特新企业目标几家", "海淀区2026年目标330家[1]。", "海淀区2026年目标330家"),
    ("老人在助餐点吃一顿饭要多少钱", "每顿饭15元[1]。", "15元"),
)


def shown_as_verified(answer: Answer, words: str) -> bool:
    """Whether the words stand in the answer with nothing that says they are unverified."""
    plain = re.sub(r"\[\d+\]", "", answer.text)
    at = plain.find(words)
    if at < 0:
        return False
    wrong = any(not check.ok for check in answer.checks)
    return not wrong and not plain.startswith(UNVERIFIED, at + len(words))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.subject)
def test_the_truth_is_told_in_the_models_words(fact: Fact, ask: Ask) -> None:
    answer = ask(fact.question, fact.sentence)
    assert answer.mode == "scripted"
    assert re.sub(r"\[\d+\]", "", fact.sentence) in re.sub(r"\[\d+\]", "", answer.text)
    assert all(check.ok for check in answer.checks)


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_no_lie_is_shown_as_verified(lie: Callable[[Fact], str], ask: Ask) -> None:
    for fact in FACTS:
        told = lie(fact)
        alone = ask(fact.question, told)
        beside = ask(fact.question, fact.sentence + told)
        words = re.sub(r"\[\d+\]", "", told).rstrip("。")
        assert not shown_as_verified(alone, words), alone.text
        assert not shown_as_verified(beside, words), beside.text
        assert fact.value in alone.text, alone.text


@pytest.mark.parametrize(("question", "reply", "invented"), UNANSWERABLE, ids=lambda text: text[:12])
def test_what_the_report_does_not_give_the_model_is_not_asked(
    question: str, reply: str, invented: str, ask: Ask, script: Script
) -> None:
    answer = ask(question, reply)
    assert not script.requests
    assert (answer.status, answer.mode) == ("not_found", "extractive")
    assert invented not in answer.text


def test_a_lie_among_the_points_of_a_summary_is_taken_out(ask: Ask) -> None:
    reply = (
        "- 新增中小学学位8060个[1]。\n- 98所学校通过智慧校园认定[1]。\n- 新建中学12所[1]。\n- 家长满意度全市第一[1]。"
    )
    answer = ask("概括一下2025年教育工作做了什么", reply)
    assert answer.mode == "scripted"
    assert "8060个" in answer.text
    assert "12所" not in answer.text
    assert "满意度" not in answer.text


def test_a_name_that_is_not_in_the_list_is_not_let_into_it(ask: Ask) -> None:
    answer = ask("“三所联动”说的是哪三家？", "“三所联动”指北京数据交易所、北京产权交易所、上海证券交易所[1]。")
    assert "上海" not in answer.text


def test_figures_that_share_a_clause_keep_their_order(ask: Ask) -> None:
    answer = ask("2025年电诈立案、案损同比下降多少？", "电诈立案、案损同比分别下降25.5%和17.3%[1]。")
    assert "25.5%和17.3%" not in answer.text


def test_another_figure_of_the_same_sentence_is_no_answer(ask: Ask) -> None:
    question = "2025年固定资产投资增长多少？"
    for reply in ("2025年地区生产总值增长5.2%[1]。", "5.2%[1]", "增长5.2%[1]。", "社会消费品零售总额增长4.6%[1]。"):
        answer = ask(question, reply)
        assert "1.8%" in answer.text
        assert "5.2%" not in answer.text
        assert "4.6%" not in answer.text


def test_a_true_sentence_beside_the_point_is_no_answer(ask: Ask) -> None:
    listed = ask("一刻钟就业服务圈覆盖了哪“五区”？", "建成18个特色就业服务站点[1]。")
    reason = ask("稳外资稳外贸压力为什么变大了？", "2025年合同外资2.7亿美元[1]。")
    assert all(name in listed.text for name in ("商区", "园区", "社区", "校区", "站区"))
    assert "订单收缩" in reason.text
    assert "2.7亿美元" not in reason.text


@pytest.mark.parametrize(
    ("reply", "mode"),
    [
        ("In 2026 the district plans to add 2,000 parking spaces.", "scripted"),
        ("The district plans to add 2,000 parking spaces in 2025.", "extractive"),
        ("The district plans to add 20,000 parking spaces in 2026.", "extractive"),
        ("The district plans to add 2,000 billion parking spaces in 2026.", "extractive"),
        ("The district does not plan to add 2,000 parking spaces in 2026.", "extractive"),
    ],
)
def test_english_years_and_scales_are_held_against_the_report(reply: str, mode: str, ask: Ask) -> None:
    assert ask("How many parking spaces does the district plan to add in 2026?", reply).mode == mode


def test_the_same_number_of_another_thing_does_not_count_as_said(ask: Ask) -> None:
    answer = ask("我是代表，想快速了解2026年主要指标，请归纳", "- 2026年市场总消费额增速5%左右[1]。")
    assert re.search(r"(?:地区生产总值|GDP)[^。]*5%左右", answer.text)


def test_no_may_not_be_said_where_the_report_says_yes(ask: Ask) -> None:
    answer = ask("学前大班免费政策落地了没有？", "没有，学前大班免费政策尚未落地[1]。")
    assert "尚未" not in answer.text


def test_a_wrong_marker_is_put_right(ask: Ask) -> None:
    answer = ask(FACTS[0].question, FACTS[0].sentence.replace("[1]", "[3]"))
    cited = next(citation for citation in answer.citations if citation.marker == answer.checks[0].marker)
    assert "8060个" in cited.quote


def test_an_english_answer_keeps_to_the_report(ask: Ask) -> None:
    question = "How many parking spaces does the district plan to add in 2026?"
    true = ask(question, "The district plans to add 2,000 parking spaces in 2026 [1].")
    assert true.text == "The district plans to add 2,000 parking spaces in 2026[1]."
    false = ask(question, "The district plans to add 2,000 hospitals in 2026 [1].")
    other = ask(question, "The district plans to add 1,200 parking spaces in 2026 [1].")
    bound = ask(question, "The district plans to add more than 2,000 parking spaces in 2026 [1].")
    assert (true.mode, false.mode, other.mode, bound.mode) == ("scripted", "extractive", "extractive", "extractive")
