from decimal import Decimal

import pytest

from evals.numbers import Number, numbers, quoted_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8,060个", (Decimal(8060), "")),
        ("1万个左右", (Decimal(10000), "")),
        ("21万亿元", (Decimal(21 * 10**12), "")),
        ("438亿元", (Decimal("4.38e10"), "")),
        ("43.8 billion yuan", (Decimal("4.38e10"), "")),
        ("提高0.5个百分点", (Decimal("0.5"), "pp")),
        ("0.5 percentage points", (Decimal("0.5"), "pp")),
        ("５．２％", (Decimal("5.2"), "%")),
        ("2000个", (Decimal(2000), "")),
        ("2025年末有3家[12]", (Decimal(3), "")),
    ],
)
def test_a_number_is_read_in_full_with_its_kind(text: str, found: Number) -> None:
    assert [number for number, _ in numbers(text)] == [found]


def test_a_number_comes_with_its_place() -> None:
    assert [at for _, at in numbers("第[1]共3家、5人")] == [5, 8]


@pytest.mark.parametrize(
    ("quote", "number"),
    [
        ("森林覆盖率\n%\n41.6\n41.8", (Decimal("41.8"), "%")),
        ("服务贸易增速（%）\n2左右", (Decimal(2), "%")),
        ("| 一般公共预算收入 | 万元 | 74000 |", (Decimal(740_000_000), "")),
        ("比重超过四成", (Decimal(4), "")),
        ("4.防灾减灾能力仍有弱项", (Decimal(4), "")),
    ],
)
def test_a_quote_gives_a_number_whatever_way_it_is_printed(quote: str, number: Number) -> None:
    assert number in quoted_numbers(quote)


def test_a_unit_that_belongs_to_one_value_is_not_lent_to_another() -> None:
    assert (Decimal(8060), "%") not in quoted_numbers("新增8060个，增长5.2%")
    assert (Decimal(12), "%") not in quoted_numbers("增长5.2 %，共12项")
