import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.matching import fold, fold_answer, holds, occurrences


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("新增学位 8,060 个", "8060个"),
        ("增长５．２％", "5.2%"),
        ("GDP GREW", "gdp grew"),
        ("不高于（含）0.25", "不高于(含)0.25"),
        ("达到1万个左右", "1万个"),
        ("降至5%。", "5%"),
        ("1,234,567元", "1234567元"),
        ("2025年，100个", "100个"),
        ("①8060个", "8060个"),
    ],
)
def test_the_same_characters_are_found_however_they_are_typed(text: str, wanted: str) -> None:
    assert holds(fold(text), wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("0.25%", "5%"),
        ("4.5%", "5%"),
        ("12000个", "2000个"),
        ("12,000个", "2000个"),
        ("8060个", "60个"),
        ("增长5.25", "5.2"),
        ("增长5.2", "5"),
        ("82", "8"),
        ("from 2025 8060 places", "20258060"),
    ],
)
def test_a_number_is_not_found_inside_a_longer_one(text: str, wanted: str) -> None:
    assert not holds(fold(text), wanted)


def test_an_occurrence_outside_a_longer_number_counts_though_one_inside_comes_first() -> None:
    assert holds(fold("从4.5%到5%"), "5%")


def test_markers_and_bold_are_not_part_of_an_answer() -> None:
    assert holds(fold_answer("新增[1]**8060**个"), "新增8060个")
    assert not holds(fold_answer("见[12]"), "12")


def test_a_blank_string_is_never_found() -> None:
    assert not holds(fold("任何"), " ")


@given(st.text(), st.text(), st.text())
def test_text_is_found_between_characters_that_are_no_digits(before: str, text: str, after: str) -> None:
    if fold(text):
        assert holds(fold(f"{before}甲{text}甲{after}"), text)


def test_every_place_of_a_quote_is_listed() -> None:
    assert occurrences("甲乙甲乙甲", "甲乙甲") == [(0, 3), (2, 5)]
    assert occurrences("甲", "") == []
