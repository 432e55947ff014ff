"""What holds for every answer: offsets, order, and the verdict on figures changed at random."""

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assistant.amounts import agree, amount_of
from assistant.claimed import lines_of
from tests.test_verify import PORT, SCHOOLS, TOTALS, check, wrong
from vectorstore.quantities import find_quantities

QUOTES = (SCHOOLS, TOTALS, PORT)
PIECES = st.sampled_from(
    (
        *(
            "新增中小学学位",
            "8060个",
            "[1]",
            "[2]",
            "[9]",
            "，",
            "。",
            "\n",
            "- ",
            "**",
            " | ",
            "2025年",
            "计划",
            "5.2%",
        ),
        *("全市第一", "增长", "（", "）", "|---|", "约", "-1.6", "+24家", "二十", "In 2025", "43.8 billion yuan", "："),
        *("“", "没有给出", "１２万", "……", "[", "]", "1. "),
    )
)
ANSWERS = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=80)


@given(ANSWERS)
def test_every_check_points_to_its_figure_in_order(text: str) -> None:
    checks = check(text, *QUOTES)
    assert all(text[one.at.start : one.at.end] == one.figure != "" for one in checks)
    assert all(one.ok != bool(one.problem) for one in checks)
    assert all(one.marker in {None, 1, 2, 3} for one in checks)


@given(ANSWERS)
def test_lines_map_back_to_the_answer(text: str) -> None:
    for line in lines_of(text, ()):
        assert "".join(text[at] for at in line.origin[:-1]) == line.plain
        assert list(line.origin) == sorted(line.origin)


@given(st.integers(2, 10**7).filter(lambda n: n != 8060 and not 1900 <= n < 2100))
def test_no_other_number_stands_for_the_quoted_one(number: int) -> None:
    assert wrong(f"新增中小学学位{number}个[1]。", SCHOOLS) == [f"{number}个"]


@given(st.integers(1990, 2090).filter(lambda year: year != 2025))
def test_no_other_year_stands_for_the_quoted_one(year: int) -> None:
    assert wrong(f"{year}年新增中小学学位8060个[1]。", SCHOOLS) == ["8060个"]


@given(st.lists(st.sampled_from(re.split("[；;]", TOTALS.rstrip("。"))), min_size=1, unique=True))
def test_clauses_of_a_quote_stand_in_any_order(clauses: list[str]) -> None:
    assert not wrong("，".join(clauses) + "[1]。", TOTALS)


@given(st.decimals("0.01", 10**6, places=2), st.sampled_from(["公里", "吨", "平方公里"]))
def test_a_converted_unit_is_the_same_amount(value: Decimal, unit: str) -> None:
    factor, smaller = {"公里": (1000, "米"), "吨": (1000, "公斤"), "平方公里": (100, "公顷")}[unit]
    (large,), (small,) = find_quantities(f"约{value}{unit}"), find_quantities(f"约{value * factor}{smaller}")
    assert amount_of(large) == amount_of(small)
    assert agree(large, small)
