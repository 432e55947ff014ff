"""What every store must do, whatever keeps the vectors."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.vectorstore.conftest import OpenStore
from tests.vectorstore.samples import DONGCHENG, SCHOOLS, XICHENG, BigramEmbeddings, report, together
from vectorstore.cache import CachedEmbeddings
from vectorstore.entries import all_entries
from vectorstore.errors import EmbeddingFailed, EmbeddingMismatch, IndexMissing
from vectorstore.records import Contents, Span

BOTH = together(XICHENG, DONGCHENG)


def test_an_empty_store_says_what_to_run(open_store: OpenStore) -> None:
    store = open_store()
    assert store.generation() == ""
    with pytest.raises(IndexMissing, match="plan-assistant ingest"):
        store.current()


def test_contents_come_back_exactly(open_store: OpenStore) -> None:
    long = report("long", "很长的一段话，" * 40_000 + "完。")
    contents = together(XICHENG, long, DONGCHENG)
    open_store().replace(contents)
    assert open_store().current().contents == contents


def test_contents_without_a_passage_can_be_kept_and_searched(open_store: OpenStore) -> None:
    index = open_store().replace(Contents((), (), ()))
    assert index.dense("学位", 5) == index.lexical("学位", 5) == []
    assert index.sentence_scores("学位", ["none"]) == {}


def test_dense_search_tells_which_sentence_matched(open_store: OpenStore) -> None:
    index = open_store().replace(XICHENG)
    best = index.dense("高水平教育继续领跑", 3)[0]
    assert best.passage_id == "xicheng-0"
    assert best.sentence is not None
    text = XICHENG.documents[0].text
    assert text[best.sentence.start : best.sentence.end] == "高水平教育继续领跑。"


def test_dense_scores_are_cosines_best_first(open_store: OpenStore) -> None:
    embeddings = BigramEmbeddings()
    hits = open_store(embeddings).replace(BOTH).dense("新增学位多少个", 10)
    question = np.array(embeddings.embed_query("新增学位多少个"))
    expected = {
        passage.id: max(
            float(np.dot(question, embeddings.embed_query(entry.text)))
            for entry in all_entries(BOTH)
            if entry.passage.id == passage.id
        )
        for passage in BOTH.passages
    }
    assert {hit.passage_id: hit.score for hit in hits} == pytest.approx(expected, abs=1e-5)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_dense_search_finds_k_different_passages_though_one_has_many_sentences(open_store: OpenStore) -> None:
    talkative = report(
        "talkative", "".join(f"新增学位{number}个。" for number in range(200)), "新增床位。", "新建学校。"
    )
    hits = open_store().replace(talkative).dense("新增学位", 3)
    assert len({hit.passage_id for hit in hits}) == 3


@pytest.mark.parametrize("leg", ["dense", "lexical"])
def test_a_search_can_be_restricted_to_documents(open_store: OpenStore, leg: str) -> None:
    search = getattr(open_store().replace(BOTH), leg)
    assert {hit.passage_id.split("-")[0] for hit in search("新增学位", 10)} == {"xicheng", "dongcheng"}
    assert {hit.passage_id.split("-")[0] for hit in search("新增学位", 10, ["dongcheng"])} == {"dongcheng"}
    assert search("新增学位", 10, ["nowhere"]) == []


@pytest.mark.parametrize("leg", ["dense", "lexical"])
def test_asking_for_no_passages_gives_none(open_store: OpenStore, leg: str) -> None:
    assert getattr(open_store().replace(XICHENG), leg)("学位", 0) == []


def test_sentence_scores_cover_every_sentence_and_agree_with_dense_search(open_store: OpenStore) -> None:
    index = open_store().replace(XICHENG)
    scores = index.sentence_scores("高水平教育", ["xicheng-0", "xicheng-2", "nowhere"])
    wanted = {(p.id, s.start) for p in (XICHENG.passages[0], XICHENG.passages[2]) for s in p.sentences}
    assert scores.keys() == wanted
    best = index.dense("高水平教育", 1)[0]
    assert best.sentence is not None
    assert scores["xicheng-0", best.sentence.start] == pytest.approx(best.score, abs=1e-5)


def test_lexical_search_finds_the_number_and_leaves_out_what_shares_nothing(open_store: OpenStore) -> None:
    index = open_store().replace(BOTH)
    assert index.lexical("8060", 10)[0].passage_id == "xicheng-0"
    assert len(index.lexical("8060", 10)) == 1
    assert index.lexical("zebra", 10) == []


def test_a_table_row_is_found_by_its_header(open_store: OpenStore) -> None:
    index = open_store().replace(XICHENG)
    assert index.lexical("生态环境2026年计划平方米", 1)[0].passage_id == "xicheng-row"
    assert index.dense("人均公园绿地（平方米）2026年计划", 1)[0].passage_id == "xicheng-row"


def test_a_running_store_sees_what_another_one_wrote(open_store: OpenStore) -> None:
    running, other = open_store(), open_store()
    before = running.replace(XICHENG)
    assert running.current() is before
    other.replace(BOTH)
    assert len(running.current().contents.documents) == 2
    assert before.dense("学位", 1)[0].passage_id == "xicheng-0", "an answer under way ends on its own generation"


def test_another_embedding_model_is_named_with_the_remedy(open_store: OpenStore) -> None:
    open_store(BigramEmbeddings("model-a")).replace(XICHENG)
    with pytest.raises(EmbeddingMismatch, match=r"model-a.*model-b.*plan-assistant ingest --rebuild"):
        open_store(BigramEmbeddings("model-b", dimensions=32)).current()


def test_an_index_of_another_model_can_be_replaced(open_store: OpenStore) -> None:
    open_store(BigramEmbeddings("model-a")).replace(XICHENG)
    assert open_store(BigramEmbeddings("model-b", dimensions=32)).replace(XICHENG).dense("学位", 1)


def test_adding_a_report_embeds_only_that_report(open_store: OpenStore, tmp_path: Path) -> None:
    model = BigramEmbeddings()
    store = open_store(CachedEmbeddings(model, tmp_path / "cache.sqlite3"))
    store.replace(XICHENG)
    already = model.embedded
    store.replace(BOTH)
    # Two new passages of one sentence each; the table's row is the same in both reports.
    assert model.embedded - already == 2


def test_progress_counts_up_to_all_entries(open_store: OpenStore) -> None:
    seen: list[tuple[str, int, int]] = []
    open_store().replace(XICHENG, progress=lambda *step: seen.append(step))
    total = len(all_entries(XICHENG))
    assert seen[-1] == ("embedding", total, total)


def test_a_failed_replacement_leaves_the_old_generation(open_store: OpenStore) -> None:
    class Failing(BigramEmbeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            raise EmbeddingFailed("没有回应")

    before = open_store().replace(XICHENG)
    with pytest.raises(EmbeddingFailed):
        open_store(Failing()).replace(BOTH)
    assert open_store().current().generation == before.generation


def test_threads_can_search_while_generations_change(open_store: OpenStore) -> None:
    store = open_store()
    store.replace(XICHENG)
    stop = threading.Event()

    def ask() -> int:
        answers = 0
        while not stop.is_set() or not answers:
            index = store.current()
            hit = index.dense("高水平教育继续领跑", 2)[0]
            assert hit.passage_id == "xicheng-0"
            assert index.lexical("8060", 1)
            answers += 1
        return answers

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask) for _ in range(4)]
        for contents in (BOTH, XICHENG, BOTH):
            store.replace(contents)
        stop.set()
    assert all(future.result() > 0 for future in asking)


def test_offsets_of_hits_are_the_documents_own(open_store: OpenStore) -> None:
    hit = open_store().replace(XICHENG).dense(SCHOOLS, 1)[0]
    assert hit.sentence in (None, *XICHENG.passages[0].sentences)
    assert XICHENG.passages[0].sentences[0] == Span(5, 5 + SCHOOLS.index("。") + 1)
