from collections.abc import Collection
from dataclasses import dataclass

import pytest
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from assistant.lexicon import Lexicon
from assistant.retrieve import (
    ENGLISH_LEXICAL_WEIGHT,
    RRF_K,
    HybridRetriever,
    Retrieved,
    expanded,
    fuse,
    retrieve,
    widen,
)
from tests.vectorstore.samples import XICHENG
from vectorstore.base import Index, Store
from vectorstore.records import Contents, Hit, Passage

SCHOOLS, ELDERLY, ROADS, ROW = (passage.id for passage in XICHENG.passages)


@dataclass
class Canned:
    """An index that finds the same whatever it is asked, and remembers what that was."""

    dense_ids: tuple[str, ...] = ()
    lexical_ids: tuple[str, ...] = ()
    contents: Contents = XICHENG
    generation: str = "canned"

    def __post_init__(self) -> None:
        self.asked: list[tuple[str, str, Collection[str]]] = []

    def passage(self, passage_id: str) -> Passage:
        return next(p for p in self.contents.passages if p.id == passage_id)

    def dense(self, question: str, k: int, documents: Collection[str] = ()) -> list[Hit]:
        self.asked.append(("dense", question, documents))
        return [Hit(key, 0.9) for key in self.dense_ids]

    def lexical(self, question: str, k: int, documents: Collection[str] = ()) -> list[Hit]:
        self.asked.append(("lexical", question, documents))
        return [Hit(key, 7.0) for key in self.lexical_ids]

    def sentence_scores(self, question: str, passage_ids: Collection[str]) -> dict[tuple[str, int], float]:
        return {}

    def figure_scores(self, question: str, figure_ids: Collection[str]) -> dict[str, float]:
        return {}


def test_fusion_adds_the_weighted_reciprocal_ranks() -> None:
    scores = fuse([(1.0, [Hit("a", 0.9), Hit("b", 0.8)]), (0.5, [Hit("b", 12.0), Hit("c", 3.0)])])
    assert RRF_K == 60
    assert scores == {
        "a": pytest.approx(1 / 61),
        "b": pytest.approx(1 / 62 + 0.5 / 61),
        "c": pytest.approx(0.5 / 62),
    }


def test_fusion_of_nothing_is_nothing() -> None:
    assert fuse([]) == fuse([(1.0, [])]) == {}


def test_what_both_legs_find_comes_before_what_one_finds_first() -> None:
    index = Canned((SCHOOLS, ELDERLY), (ROADS, ELDERLY))
    found = retrieve(index, "养老机构关停几家", k=2)
    # a leg counts once, however many wordings it is asked in
    assert [(hit.passage.id, hit.dense_rank, hit.lexical_rank) for hit in found] == [(ELDERLY, 2, 2), (SCHOOLS, 1, 0)]
    assert [hit.score for hit in found] == [pytest.approx(1 / 62 + 1 / 62), pytest.approx(1 / 61)]


def test_what_the_words_find_first_is_among_the_first_eight(index: Index) -> None:
    many = [passage.id for passage in index.contents.passages][:30]
    last = many.pop()
    canned = Canned(tuple(many), (many[0], last, *reversed(many[1:])), index.contents)
    found = retrieve(canned, "学位", k=10)
    assert found[7].passage.id == last
    assert [hit.passage.id for hit in found].count(last) == 1


def test_equals_come_in_reading_order() -> None:
    found = retrieve(Canned((ROADS,), (SCHOOLS,)), "学位和断头路")
    assert [hit.passage.id for hit in found] == [SCHOOLS, ROADS]


def test_an_english_question_trusts_its_words_less() -> None:
    found = {hit.passage.id: hit.score for hit in retrieve(Canned((SCHOOLS,), (ROADS,)), "How many school places?")}
    assert found[ROADS] == pytest.approx(ENGLISH_LEXICAL_WEIGHT * found[SCHOOLS])


