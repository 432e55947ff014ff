import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text import bigrams, clauses_of, fold, language_of, normalise
from vectorstore.records import Span

TEXTS = st.text(
    st.one_of(
        st.sampled_from("新增学位八千零六十个，。；：、？！（）“” 　\t\n0123456789.,;:%％Ａａ①㎡為這國發裡"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)
quick = settings(max_examples=150, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("ＧＤＰ增长５．２％", "GDP增长5.2%"),
        ("地區生產總值", "地区生产总值"),
        ("新 增 学 位", "新增学位"),
        ("school   places\n2025", "school places 2025"),
        ("多少？（万人）", "多少？（万人）"),
        ("学\u200b位\x00", "学位"),
        ("", ""),
    ],
)
def test_what_reads_the_same_is_spelt_the_same(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


@quick
@given(TEXTS)
def test_normal_text_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@quick
@given(TEXTS)
def test_normal_text_has_no_control_characters_and_no_runs_of_white_space(text: str) -> None:
    normal = normalise(text)
    assert not any(unicodedata.category(char)[0] == "C" for char in normal)
    assert normal == " ".join(normal.split())


@quick
@given(st.lists(st.sampled_from(["新增", "学位", "8060", "个", "ＧＤＰ", "％"]), min_size=1))
def test_folding_knows_no_white_space(pieces: list[str]) -> None:
    assert fold("\n　".join(pieces)) == fold("".join(pieces))


def test_folding_makes_one_of_widths_cases_and_quotation_marks() -> None:
    assert fold("“ＧＤＰ” 增长\n５%") == fold("'gdp'增长5％") == "gdp增长5%"


def test_bigrams_are_neighbours() -> None:
    assert list(bigrams("学位数")) == ["学位", "位数"]
    assert list(bigrams("学")) == []


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("增长5.2%；财政收入438亿元;投资增长。", ["增长5.2%", "财政收入438亿元", "投资增长"]),
        ("共1,234人，车桩比2:1", ["共1,234人", "车桩比2:1"]),
        ("主要有：一是投资，", ["主要有", "一是投资"]),
        ("，，。", []),
    ],
)
def test_a_sentence_parts_into_clauses_and_a_number_stays_whole(sentence: str, clauses: list[str]) -> None:
    spans = clauses_of(sentence, Span(0, len(sentence)))
    assert [sentence[span.start : span.end] for span in spans] == clauses


@quick
@given(TEXTS, st.data())
def test_clauses_are_in_order_inside_the_sentence_and_lose_nothing_but_marks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = list(clauses_of(text, Span(start, end)))
    edges = [start, *(edge for span in spans for edge in (span.start, span.end)), end]
    assert edges == sorted(edges)
    assert all(text[span.start : span.end].strip() for span in spans)
    lost = "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    assert all(char.isspace() or char in "，；。！？;!?,:：" for char in lost)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2025年新增多少学位", "zh"),
        ("GDP是多少", "zh"),
        ("How many school places?", "en"),
        ("GDP growth rate 多少", "zh"),
        ("What did the 报告 say about elderly care and schools", "en"),
        ("123", "zh"),
    ],
)
def test_a_question_is_english_when_it_is_hardly_chinese(text: str, language: str) -> None:
    assert language_of(text) == language
