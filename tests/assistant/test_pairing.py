"""Which figures are of one thing."""

import pytest

from assistant.figures import grouped
from assistant.pairing import Match, best_match, counted_as, likeness, same_thing, thing_of
from tests.assistant.made import corpus_of
from vectorstore.records import Document, Figure

HEAD = "关于云山县2025年国民经济和社会发展计划执行情况与2026年计划的报告\n\n一、2025年计划执行情况\n\n"


def read(result: str, plan: str) -> tuple[Document, Figure, Figure]:
    """The report, the one figure of its results, and the one of its plans."""
    corpus = corpus_of(f"{HEAD}{result}\n\n二、2026年计划安排\n\n{plan}\n")
    actual, planned = sorted(corpus.contents.figures, key=lambda figure: figure.start)
    return corpus.contents.documents[0], actual, planned


@pytest.mark.parametrize(
    ("result", "plan"),
    [
        ("改造老旧小区45个。", "老旧小区改造50个。"),  # worded the other way round
        ("建成立体停车设施6处。", "新建立体停车设施4座。"),  # both are what was added, counted in other words
        ("高新技术企业增加到612家。", "高新技术企业680家。"),  # 增加到 tells what there is
        ("新增停车位2000个。", "新增停车位1500个。"),
    ],
)
def test_one_thing_in_other_words_may_be_subtracted(result: str, plan: str) -> None:
    document, actual, planned = read(result, plan)
    assert same_thing(actual, planned, document, document)
    assert best_match(*grouped([planned]), grouped([actual]), document) == Match(*grouped([actual]), same=True)


@pytest.mark.parametrize(
    ("result", "plan"),
    [
        ("累计实际利用外资4.3亿美元。", "实际利用外资2.4亿美元左右。"),  # a sum over years
        ("新增养老床位300张。", "养老床位2300张。"),  # what was added, and what there is
        ("新增中小学学位8060个。", "新增中学学位1万个左右。"),  # not the same schools
        ("建成公园12个。", "新增停车位20个。"),
    ],
)
def test_what_is_counted_or_named_otherwise_is_not_subtracted(result: str, plan: str) -> None:
    document, actual, planned = read(result, plan)
    assert not same_thing(actual, planned, document, document)
    match = best_match(*grouped([planned]), grouped([actual]), document)
    assert match is None or not match.same


def test_a_near_name_stands_beside_and_a_strange_one_does_not() -> None:
    _, schools, places = read("新增中小学学位8060个。", "新增中学学位1万个左右。")
    assert 0.55 <= likeness(schools, places) < 0.75
    _, parks, lots = read("建成公园12个。", "新增停车位20个。")
    assert likeness(parks, lots) == 0


def test_how_a_figure_is_counted_is_read_from_the_words_before_it() -> None:
    document, actual, planned = read("累计新建充电桩900个。", "充电桩总数1200个。")
    assert counted_as(actual, document) == {"新增", "累计"}
    assert not counted_as(planned, document)


def test_a_sum_over_years_is_another_thing_than_a_years_value_and_scales_are_one_unit() -> None:
    assert thing_of("实际利用外资", "amount", "亿美元", "", "累计") != thing_of("实际利用外资", "amount", "亿美元", "")
    assert thing_of("财政收入", "amount", "亿元", "") == thing_of("财政收入", "amount", "万元", "")
