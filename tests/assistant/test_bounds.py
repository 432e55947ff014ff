from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bounds import bounded, within


@pytest.mark.parametrize(
    ("value", "qualifier", "claimed", "so"),
    [
        (8060, "超过", 8000, True),
        (8060, "以上", 9000, False),
        (8060, "不到", 9000, True),
        (8060, "不超过", 8000, False),
        (8060, "", 8060, True),
        (8060, "左右", 8000, False),
    ],
)
def test_a_value_is_on_the_side_that_is_claimed_or_not(value: int, qualifier: str, claimed: int, so: bool) -> None:
    assert within(Decimal(value), qualifier, Decimal(claimed)) is so


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["", "超过", "以上", "不到", "以内", "左右", "约"]))
def test_a_number_is_within_itself_whatever_is_said_of_it(value: Decimal, qualifier: str) -> None:
    assert within(value, qualifier, value)


def test_about_is_no_bound() -> None:
    assert not bounded("左右")
    assert bounded("以内")
