"""Lists and comparisons of a work report that does not exist: answered by words alone, no index is asked."""

import pytest

from assistant.compose import compose
from assistant.compose.draft import Draft
from assistant.lexicon import Lexicon
from assistant.rank import Evidence
from assistant.understand import understand
from tests.assistant.made import corpus_of

YUNSHAN = """云山市2025年政府工作报告

——2025年1月15日在云山市第八届人民代表大会第四次会议上

一、过去五年工作回顾

刚刚过去的2024年，主要目标任务全面完成。城镇新增就业4.2万人，交通、水利分别完成投资62亿元、18亿元，加装电梯86部，一般公共预算收入增长5.2％，电诈立案下降17.3%。

五年来，城镇新增就业22万人以上，高速公路里程从210公里增加到365公里，办税事项办理时间由14天压缩到5天。

“新三样”助力出口提质。推动外贸扩大规模。电动汽车、锂电池、光伏产品出口表现突出、增长41.6%。

二、2025年工作安排

城镇新增就业4万人以上，交通、水利分别完成投资50亿元、20亿元，加装电梯完工60部，一般公共预算收入增长3％左右。

要打好防范化解重大风险、精准脱贫、污染防治的攻坚战，稳定预期。

实现目标，要把握好三个关系：稳增长与防风险的关系，提质与扩容的关系，发展与保护的关系。

突出未来产业培育。聚焦人形机器人等赛道，培育壮大未来制造产业。聚焦量子科技等，培育壮大未来信息产业。聚焦氢能等，培育壮大未来能源产业。

优化基础设施投资，扩大产业类投资，稳定房地产投资，鼓励民间投资。

办好民生三件实事：一是孝老助餐，二是托育入园，三是便民看病。
"""


def answer(question: str, lexicon: Lexicon) -> Draft:
    corpus = corpus_of(YUNSHAN, "云山市2025年政府工作报告.txt")
    asked = understand(question, question, corpus.contents.documents, lexicon)
    return compose(Evidence(asked, corpus, corpus.contents.documents, corpus.contents.passages, {}, {}, {}, lexicon))


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("要培育壮大哪几类未来产业？", "未来制造产业 未来信息产业 未来能源产业"),
        ("报告说的三大攻坚战是哪三个？", "重大风险 精准脱贫 污染防治"),
        ("要处理好哪三对关系", "稳增长与防风险 提质与扩容 发展与保护"),
        ("“新三样”出口是哪几样东西", "电动汽车 锂电池 光伏产品"),
        ("固定资产投资分哪四类来抓", "基础设施 产业类 房地产 民间"),
    ],
)
def test_every_member_of_what_is_counted_or_of_one_mould_is_told(question: str, members: str, lexicon: Lexicon) -> None:
    draft = answer(question, lexicon)
    assert draft.status == "answered"
    assert all(member in draft.text for member in members.split())


def test_members_of_one_mould_are_told_each_with_its_own_source(lexicon: Lexicon) -> None:
    draft = answer("要培育壮大哪几类未来产业？", lexicon)
    assert draft.text.count("\n- ") == 2
    assert len(draft.citations) == 3


def test_a_name_that_no_report_prints_has_no_members(lexicon: Lexicon) -> None:
    assert answer("“老五篇”是哪几篇", lexicon).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("高速公路里程五年前后各多少公里", "210公里 365公里 +155公里"),
        ("办税时间原来几天，现在几天", "14天 5天 -9天"),
        ("高速公路里程从多少增加到多少", "210公里 365公里 +155公里"),
        ("交通投资今年计划的比去年完成的多还是少", "62亿元 50亿元 -12亿元"),
        ("水利投资去年比今年计划少多少", "18亿元 20亿元 +2亿元"),
        ("交通、水利2024年完成的投资与2025年目标各是多少", "62亿元 50亿元 -12亿元 18亿元 20亿元 +2亿元"),
        ("加装电梯从去年到今年目标少了几部", "86部 60部 -26部"),
        ("城镇新增就业今年目标和去年实际差多少", "4.2万人 4万人以上"),
    ],
)
def test_both_values_are_told_with_the_change(question: str, told: str, lexicon: Lexicon) -> None:
    text = answer(question, lexicon).text
    assert all(value in text for value in told.split())
    assert "计算" in text


def test_what_is_summed_up_over_years_is_no_figure_of_one_of_them(lexicon: Lexicon) -> None:
    assert "22万人" not in answer("城镇新增就业今年目标和去年实际差多少", lexicon).text
    assert "4.2万人" in answer("2024年城镇新增就业多少人", lexicon).text
    assert "22万人" in answer("五年来城镇新增就业多少人", lexicon).text


def test_one_thing_held_against_another_is_no_comparison_of_years(lexicon: Lexicon) -> None:
    text = answer("2025年交通投资定得是不是比水利投资还多", lexicon).text
    assert "50亿元" in text
    assert "20亿元" in text


def test_a_change_against_the_year_before_is_told_as_the_report_tells_it(lexicon: Lexicon) -> None:
    draft = answer("2024年电诈立案比上年少了多少", lexicon)
    assert draft.status == "answered"
    assert "17.3%" in draft.text


def test_the_thing_of_two_that_has_no_figure_is_said_to_be_missing(lexicon: Lexicon) -> None:
    draft = answer("工业机器人产量增长比一般公共预算收入快多少", lexicon)
    assert draft.status in {"partial", "not_found"}
    assert "没有给出" in draft.text


def test_a_percent_sign_in_full_width_is_not_printed_twice(lexicon: Lexicon) -> None:
    text = answer("一般公共预算收入增速两年对比", lexicon).text
    assert "5.2％" in text
    assert "％%" not in text


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("淘汰的产能有哪几类，各多少", "list"),
        ("开放发展那一类有什么指标，各定多少", "list"),
        ("要点名推动开工的项目有哪些", "list"),
        ("退税商店从现在到年底的目标，要多出来几家", "compare"),
        ("老旧小区2023年做的和2024年要做的，哪一年数量大", "compare"),
        ("城镇居民收入增长比农村居民慢多少", "compare"),
    ],
)
def test_what_is_listed_and_what_is_compared(question: str, intent: str, lexicon: Lexicon) -> None:
    documents = corpus_of(YUNSHAN, "云山市2025年政府工作报告.txt").contents.documents
    assert understand(question, question, documents, lexicon).intent == intent


def test_ten_projects_are_not_the_ten_matters(lexicon: Lexicon) -> None:
    assert "孝老" not in answer("民生三大工程都有哪些", lexicon).text
    assert "孝老" in answer("民生三件实事都有哪些", lexicon).text