def test_the_gist_goes_to_both_legs_and_the_year_to_the_words() -> None:
    index = Canned()
    assert retrieve(index, "2025年西城区打通断头路多少条", documents=["xicheng"]) == []
    assert ("dense", "打通断头路多少条", ["xicheng"]) in index.asked
    lexical = [query for leg, query, _ in index.asked if leg == "lexical"]
    assert any("2025年西城区" in query for query in lexical)
    assert any("2025年" not in query for query in lexical)


def test_the_lexical_leg_is_asked_in_official_words_too(lexicon: Lexicon) -> None:
    assert "地区生产总值" in expanded("GDP是多少", lexicon)
    assert "地区生产总值" in expanded("How much did GDP grow?", lexicon)
    assert expanded("断头路", lexicon).startswith("断头路")


def test_widening_gives_the_whole_section_in_reading_order() -> None:
    index = Canned()
    wide = widen([Retrieved(index.passage(ELDERLY), 1.0, 1, 1)], index)
    assert [p.id for p in wide] == [SCHOOLS, ELDERLY, ROADS]


def test_widening_keeps_the_order_of_the_sections_found_and_its_limit() -> None:
    index = Canned()
    found = [Retrieved(index.passage(ROW), 2.0, 1, 1), Retrieved(index.passage(ROADS), 1.0, 2, 2)]
    assert [p.id for p in widen(found, index, limit=3)] == [ROW, SCHOOLS, ELDERLY]


# --- the real index -------------------------------------------------------------------------------------------


def test_the_real_index_finds_the_sentence_first(index: Index) -> None:
    found = retrieve(index, "2025年新增多少中小学学位？", k=5)
    assert "新增中小学学位8060个" in found[0].passage.text
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert len(found) == 5


def page_contents(found: list[LangChainDocument]) -> list[str]:
    return [document.page_content for document in found]


def test_it_is_a_retriever_for_langchain_chains(index: Index) -> None:
    retriever = HybridRetriever(index=index, k=3)
    assert isinstance(retriever, BaseRetriever)
    texts = (retriever | RunnableLambda(page_contents)).invoke("2025年新增多少中小学学位？")
    assert len(texts) == 3
    assert any("8060个" in text for text in texts)


def test_what_langchain_gets_says_where_it_stands(index: Index) -> None:
    document: LangChainDocument = HybridRetriever(index=index, k=1).invoke("2025年新增多少中小学学位？")[0]
    report = next(d for d in index.contents.documents if d.id == document.metadata["document_id"])
    assert report.text[document.metadata["start"] : document.metadata["end"]] == document.page_content
    assert document.id == next(p.id for p in index.contents.passages if p.text == document.page_content)
    assert document.metadata["section"][-1] == "高水平教育继续领跑"


def test_a_broad_retriever_brings_whole_sections(index: Index) -> None:
    narrow = HybridRetriever(index=index, k=2).invoke("一老一小服务")
    broad = HybridRetriever(index=index, k=2, broad=True).invoke("一老一小服务")
    assert {d.id for d in narrow} <= {d.id for d in broad}
    assert {tuple(d.metadata["section"]) for d in broad} == {tuple(d.metadata["section"]) for d in narrow}


def test_several_questions_at_once_get_their_own_passages(index: Index) -> None:
    schools, streets = HybridRetriever(index=index, k=1).batch(["新增中小学学位多少", "打造精品街巷多少条"])
    assert "8060个" in schools[0].page_content
    assert "精品街巷" in streets[0].page_content


def test_a_retriever_can_be_kept_to_some_documents(three_reports: Store) -> None:
    index = three_reports.current()
    haiyan = next(d for d in index.contents.documents if d.place == "海晏市")
    found = HybridRetriever(index=index, documents=(haiyan.id,)).invoke("新增停车位多少个")
    assert {d.metadata["document_id"] for d in found} == {haiyan.id}
