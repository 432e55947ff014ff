from dataclasses import replace

import pytest

from assistant.evidence import CLAUSE, PARTIAL, SUBJECT, Matcher, Support, best_first, leading_clauses, levels_of
from assistant.lexicon import Lexicon
from assistant.records import Term
from assistant.text import fold
from assistant.understand import understand
from tests.assistant.made import corpus_of, document, figure_with, sentence_with


def matcher(question: str, lexicon: Lexicon) -> Matcher:
    return Matcher(understand(question, question, [document()], lexicon), corpus_of(), lexicon)


def with_terms(*terms: Term, lexicon: Lexicon) -> Matcher:
    return Matcher(replace(understand("多少", "多少", [document()], lexicon), terms=terms), corpus_of(), lexicon)


PARKS = Term("口袋公园", ("口袋公园",), core=True)
GREENWAY = Term("绿道", ("绿道",), core=True)


def test_a_term_is_met_by_any_of_its_wordings(lexicon: Lexicon) -> None:
    gdp = Term("GDP", ("GDP", "地区生产总值"), core=True)
    assert with_terms(gdp, lexicon=lexicon).met(fold("地区生产总值增长6.3%")) == (1.0,)


def test_a_term_is_met_in_part_by_half_of_its_pairs(lexicon: Lexicon) -> None:
    income = Term("居民收入", ("居民收入",), core=True)
    held = with_terms(income, lexicon=lexicon)
    assert held.met("居民人均可支配收入") == (pytest.approx(0.8 * 2 / 3),)
    assert held.met("居民") == (0.0,)
    assert PARTIAL == 0.5


def test_each_term_counts_at_its_nearest_level(lexicon: Lexicon) -> None:
    held = with_terms(PARKS, GREENWAY, lexicon=lexicon)
    best = held.best([(1.0, "口袋公园"), (0.5, "口袋公园绿道")])
    assert best == [1.0, 0.5]
    first, second = (w.weight for w in held.terms)
    coverage, missing = held.covered(best)
    assert coverage == pytest.approx((first + 0.5 * second) / (first + second))
    assert missing == ()


def test_a_core_term_met_nowhere_is_missing(lexicon: Lexicon) -> None:
    assert with_terms(PARKS, GREENWAY, lexicon=lexicon).coverage([(1.0, "新建口袋公园")])[1] == ("绿道",)


def test_a_question_without_terms_is_covered_by_nothing(lexicon: Lexicon) -> None:
    held = with_terms(lexicon=lexicon)
    assert held.coverage([(1.0, "口袋公园")]) == (0.0, ())
    assert held.head([]) == 1.0


def test_the_head_is_met_as_nearly_as_it_is_named(lexicon: Lexicon) -> None:
    held = with_terms(PARKS, replace(GREENWAY, head=True), lexicon=lexicon)
    assert held.head([1.0, 0.35]) == 0.35


def test_only_what_the_report_says_elsewhere_counts_as_unmet(lexicon: Lexicon) -> None:
    moon = Term("月球", ("月球",), core=True)
    assert with_terms(PARKS, moon, lexicon=lexicon).unmet([1.0, 0.0]) == 0
    assert with_terms(PARKS, GREENWAY, lexicon=lexicon).unmet([1.0, 0.0]) > 0


@pytest.mark.parametrize(
    ("question", "subject", "other"),
    [
        ("臭氧浓度是多少", "细颗粒物年均浓度", True),
        ("有多少家奶茶店", "引进首店", True),
        ("臭氧浓度是多少", "臭氧年均浓度", False),
        ("细颗粒物（PM2.5）改善多少", "细颗粒物（PM2.5）年均浓度同比改善", False),
    ],
)
def test_the_last_word_of_a_compound_alone_is_another_thing(
    question: str, subject: str, other: bool, lexicon: Lexicon
) -> None:
    assert matcher(question, lexicon).sibling(subject) is other


@pytest.mark.parametrize(
    ("question", "subject", "rival"),
    [
        ("完工的有多少个，别把新开工的算进来", "新开工老旧小区", True),
        ("完了工的有多少个小区", "新开工老旧小区", True),
        ("完了工的有多少个小区", "新完工小区", False),
    ],
)
def test_what_is_not_meant_names_no_kind(question: str, subject: str, rival: bool, lexicon: Lexicon) -> None:
    assert matcher(question, lexicon).rival(subject) is rival


def test_an_english_word_that_no_glossary_knows_hardly_counts(lexicon: Lexicon) -> None:
    known, unknown = with_terms(PARKS, Term("zyzzyva", ("zyzzyva",), core=False), lexicon=lexicon).terms
    assert unknown.weight < known.weight / 10


def test_a_subject_that_says_no_more_than_the_question_is_precise(lexicon: Lexicon) -> None:
    held = with_terms(PARKS, lexicon=lexicon)
    assert held.precision("新建口袋公园") == 1.0
    assert held.precision("口袋公园儿童设施") == 0.5
    assert held.precision("") == 0.0


def test_the_levels_of_a_figure_begin_with_its_own_subject() -> None:
    sentence, figure = figure_with("30公里", corpus_of())
    levels = levels_of(corpus_of(), sentence, figure)
    assert levels[0] == (SUBJECT, fold(figure.subject))
    assert "绿道" in levels[0][1]
    assert levels[1][0] < CLAUSE  # 口袋公园12个 stands in the same clause


def test_the_clauses_that_lead_to_a_figure_end_at_the_figure_before_it() -> None:
    sentence, figure = figure_with("2所", corpus_of())
    led = [sentence.document.text[c.start : c.end] for c in leading_clauses(corpus_of(), sentence, figure)]
    assert led == ["受财政资金影响"]


def test_the_figure_asked_for_is_covered_better_than_its_neighbour(lexicon: Lexicon) -> None:
    held = matcher("2025年新建绿道多少公里？", lexicon)
    covered = {
        printed: held.coverage(levels_of(corpus_of(), *figure_with(printed, corpus_of())))[0]
        for printed in ("30公里", "12个")
    }
    assert covered["30公里"] > covered["12个"]


def test_equals_come_in_reading_order() -> None:
    early, late = sentence_with("经济总量", corpus_of()), sentence_with("教育供给", corpus_of())
    ranked = best_first(
        [Support(late, None, 0.5, 0, ()), Support(early, None, 0.5, 0, ()), Support(late, None, 0.9, 0, ())]
    )
    assert [(s.score, s.sentence) for s in ranked] == [(0.9, late), (0.5, early), (0.5, late)]


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("2025年出口多少", "外贸进出口总额"),
        ("2025年进出口多少", "出口总额"),
        ("民间投资增长多少", "固定资产投资增长"),
    ],
)
def test_a_whole_is_no_answer_to_its_part_nor_a_part_to_its_whole(
    question: str, subject: str, lexicon: Lexicon
) -> None:
    held = matcher(question, lexicon)
    assert held.rival(subject)
    assert not held.rival(f"{subject}其中{question.removeprefix('2025年')}")


def test_a_whole_answers_for_itself(lexicon: Lexicon) -> None:
    assert not matcher("2025年进出口多少", lexicon).rival("外贸进出口总额")
