"""The table of indicators: what belongs into one row, and what must not."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.corpus import Corpus
from assistant.indicators.choose import Choice, areas_of, chosen, years_of
from assistant.indicators.fulfilment import fulfilment_of
from assistant.indicators.records import Indicator
from assistant.indicators.table import SIDES, indicators_of
from assistant.indicators.wording import change_said, value_said
from tests.assistant.made import corpus_of
from vectorstore.base import Index

HEAD = "关于东湖区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划的报告\n\n"
RESULT, PLAN = "一、2025年计划执行情况\n\n", "\n\n二、2026年计划安排\n\n"
TABLE = """

附件：东湖区2025年计划完成情况及2026年计划

| 类别 | 指标名称 | 单位 | 2025年计划 | 2025年完成 | 2026年计划 |
|---|---|---|---|---|---|
| 经济 | 地区生产总值增速 | % | 6 | 5.4 | 5左右 |
| 经济 | 粮食总产量 | 万吨 | 20 | 20.8 | ≥21 |
| 绿色 | 细颗粒物年均浓度 | 微克/立方米 | 30 | 29.3 | 达到市级要求 |
"""


def rows_of(result: str = "", plan: str = "", table: str = "") -> tuple[Indicator, ...]:
    corpus = corpus_of(HEAD + RESULT + result + PLAN + plan + table)
    return indicators_of(corpus.contents.documents[0], corpus)


def row(rows: tuple[Indicator, ...], name: str) -> Indicator:
    found = [one for one in rows if name in (one.name, *one.other_names)]
    assert len(found) == 1
    return found[0]


def test_result_and_plan_of_one_thing_are_one_row_with_the_change() -> None:
    found = row(rows_of("全年新增学位3200个。", "新增学位4000个以上。"), "新增学位")
    assert (value_said(found, "actual"), value_said(found, "plan")) == ("3200个", "4000个以上")
    assert change_said(found.change) == "≥ +800个"


def test_a_fall_and_a_planned_growth_are_one_rate_with_signs() -> None:
    found = row(rows_of("固定资产投资下降1.6%。", "固定资产投资增长4%。"), "固定资产投资增速")
    assert value_said(found, "actual") == "下降 1.6%"
    assert change_said(found.change) == "+5.6个百分点"


def test_a_thing_whose_name_tells_a_fall_is_counted_by_its_size() -> None:
    table = (
        "\n\n附件：计划表\n\n| 指标名称 | 2025年完成 | 2026年计划 |\n|---|---|---|\n| 单位能耗降低率（%） | 3 | 3.1 |\n"
    )
    found = row(rows_of(table=table), "单位能耗降低率")
    assert value_said(found, "actual") == "3%"
    assert change_said(found.change) == "+0.1个百分点"


def test_body_and_annex_in_other_words_are_one_value_with_two_sources() -> None:
    found = row(rows_of(plan="粮食总产量不低于21万吨。", table=TABLE), "粮食总产量")
    assert found.plan is not None
    assert [s.printed for s in found.plan.statements] == ["不低于21万吨", "≥21"]
    assert not found.differs
    assert found.in_table


def test_body_and_annex_that_do_not_agree_are_both_shown_and_give_no_change() -> None:
    found = row(rows_of(plan="粮食总产量不低于22万吨。", table=TABLE), "粮食总产量")
    assert found.differs
    assert value_said(found, "plan") == "不低于22万吨 / ≥21万吨"
    assert found.change is None


def test_last_years_plan_stands_beside_its_result() -> None:
    found = row(rows_of(table=TABLE), "地区生产总值增速")
    assert [value_said(found, side) for side in SIDES] == ["6%", "5.4%", "5%左右"]
    assert (change_said(found.gap), change_said(found.change)) == ("−0.6个百分点", "约 −0.4个百分点")


def test_a_target_without_a_number_is_a_row_that_says_so() -> None:
    found = row(rows_of(table=TABLE), "细颗粒物年均浓度")
    assert value_said(found, "plan") == "未量化：达到市级要求"
    assert value_said(found, "actual") == "29.3微克/立方米"
    assert found.change is None


def test_a_target_without_a_number_stands_beside_the_result_of_the_body() -> None:
    table = "\n\n附件：计划表\n\n| 指标名称 | 2026年计划 |\n|---|---|\n| 森林覆盖率（%） | 完成市下达任务 |\n"
    found = row(rows_of("森林覆盖率达到41.6%。", table=table), "森林覆盖率")
    assert (value_said(found, "actual"), value_said(found, "plan")) == ("41.6%", "未量化：完成市下达任务")


def test_a_target_without_a_number_in_the_body_is_a_row_beside_its_result() -> None:
    found = row(rows_of("居民人均可支配收入增长5.1%。", "居民人均可支配收入与经济增长基本同步。"), "居民人均可支配收入")
    assert (value_said(found, "actual"), value_said(found, "plan")) == ("5.1%", "未量化：与经济增长基本同步")
    assert found.unquantified
    assert found.plan is not None
    assert found.plan.first.quote == "居民人均可支配收入与经济增长基本同步。"
    assert found.change is None


def test_body_and_annex_that_leave_a_target_open_in_the_same_words_are_one_value() -> None:
    found = row(rows_of(plan="细颗粒物年均浓度达到市级要求。", table=TABLE), "细颗粒物年均浓度")
    assert found.plan is not None
    assert [s.in_table for s in found.plan.statements] == [False, True]
    assert not found.differs


@pytest.mark.parametrize(
    ("plan", "table"),
    [
        ("粮食总产量稳步提升。", TABLE),  # the annex gives the number
        ("扩大学位供给，新增学位4000个。", ""),  # the next clause gives it
        ("居民收入稳定增长。居民收入增长5%左右。", ""),  # the next sentence
    ],
)
def test_a_target_whose_number_stands_elsewhere_is_not_left_open(plan: str, table: str) -> None:
    assert not [one for one in rows_of(plan=plan, table=table) if one.unquantified and not one.in_table]


@pytest.mark.parametrize(
    ("result", "plan"),
    [
        ("新增停车位2000个。改造小区三处，新增停车位300个。", "新增停车位1500个。"),  # two results: which one?
        ("累计实际利用外资4.3亿美元。", "实际利用外资2.4亿美元左右。"),  # a sum over years
        ("地区生产总值600亿元。", "地区生产总值增长5%左右。"),  # a total and a rate
        ("新增中小学学位8060个。", "新增中学学位1万个左右。"),  # not the same schools
        ("主城区改造老旧小区57个。", "改造老旧小区80个。"),  # a part and the whole
        ("建成产业园区，完成投资12亿元。", "提升供水能力，完成投资9亿元。"),  # investments in different things
        ("今年前三季度外贸出口增长5%。", "外贸出口增长6%。"),  # a part of the year
    ],
)
def test_what_is_not_surely_the_same_stays_apart(result: str, plan: str) -> None:
    rows = rows_of(result, plan)
    assert rows
    assert not any(one.paired for one in rows)


def test_the_shipped_reports_annex_is_all_there(index: Index) -> None:
    corpus = Corpus(index.contents)
    rows = [one for one in indicators_of(corpus.contents.documents[0], corpus) if one.in_table]
    assert len(rows) == 24
    assert sum(one.unquantified for one in rows) == 11
    assert value_said(row(tuple(rows), "药品抽检合格率"), "plan") == "未量化：达到市级要求"
    assert [s.printed for s in row(tuple(rows), "十万常住人口火灾死亡率").statements] == ["不高于0.25", "＜0.25"]


def test_every_figure_of_the_shipped_report_is_in_one_row(index: Index) -> None:
    corpus = Corpus(index.contents)
    rows = indicators_of(corpus.contents.documents[0], corpus)
    shown = [s.figure.id for one in rows for s in one.statements if s.figure]
    assert sorted(shown) == sorted(figure.id for figure in index.contents.figures)


NAMES = st.sampled_from(["新增停车位", "粮食总产量", "地区生产总值增长", "城镇调查失业率", "改造老旧小区", "综合产值"])
UNITS = st.sampled_from(["个", "万吨", "%", "亿元", "%左右", "家以上"])
NUMBERS = st.decimals(min_value=0, max_value=9999, places=1)
CLAUSES = st.lists(st.builds("{}{}{}".format, NAMES, NUMBERS, UNITS), max_size=6).map(
    lambda parts: "，".join(parts) + "。"
)


@settings(max_examples=40, deadline=None)
@given(CLAUSES, CLAUSES)
def test_every_value_is_the_text_at_its_span_and_every_figure_is_in_one_row(result: str, plan: str) -> None:
    corpus = corpus_of(HEAD + RESULT + result + PLAN + plan + TABLE)
    document = corpus.contents.documents[0]
    statements = [s for one in indicators_of(document, corpus) for s in one.statements]
    for statement in statements:
        span, sentence = statement.span, statement.sentence
        assert document.text[span.start : span.end] == statement.printed
        assert sentence.start <= span.start < span.end <= sentence.end
        if statement.figure and statement.figure.upper is None:
            assert str(statement.figure.value) in statement.printed
    shown = sorted(s.figure.id for s in statements if s.figure)
    assert shown == sorted(figure.id for figure in corpus.contents.figures)


@pytest.fixture
def many() -> tuple[Indicator, ...]:
    return rows_of("新增学位3200个，新增停车位90个，地区生产总值增长6%。", "新增学位4000个，新建公园2个。", TABLE)


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (Choice(only="unquantified"), ["细颗粒物年均浓度"]),
        (Choice(stated="paired", only="body"), ["新增学位"]),
        (Choice(stated="plan", only="body", order="name"), ["新增学位", "新建公园"]),
        (Choice(stated="target", words="经济 粮食"), ["粮食总产量"]),
        (Choice(words="停车"), ["新增停车位"]),
        (Choice(only="differs"), ["地区生产总值增速"]),
        (Choice(words="没有这样的指标"), []),
    ],
)
def test_a_choice_lets_through_what_was_asked_for(
    many: tuple[Indicator, ...], choice: Choice, names: list[str]
) -> None:
    assert [one.name for one in chosen(many, choice)] == names


def test_values_are_sorted_within_their_unit_and_rows_without_one_come_last(many: tuple[Indicator, ...]) -> None:
    for descending in (False, True):
        names = [one.name for one in chosen(many, Choice(only="body", order="value", descending=descending))]
        assert names == (
            ["新增学位", "新增停车位", "新建公园"] if descending else ["新建公园", "新增停车位", "新增学位"]
        )
    assert chosen(many, Choice(order="change", descending=True))[-1].change is None


def test_parts_and_years_to_choose_from_are_those_that_rows_stand_in(many: tuple[Indicator, ...]) -> None:
    assert years_of(many) == ["2026", "2025"]
    for area in areas_of(many):
        assert chosen(many, Choice(area=area))


def test_the_reports_own_count_of_targets_met_comes_with_its_sentences(index: Index) -> None:
    corpus = Corpus(index.contents)
    document = corpus.contents.documents[0]
    told = fulfilment_of(document, indicators_of(document, corpus), corpus)
    assert told.tally is not None
    assert (told.tally.met, told.tally.of, len(told.missed)) == (18, 20, 2)
    assert "18项" in document.text[told.tally.source.start : told.tally.source.end]


def test_targets_beside_results_are_fulfilment_too_and_no_word_of_it_is_none() -> None:
    corpus = corpus_of(HEAD + RESULT + "新增学位3200个。" + PLAN + TABLE)
    document = corpus.contents.documents[0]
    rows = indicators_of(document, corpus)
    held = fulfilment_of(document, rows, corpus).held
    assert [one.gap.value for one in held if one.gap] == [Decimal("-0.6"), Decimal("0.8"), Decimal("-0.7")]
    silent = corpus_of(HEAD + RESULT + "新增学位3200个。" + PLAN + "新增学位10个。")
    document = silent.contents.documents[0]
    assert not fulfilment_of(document, indicators_of(document, silent), silent).said
