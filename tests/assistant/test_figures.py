from decimal import Decimal

import pytest

from assistant.figures import bound_of, difference, grouped, in_unit, indicator, ratio, same_target, stem
from vectorstore.records import Figure, Measure, Span


def figure(
    subject: str,
    value: str,
    unit: str,
    qualifier: str = "",
    *,
    measure: Measure = "amount",
    direction: int = 0,
    at: int = 0,
) -> Figure:
    return Figure(
        id=f"{subject}{at}",
        document_id="d",
        passage_id="p",
        subject=subject,
        value=Decimal(value),
        upper=None,
        qualifier=qualifier,
        unit=unit,
        measure=measure,
        direction=direction,
        period="2026",
        basis="plan",
        scope="东湖区",
        start=at,
        end=at + 4,
        clause=Span(at, at + 10),
    )


def growth(subject: str, value: str, direction: int = 1, qualifier: str = "") -> Figure:
    return figure(subject, value, "%", qualifier, measure="change", direction=direction)


def test_body_and_annex_that_word_one_target_differently_are_one_figure() -> None:
    body = figure("十万常住人口火灾死亡率", "0.25", "", "不高于", at=100)
    annex = figure("十万常住人口火灾死亡率", "0.25", "", "＜", at=900)
    other = figure("城镇调查失业率", "5", "%", "以内", at=50)
    assert [group.figures for group in grouped([annex, body, other])] == [(other,), (body, annex)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (growth("地区生产总值增长", "5", qualifier="左右"), growth("地区生产总值增速", "5", qualifier="左右")),
        (figure("一般公共预算收入", "7.4", "亿元"), figure("一般公共预算收入", "74000", "万元")),
        (figure("高新技术企业", "260", "家"), figure("高新技术企业数量", "260", "家")),
        (figure("全市城镇新增就业", "3", "万人", "以上"), figure("城镇新增就业（人）", "30000", "人", "不低于")),
    ],
)
def test_the_same_target_in_other_words(one: Figure, two: Figure) -> None:
    assert same_target(one, two)


@pytest.mark.parametrize(
    "two",
    [
        figure("失业率", "5", "%", "左右"),
        figure("失业率", "5.5", "%", "以内"),
        figure("登记失业率", "5", "%", "以内"),
        growth("失业率", "5", qualifier="以内"),
    ],
)
def test_another_bound_value_subject_or_measure_is_another_target(two: Figure) -> None:
    assert not same_target(figure("失业率", "5", "%", "以内"), two)


@pytest.mark.parametrize(
    ("qualifier", "bound"),
    [
        ("不低于", "least"),
        ("低于", "most"),
        ("不超过", "most"),
        ("超过", "least"),
        ("左右", "about"),
        ("≥", "least"),
        ("", ""),
    ],
)
def test_a_negated_bound_is_the_opposite_one(qualifier: str, bound: str) -> None:
    assert bound_of(figure("失业率", "5", "%", qualifier)) == bound


def test_a_difference_is_exact_and_in_the_first_figures_unit() -> None:
    found = difference(figure("床位数", "7.7", "张"), figure("床位数", "7.72", "张"))
    assert found is not None
    assert (found.value, found.unit, found.about) == (Decimal("0.02"), "张", False)


def test_scales_are_brought_together() -> None:
    one, two = figure("出口", "9000", "万元"), figure("出口", "1.2", "亿元", "左右")
    found = difference(one, two)
    assert found is not None
    assert (found.value, found.unit, found.about) == (Decimal(3000), "万元", True)
    assert ratio(figure("出口", "5000", "万元"), two) == Decimal("2.4")


def test_percentages_differ_by_percentage_points_and_a_fall_counts_below_zero() -> None:
    found = difference(growth("投资增长", "1.6", -1), growth("投资增长", "4"))
    assert found is not None
    assert (found.value, found.unit) == (Decimal("5.6"), "个百分点")


def test_figures_of_different_kinds_are_not_subtracted() -> None:
    assert difference(figure("学位", "800", "个"), figure("投资", "3", "亿元")) is None
    assert difference(figure("失业率", "5", "%"), growth("投资增长", "4")) is None
    assert ratio(growth("投资增长", "2"), growth("投资增长", "4")) is None
    assert ratio(figure("学位", "0", "个"), figure("学位", "5", "个")) is None


def test_an_indicator_keeps_what_it_is_of() -> None:
    assert indicator(figure("城镇登记失业率控制在", "4", "%")) == "城镇登记失业率"
    assert indicator(growth("居民人均可支配收入增长", "5")) == indicator(growth("居民人均可支配收入增速", "5"))
    assert indicator(growth("农村居民人均可支配收入增长", "5")) != indicator(growth("居民人均可支配收入增速", "5"))


@pytest.mark.parametrize(
    ("one", "two", "bound"),
    [
        (figure("就业", "9860", "人"), figure("就业", "9000", "人", "以上"), "least"),
        (figure("失业率", "5.1", "%"), figure("失业率", "5.5", "%", "以内"), "most"),
        (figure("就业", "9860", "人", "超"), figure("就业", "9000", "人", "以上"), "about"),
        (growth("能耗", "3.2", -1), growth("能耗", "3", -1, "以上"), "most"),
        (figure("学位", "3", "个"), figure("学位", "4", "个"), ""),
    ],
)
def test_a_difference_is_as_exact_as_its_figures(one: Figure, two: Figure, bound: str) -> None:
    found = difference(one, two)
    assert found is not None
    assert (found.bound, found.about) == (bound, bool(bound))


@pytest.mark.parametrize(
    ("subject", "measure", "name"),
    [
        ("全市地区生产总值预计增长", "change", "地区生产总值"),
        ("国内生产总值比上年增长", "change", "国内生产总值"),
        ("农村自来水普及率提高到", "rate", "农村自来水普及率"),
        ("全区离境退税备案商店", "amount", "离境退税商店"),
        ("区级一般公共预算收入", "amount", "一般公共预算收入"),
        ("省级重点项目", "amount", "省级重点项目"),
        ("新建高标准农田面积", "amount", "新建高标准农田"),
        ("新增建筑面积", "amount", "新增建筑面积"),
    ],
)
def test_a_stem_drops_what_says_nothing_and_keeps_what_does(subject: str, measure: Measure, name: str) -> None:
    assert stem(subject, measure) == name


def test_a_number_in_another_unit_of_its_kind() -> None:
    assert in_unit(figure("收入", "7.03", "亿元"), "万元") == 70300
    assert in_unit(growth("投资", "1.6", -1), "%") == Decimal("-1.6")
    assert str(in_unit(figure("占比", "29.20", "%"), "%")) == "29.20"
    assert in_unit(figure("学位", "3", "个"), "亿元") is None
