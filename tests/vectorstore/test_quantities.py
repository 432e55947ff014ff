from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.quantities import chinese_number, find_quantities


def read(text: str) -> list[tuple[str, str]]:
    """Each quantity as value and unit, a range as 38-40."""
    return [
        (f"{q.value}" + (f"-{q.upper}" if q.upper is not None else ""), q.printed_unit) for q in find_quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区级一般公共预算收入完成438亿元", [("438", "亿元")]),
        ("增加到1万6千多户", [("1.6", "万户")]),
        ("增加到1亿3千多万", [("1.3", "亿")]),
        ("减轻负担3万多亿元", [("3", "万亿元")]),
        ("1,234.5亿元", [("1234.5", "亿元")]),
        ("３．５％", [("3.5", "%")]),
        ("连续24个月", [("24", "个月")]),
        ("车流量超8万辆次", [("8", "万辆次")]),
        ("处置能力130万吨/年", [("130", "万吨/年")]),
        ("控制在0.6人/百亿元以内和不高于0.25", [("0.6", "人/百亿元"), ("0.25", "")]),
        ("经受了25轮强降水", [("25", "轮")]),
        ("13亿多人口的大国", [("13", "亿人口")]),
        ("生猪出栏38万至40万头", [("38-40", "万头")]),
        ("年应纳税所得额100万元至300万元部分", [("100-300", "万元")]),
        ("认定2-3家", [("2-3", "家")]),
        ("增长5%—6%", [("5-6", "%")]),
        ("比例从75%提高到100%", [("75", "%"), ("100", "%")]),
        ("举办赛事三十余场", [("30", "场")]),
        ("企业增加至千家", [("1000", "家")]),
        ("占比不到六成", [("6", "成")]),
        ("百分之三十", [("30", "%")]),
    ],
)
def test_a_number_is_read_with_its_scale_and_unit(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "name",
    [
        "PM2.5",
        "5G基站",
        "28号楼",
        "1、2号机组",
        "HICOOL2025全球创业者峰会",
        "12345热线",
        "“160”市区重大项目",
        "“6·16”特大暴雨",
        "1+7+N",
        "4.0",
        "第17届",
        "2026年1月9日",
        "（2026-2028年）",
        "近千万家庭",
        "二十大",
        "十五五",
        "COVID-19",
    ],
)
def test_digits_of_a_name_or_date_are_no_quantity(name: str) -> None:
    assert find_quantities(name) == []


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("占全国超1/4", Decimal("0.25"), "超"),
        ("占全市一半左右", Decimal("0.5"), "左右"),
        ("占全国八分之一左右", Decimal("0.125"), "左右"),
        ("1.2万余人", Decimal("1.2"), "余"),
        ("不超过5.5%", Decimal("5.5"), "不超过"),
        ("达到480家", Decimal(480), ""),
    ],
)
def test_what_bounds_a_number_is_part_of_it(text: str, value: Decimal, qualifier: str) -> None:
    [quantity] = find_quantities(text)
    assert (quantity.value, quantity.qualifier) == (value, qualifier)


def test_a_minus_sign_belongs_to_the_number_but_a_dash_between_words_does_not() -> None:
    assert read("增长-1.6%") == [("-1.6", "%")]
    assert read("9000万元-1亿元") == [("0.9000-1", "亿元")]


def test_two_ways_of_writing_one_number_are_the_same() -> None:
    one, two = find_quantities("7.4亿元、74000万元")
    assert one.same_as(two)
    assert not one.same_as(find_quantities("7.4亿美元")[0])


@pytest.mark.parametrize(("text", "value"), [("一百二十", 120), ("两万", 20000), ("十", 10), ("三千零五", 3005)])
def test_a_numeral_in_words_has_its_value(text: str, value: int) -> None:
    assert chinese_number(text) == value


def test_digits_in_words_without_places_are_no_number() -> None:
    assert chinese_number("二五") is None


@given(
    st.text(
        alphabet="增长达到近超0123456789.,%％万亿元个家人-—至和、第一二十百/年月（）“”分之多余左右以上倍", max_size=40
    )
)
def test_quantities_lie_in_order_within_the_text_and_never_overlap(text: str) -> None:
    found = find_quantities(text)
    assert all(0 <= q.start <= q.number[0] < q.number[1] <= q.end <= len(text) for q in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(
    st.integers(1, 99999),
    st.sampled_from(["个", "家", "万元", "亿元", "公里", "%", "个百分点", "万吨/日", "微克/立方米"]),
)
def test_any_number_with_a_known_unit_is_found_whole(number: int, unit: str) -> None:
    text = f"新增设施{number}{unit}。"
    [quantity] = find_quantities(text)
    assert text[quantity.start : quantity.end] == f"{number}{unit}"
    assert quantity.printed_unit == unit
