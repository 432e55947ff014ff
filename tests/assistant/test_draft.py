import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.compose.draft import Line, Source, assemble, escaped
from assistant.corpus import Corpus
from tests.assistant.made import corpus_of, document, sentence_with, source
from tests.vectorstore.samples import XICHENG

ONE, TWO = source(10, 20), source(30, 40)


def test_a_marker_stands_before_the_closing_mark() -> None:
    assert assemble([Line("新增学位3200个。", (ONE,))]).text == "新增学位3200个[1]。"
    assert assemble([Line("新增学位3200个", (ONE,))]).text == "新增学位3200个[1]"


def test_a_marker_stands_where_its_place_is_kept() -> None:
    assert assemble([Line("| {} | 290家{} |", (ONE, TWO))]).text == "| [1] | 290家[2] |"


def test_the_same_place_keeps_its_number() -> None:
    draft = assemble([Line("甲。", (ONE,)), Line("乙。", (TWO, ONE))])
    assert draft.text == "甲[1]。\n乙[2][1]。"
    assert [citation.marker for citation in draft.citations] == [1, 2]


def test_a_line_without_sources_has_no_marker() -> None:
    draft = assemble([Line("报告没有给出。")], "not_found")
    assert (draft.text, draft.status, draft.citations) == ("报告没有给出。", "not_found", ())


def test_what_a_draft_knows_besides_its_text_is_kept() -> None:
    draft = assemble([Line("甲")], computed=["3项"], subject="学位", items=["一", "二"], separator="")
    assert (draft.computed, draft.subject, draft.items) == (("3项",), "学位", ("一", "二"))


def test_a_citation_quotes_its_place_and_names_it() -> None:
    citation = assemble([Line("甲", (ONE,))]).citations[0]
    assert citation.quote == document().text[citation.start : citation.end]
    assert (citation.document, citation.label, citation.section) == ("东湖区.txt", "第一部分", ("一、", "经济"))


def test_braces_of_a_report_are_no_place_for_a_marker() -> None:
    assert assemble([Line(escaped("集合{甲}") + "。", (ONE,))]).text == "集合｛甲｝[1]。"


def test_a_sentence_is_cited_without_the_white_space_around_it() -> None:
    found = Source.of(sentence_with("新增学位3200个", corpus_of()))
    quote = found.document.text[found.start : found.end]
    assert quote == quote.strip()
    assert quote.endswith("。")


def test_a_table_is_cited_by_the_row() -> None:
    row = next(s for s in Corpus(XICHENG).sentences(XICHENG.passages) if s.passage.row)
    found = Source.of(row)
    assert (found.start, found.end) == (row.passage.start, row.passage.end)


STRETCHES = st.tuples(st.integers(0, 80), st.integers(1, 20)).map(lambda at: source(at[0], at[0] + at[1]))
WORDS = st.text(st.sampled_from("学位增长，。；！？{}%" + string.ascii_letters + string.digits), max_size=12)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    sources = tuple(draw(st.lists(STRETCHES, max_size=3)))
    words = escaped(draw(WORDS))
    placed = draw(st.booleans())
    return Line(words + "{}" * len(sources) if placed else words, sources)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(lines(), max_size=6))
def test_markers_count_from_one_without_gaps_and_each_has_its_citation(drawn: list[Line]) -> None:
    draft = assemble(drawn)
    markers = [int(n) for n in re.findall(r"\[(\d+)\]", draft.text)]
    assert list(dict.fromkeys(markers)) == list(range(1, len(draft.citations) + 1))
    assert [citation.marker for citation in draft.citations] == list(range(1, len(draft.citations) + 1))
    places = {(s.start, s.end) for line in drawn for s in line.sources}
    assert {(citation.start, citation.end) for citation in draft.citations} == places
    assert all(c.quote == document().text[c.start : c.end] for c in draft.citations)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(WORDS)
def test_the_words_of_a_line_come_through(words: str) -> None:
    text = assemble([Line(escaped(words), (ONE,))]).text
    assert text.replace("[1]", "") == escaped(words)


@pytest.mark.parametrize("text", ["{}", "{}{}{}"])
def test_more_places_than_sources_is_a_mistake_of_ours(text: str) -> None:
    with pytest.raises(IndexError):
        assemble([Line(text)])
