import pytest

from assistant.lexicon import Lexicon
from assistant.query_terms import gist, skeleton, terms_of
from assistant.records import Term
from tests.assistant.made import document


def terms(question: str, lexicon: Lexicon, language: str = "zh") -> dict[str, Term]:
    return {term.text: term for term in terms_of(question, language, [document()], lexicon)}  # type: ignore[arg-type]


def test_everyday_words_bring_their_official_wordings(lexicon: Lexicon) -> None:
    assert "地区生产总值" in terms("GDP是多少", lexicon)["GDP"].forms


def test_an_expression_in_quotation_marks_is_one_thing(lexicon: Lexicon) -> None:
    assert terms("打造“最美院落”多少个", lexicon)["最美院落"].core


@pytest.mark.parametrize(
    "noise", ["东湖区", "2025", "多少", "请问", "报告", "几个", "今年", "的"]
)  # fmt: skip
def test_area_year_and_question_words_are_no_terms(noise: str, lexicon: Lexicon) -> None:
    found = terms("请问报告里东湖区今年和2025年新增的口袋公园有多少，有几个", lexicon)
    assert not any(noise in text for text in found)
    assert any("公园" in text for text in found)


def test_the_thing_a_number_is_asked_of_is_the_head(lexicon: Lexicon) -> None:
    heads = [term.text for term in terms("全年打造了多少条精品街巷", lexicon).values() if term.head]
    assert any("街巷" in head for head in heads)
    assert not any("打造" in head for head in heads)


def test_words_with_de_are_no_name(lexicon: Lexicon) -> None:
    assert not any(term.name for term in terms("上门走访的公司有多少家", lexicon).values())


def test_of_a_phrase_with_de_the_owner_is_not_the_head(lexicon: Lexicon) -> None:
    found = terms("外商投资企业的合同外资是多少", lexicon)
    heads = "".join(term.text for term in found.values() if term.head)
    assert "外资" in heads
    assert "企业" not in heads


def test_a_noun_that_every_question_has_may_be_missing_from_the_answer(lexicon: Lexicon) -> None:
    assert not terms("居民的学位有多少", lexicon)["居民"].core


def test_english_phrases_are_met_by_the_longest_entry(lexicon: Lexicon) -> None:
    found = terms("What was the GDP growth in the first year?", lexicon, "en")
    assert "地区生产总值增长" in found["gdp growth"].forms
    assert "gdp" not in found


def test_an_english_word_that_is_not_known_stands_for_itself_and_is_no_condition(lexicon: Lexicon) -> None:
    term = terms("Did the city add zyzzyvas?", lexicon, "en")["zyzzyvas"]
    assert term.forms == ("zyzzyvas",)
    assert not term.core


def test_an_unknown_english_thing_that_is_to_be_counted_must_be_met(lexicon: Lexicon) -> None:
    assert terms("How many zyzzyvas were added?", lexicon, "en")["zyzzyvas"].name


@pytest.mark.parametrize(
    ("question", "skeleton_"),
    [
        ("2025年新增中小学学位多少个？", "新增中小学学位"),
        ("请问2025年新增了多少学位", "新增了学位"),
        ("今年的口袋公园有多少个", "口袋公园"),
        ("为什么“最美院落”减少了？", "最美院落减少"),
    ],
)
def test_a_question_without_its_question_words_names_its_subject(question: str, skeleton_: str) -> None:
    assert skeleton(question) == skeleton_


def test_the_gist_leaves_out_what_every_heading_says() -> None:
    assert gist("请问2025年东湖区新增多少学位？", [document()]) == "新增多少学位？"


def test_a_question_of_nothing_but_a_year_keeps_its_gist() -> None:
    assert gist("，", [])


def test_an_unknown_thing_counted_in_english_must_be_named(lexicon: Lexicon) -> None:
    (penguins, *_) = terms_of("How many penguins live in parks?", "en", [document()], lexicon)
    assert (penguins.text, penguins.name, penguins.head) == ("penguins", True, True)
    assert not any(term.name for term in terms_of("How many companies have parks?", "en", [document()], lexicon))


def test_an_english_expression_may_be_broken_by_an_auxiliary(lexicon: Lexicon) -> None:
    (grain,) = terms_of("How much grain must be produced?", "en", [document()], lexicon)
    assert "粮食产量" in grain.forms
