from decimal import Decimal

import pytest

from assistant.asking import (
    asserted,
    compares_with_before,
    direction_of,
    measure_asked,
    unit_asked,
    unit_class,
    wants_number,
)
from assistant.records import Asked


@pytest.mark.parametrize(
    "question",
    ["新增多少学位", "有几个示范点", "GDP增速", "占比是多少", "排名第几", "多大面积", "PM2.5具体数字", "百分之几"],
)
def test_a_question_for_a_number_is_known(question: str) -> None:
    assert wants_number(question, "zh")


@pytest.mark.parametrize("question", ["为什么下降", "有哪些措施", "养老服务怎么样"])
def test_a_question_for_something_else_is_known(question: str) -> None:
    assert not wants_number(question, "zh")


def test_a_cut_in_percent_is_a_change_and_a_cut_of_things_an_amount() -> None:
    assert measure_asked("经费压减了百分之多少", "") == "change"
    assert measure_asked("压减多少钢铁产能", "") == ""


def test_english_asks_for_numbers_in_its_own_words() -> None:
    assert wants_number("How many school places were added?", "en")
    assert wants_number("GDP growth in 2025", "en")
    assert not wants_number("Why did exports fall?", "en")


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("新增学位多少个", "个"),
        ("收入多少亿元", "元"),
        ("花了多少钱", "元"),
        ("投资金额是多少", "元"),
        ("改造多少公里", "公里"),
        ("多少万人次", "人次"),
        ("多少个百分比", "%"),
        ("失业率降了几个点", "%"),
        ("吃饭的地方布了多少个点", "个"),
        ("增长多少", ""),
        ("地区生产总值是几万亿", "元"),
        ("城镇新增就业人数是多少", "人"),
        ("死亡人数下降了多少", ""),
        ("几个点？我问的是收入的增长目标", "%"),
        ("GDP", ""),
    ],
)
def test_the_unit_asked_in_is_read(question: str, unit: str) -> None:
    assert unit_asked(question).removeprefix("亿").removeprefix("万") == unit


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("亿元", "money"), ("元/年", "money"), ("亿美元", "money"), ("%", "percent"),
        ("个百分点", "percent"), ("万平方米", "area"),
        ("公里", "length"), ("万吨", "weight"), ("亿立方米", "volume"), ("人次", "people"), ("小时", "time"),
        ("个", "count"), ("", "count"),
        ("微克/立方米", "density"),
    ],
)  # fmt: skip
def test_units_fall_into_kinds(unit: str, kind: str) -> None:
    assert unit_class(unit) == kind


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("地区生产总值增长多少", "change"),
        ("GDP增速是多少", "change"),
        ("PM2.5下降了百分之几", "change"),
        ("增加了多少人", "amount"),
        ("财政去年收了多少", "amount"),
        pytest.param(
            "增加了多少个车位",
            "amount",
        ),
        ("地区生产总值总量是多少", "amount"),
        ("地区生产总值是多少", ""),
        ("金融业占比多少", "share"),
        ("进出口排第几", "rank"),
        ("车桩比是几比几", "ratio"),
        ("失业率是多少", "rate"),
        ("收入多少亿元", "amount"),
        ("第几部分写了学位", ""),
        ("how much did GDP grow", "change"),
    ],
)
def test_the_measure_asked_for_is_read(question: str, asked: Asked) -> None:
    assert measure_asked(question, unit_asked(question)) == asked


def test_growth_compares_with_the_year_before() -> None:
    assert compares_with_before("同比增长多少")
    assert not compares_with_before("新增学位多少个")


def test_what_a_question_states_itself_is_read_without_its_years() -> None:
    stated = asserted("2025年新增学位8060个、增长5.2%，25年完成438亿元")
    assert [(q.value, q.unit) for q in stated] == [
        (Decimal(8060), "个"), (Decimal("5.2"), "%"), (Decimal(438), "元"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "direction"),
    [
        ("为什么固定资产投资下降了", -1),
        ("投资比去年低的原因", -1),
        ("exports fell, why", -1),
        ("为什么收入增长这么快", 1),
        ("是升还是降", 0),
        ("增长还是下降", 0),
        ("新增多少学位", 0),
    ],
)
def test_a_change_taken_for_granted_is_told_from_one_asked_for(question: str, direction: int) -> None:
    assert direction_of(question) == direction
