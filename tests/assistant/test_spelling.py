from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.spelling import Speller, readings, sounds
from assistant.words import split_words

ROOT = Path(__file__).parents[2]
SAMPLE = "养老助餐点达355个。新增托位3662个，实现街道普惠托育全覆盖。固定资产投资增长1.8%。"
quick = settings(max_examples=60, deadline=None, derandomize=True)


@cache
def report_text() -> str:
    return next((ROOT / "data" / "reports").glob("西城区*.txt")).read_text(encoding="utf-8")


@cache
def of_report() -> Speller:
    return Speller([report_text()])


@cache
def words_of_report() -> tuple[str, ...]:
    words = (word.text for line in report_text().splitlines() for word in split_words(line))
    return tuple(dict.fromkeys(word for word in words if len(word) > 1 and "\u4e00" <= word[0] <= "\u9fff"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("养老助参点有多少个", "养老助餐点有多少个"),
        ("新增托wei多少个", "新增托位多少个"),
        ("固定资产投姿增长多少", "固定资产投资增长多少"),
    ],
)
def test_what_sounds_like_the_report_is_put_right(typed: str, meant: str) -> None:
    assert Speller([SAMPLE]).correct(typed) == meant


@pytest.mark.parametrize("typed", ["养老助餐点有多少个", "空气质量怎么样", "GDP是多少", "", "？", "hello world"])
def test_what_is_spelt_right_or_is_something_else_is_left_alone(typed: str) -> None:
    assert Speller([SAMPLE]).correct(typed) == typed


def test_a_word_of_the_dictionary_is_no_slip() -> None:
    assert Speller(["新建口袋公园12个。"]).correct("公元有几个") == "公元有几个"


def test_what_the_report_writes_itself_is_right_however_it_sounds() -> None:
    assert Speller(["助餐点、助餐点、助餐点和助参点。"]).correct("助参点有几个") == "助参点有几个"


def test_a_report_without_text_corrects_nothing() -> None:
    assert Speller([]).correct("养老助参点有多少个") == "养老助参点有多少个"


def test_a_character_has_all_its_readings_and_letters_their_own() -> None:
    assert set(sounds("行")) >= {"xing", "hang"}
    assert sounds("W") == ("w",)
    assert ("yin", "hang") in set(readings("银行"))


@quick
@given(st.data())
def test_a_stretch_of_the_report_is_never_changed(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(report_text()) - 1))
    stretch = report_text()[start : start + data.draw(st.integers(1, 40))]
    assert of_report().correct(stretch) == stretch


@quick
@given(st.lists(st.sampled_from(words_of_report()), min_size=1, max_size=8))
def test_a_question_made_of_the_words_of_the_report_is_never_changed(words: list[str]) -> None:
    question = "，".join(words) + "有多少？"
    assert of_report().correct(question) == question


@quick
@given(st.lists(st.sampled_from((*words_of_report(), "參", "助参点", "投姿", "wei", "学wei", "shi", "托")), max_size=8))
def test_correcting_twice_is_correcting_once(words: list[str]) -> None:
    once = of_report().correct("".join(words))
    assert of_report().correct(once) == once


def test_a_character_is_put_right_as_it_is_commonly_misread() -> None:
    assert Speller(["安排地方专项债券1.35万亿元。"]).correct("地方专项债卷安排了多少") == "地方专项债券安排了多少"
