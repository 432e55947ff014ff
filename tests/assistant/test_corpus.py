import pytest

from assistant.corpus import SINGLE, Corpus
from tests.assistant.made import corpus_of, figure_with, sentence_with
from tests.vectorstore.samples import DONGCHENG, SCHOOLS, XICHENG, together
from vectorstore.records import Contents


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(together(XICHENG, DONGCHENG))


def test_documents_are_named_by_their_files(corpus: Corpus) -> None:
    assert corpus.named(["xicheng.txt", "nowhere.txt"]) == {"xicheng"}


def test_the_passages_of_a_document_come_in_reading_order() -> None:
    backwards = Corpus(Contents(XICHENG.documents, XICHENG.passages[::-1], XICHENG.figures))
    starts = [passage.start for passage in backwards.by_document["xicheng"]]
    assert starts == sorted(starts)
    assert len(starts) == len(XICHENG.passages)


def test_a_section_is_all_that_stands_under_its_heading(corpus: Corpus) -> None:
    assert len(corpus.section("xicheng", ("第一部分",))) == 3
    assert corpus.section("xicheng", ("附件",))[0].row is not None
    assert corpus.section("nowhere", ("第一部分",)) == []


def test_sentences_are_printed_words_of_their_document(corpus: Corpus) -> None:
    texts = [s.text for s in corpus.sentences(corpus.by_document["xicheng"][:1])]
    assert "".join(texts) == SCHOOLS
    assert len(texts) == 3


def test_a_sentence_has_the_figures_that_stand_in_it_and_no_others() -> None:
    made = corpus_of()
    first = made.figures_in(sentence_with("地区生产总值增长6.3%", made))
    assert [figure.unit for figure in first] == ["%", "万人"]
    assert made.figures_in(sentence_with("迈上台阶", made)) == []


def test_a_clause_ends_where_its_comma_stands() -> None:
    made = corpus_of()
    sentence = sentence_with("口袋公园", made)
    texts = [sentence.document.text[c.start : c.end] for c in made.clauses(sentence)]
    assert texts == ["新建口袋公园12个、绿道30公里", "改造老旧小区45个", "其中主城区18个"]


def test_a_thing_is_said_whatever_its_width_and_spacing(corpus: Corpus) -> None:
    assert corpus.says("新增 中小学学位８０６０个", ["xicheng"])
    assert not corpus.says("新增中小学学位8060个", ["dongcheng"])
    assert not corpus.says("学位", [])


def test_what_few_passages_say_tells_more_than_what_many_say(corpus: Corpus) -> None:
    assert 0.1 <= corpus.rarity("新增") < corpus.rarity("断头路") <= 1
    assert corpus.rarity("月球") == 1
    assert corpus.rarity("路") == SINGLE


def test_the_speller_of_the_same_documents_is_made_once(corpus: Corpus) -> None:
    assert corpus.speller(["xicheng", "dongcheng"]) is corpus.speller(["dongcheng", "xicheng"])
    assert corpus.speller(["xicheng"]) is not corpus.speller(["dongcheng"])


def test_a_figure_belongs_to_its_passage() -> None:
    sentence, figure = figure_with("6.3%", corpus_of())
    assert figure in corpus_of().figures[sentence.passage.id]


def test_an_index_without_documents_is_no_error() -> None:
    empty = Corpus(Contents((), (), ()))
    assert list(empty.sentences(())) == []
    assert empty.rarity("学位") == 1
