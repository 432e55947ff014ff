"""The lexical leg finds characters, pairs, numbers and words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.lexical import LexicalIndex, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学位", ["学", "位", "学位"]),
        ("增长5.2%", ["增", "长", "增长", "5.2"]),
        ("共19,485字", ["共", "19485", "字"]),
        ("1,234,567.5", ["1234567.5"]),
        ("８０６０个", ["8060", "个"]),
        ("8060，900", ["8060", "900"]),
        ("1,2", ["1", "2"]),
        ("GDP增速", ["gdp", "增", "速", "增速"]),
        ("5G基站", ["5", "g", "基", "站", "基站"]),
        ("A_b-c", ["a", "b", "c"]),
        ("12345热线", ["12345", "热", "线", "热线"]),
        ("二〇二六", ["二", "〇", "二", "六", "二〇", "〇二", "二六"]),
        ("㎡，。！", ["m", "2"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert list(tokens(text)) == expected


@given(st.text())
def test_tokens_never_hold_space_or_punctuation_between_letters(text: str) -> None:
    assert all(token and not any(character.isspace() for character in token) for token in tokens(text))


@given(
    st.lists(st.text(alphabet="新增学位养老8060 ，。", max_size=20), max_size=12),
    st.text(alphabet="新学老80", max_size=6),
)
def test_hits_share_a_token_and_come_best_first(texts: list[str], question: str) -> None:
    hits = LexicalIndex(texts).search(question, 5)
    assert all(score > 0 and set(tokens(texts[position])) & set(tokens(question)) for position, score in hits)
    assert [score for _, score in hits] == sorted((score for _, score in hits), reverse=True)


@given(st.lists(st.text(alphabet="新增学位养老", min_size=2, max_size=20), min_size=1, max_size=8), st.data())
def test_every_text_that_shares_a_token_is_found(texts: list[str], data: st.DataObject) -> None:
    wanted = data.draw(st.integers(0, len(texts) - 1))
    assert wanted in {position for position, _ in LexicalIndex(texts).search(texts[wanted], len(texts))}


def test_a_rare_number_outweighs_common_words() -> None:
    index = LexicalIndex(["新增学位1200个", "新增学位8060个", "新增床位1200张"])
    assert index.search("新增8060", 1)[0][0] == 1


def test_a_number_is_not_found_inside_another() -> None:
    assert LexicalIndex(["增长15.2%", "增长25.20"]).search("5.2", 5) == []


def test_what_occurs_nowhere_is_not_found() -> None:
    assert LexicalIndex(["新增学位"]).search("zebra", 5) == []


@pytest.mark.parametrize("texts", [[], [""], ["，。"]], ids=["no texts", "an empty text", "only punctuation"])
def test_an_index_without_a_token_finds_nothing(texts: list[str]) -> None:
    assert LexicalIndex(texts).search("学位", 5) == []


def test_a_mask_leaves_texts_out() -> None:
    index = LexicalIndex(["新增学位", "新增学位", "新增学位"])
    assert [position for position, _ in index.search("学位", 5, np.array([0, 1, 1]))] == [1, 2]


def test_equal_scores_keep_the_order_of_the_texts() -> None:
    assert [position for position, _ in LexicalIndex(["学位"] * 40).search("学位", 40)] == list(range(40))
