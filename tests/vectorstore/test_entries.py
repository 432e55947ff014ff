"""What is embedded of a passage, and the way of contents to JSON and back."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectorstore.samples import DONGCHENG, SCHOOLS, XICHENG, report, together
from vectorstore.entries import entries_of, lexical_text, sentence_ids
from vectorstore.serial import PIECE, digest, from_pieces, to_pieces

SEVERAL, _, ONE, ROW = XICHENG.passages
LONG = report("long", "长" * PIECE)


def test_a_passage_is_indexed_whole_and_by_sentence() -> None:
    entries = list(entries_of(SEVERAL))
    assert [entry.sentence for entry in entries] == [None, *SEVERAL.sentences]
    assert "".join(entry.text.removeprefix("第一部分\n各项事业\n") for entry in entries[1:]) == SCHOOLS


def test_a_passage_of_one_sentence_has_one_entry_that_stands_for_both() -> None:
    (entry,) = entries_of(ONE)
    assert list(sentence_ids(ONE)) == [(entry.id, ONE.sentences[0].start)]


@pytest.mark.parametrize("passage", XICHENG.passages, ids=lambda passage: passage.id)
def test_every_sentence_has_an_entry(passage) -> None:
    assert {entry for entry, _ in sentence_ids(passage)} <= {entry.id for entry in entries_of(passage)}


def test_the_innermost_headings_are_embedded_with_the_text() -> None:
    deep = replace(ONE, section=("计划报告", "第一部分", "（四）教育", "高水平"))
    assert next(entries_of(deep)).text == f"第一部分\n（四）教育\n高水平\n{ONE.text}"


def test_a_run_in_topic_is_not_embedded_twice() -> None:
    topic = replace(ONE, section=("第一部分", ONE.text[:4]))
    assert next(entries_of(topic)).text == f"第一部分\n{ONE.text}"


def test_a_row_says_what_governs_its_cells() -> None:
    assert next(entries_of(ROW)).text == "附件\n生态环境 人均公园绿地（平方米） 2026年计划：5左右"
    assert lexical_text(ROW) == "附件\n生态环境 人均公园绿地（平方米） 2026年计划：5左右"


@pytest.mark.parametrize("contents", [XICHENG, together(LONG, DONGCHENG)], ids=["small", "in pieces"])
def test_contents_survive_json_in_any_order(contents) -> None:
    pieces = to_pieces(contents)
    shuffled = random.Random(1).sample(pieces, len(pieces))
    assert from_pieces(shuffled) == contents
    assert digest(shuffled) == digest(pieces)


def test_no_piece_is_larger_than_a_store_takes() -> None:
    pieces = to_pieces(LONG)
    assert len(pieces) > 1
    assert max(len(piece.text) for piece in pieces) <= PIECE


def test_a_missing_piece_is_noticed() -> None:
    pieces = to_pieces(LONG)
    with pytest.raises(ValueError, match="incomplete"):
        from_pieces(pieces[:-1])
    assert digest(pieces[:-1]) != digest(pieces)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_survives(text: str) -> None:
    contents = replace(XICHENG, documents=(replace(XICHENG.documents[0], text=text),))
    assert from_pieces(to_pieces(contents)) == contents
