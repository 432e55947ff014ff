from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.evidence import Support
from assistant.leaning import leaning
from assistant.lexicon import Lexicon
from assistant.rank import (
    SURE_ENOUGH,
    Evidence,
    Mismatch,
    accepted,
    confidence,
    foreign_places,
    mismatch,
    standardised,
)
from assistant.understand import understand
from tests.assistant.made import DONGHU, corpus_of, figure_with, sentence_with


def evidence(question: str, lexicon: Lexicon, text: str = DONGHU) -> Evidence:
    """Evidence by words alone: no index was asked."""
    corpus = corpus_of(text)
    asked = understand(question, question, corpus.contents.documents, lexicon)
    return Evidence(asked, corpus, corpus.contents.documents, corpus.contents.passages, {}, {}, {}, lexicon)


def support(printed: str) -> Support:
    return Support(*figure_with(printed, corpus_of()), 1.0, 1.0, ())


@pytest.mark.parametrize(
    ("question", "printed", "wrong"),
    [
        ("2025年新增学位多少个", "3200个", ""),
        ("新增学位多少个", "3200个", ""),
        ("2026年新增学位多少个", "3200个", "year"),
        ("2025年目标是多少", "6.3%", "basis"),
        ("2025年绿道多少万元", "30公里", "unit"),
        ("2025年地区生产总值总量", "6.3%", "measure"),
        ("2025年地区生产总值增长多少", "6.3%", ""),
        ("2025年学位增长多少", "3200个", "measure"),
        ("2025年主城区改造老旧小区多少个", "18个", ""),
        ("2025年主城区改造老旧小区多少个", "45个", "scope"),
        ("2025年第三季度地区生产总值增长多少", "6.3%", "year"),
    ],
)
def test_a_figure_of_another_kind_time_or_part_does_not_fit(
    question: str, printed: str, wrong: Mismatch, lexicon: Lexicon
) -> None:
    assert mismatch(evidence(question, lexicon), support(printed)) == wrong


CRUISES = """关于东湖区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划的报告

一、2025年国民经济和社会发展计划执行情况

从五年变化看，地区生产总值从2020年的1312.7亿元增加到2025年的1856.4亿元。全年地区生产总值1856.4亿元。
接待邮轮42艘次、旅客9万人次。新增民宿86家，全区民宿总数417家。研发经费占地区生产总值的比重为2.84%。“健康保”参保率连续2年全市第一。PM2.5平均浓度由23微克/立方米降至21微克/立方米。
"""


PLANNED = """关于东湖区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划的报告

一、2025年国民经济和社会发展计划执行情况

实施高校毕业生就业创业十项行动，压减“三公”经费4%。

二、2026年国民经济和社会发展计划安排

发布高校毕业生就业岗位10万个，护理补贴标准提高到280元。
"""


def test_what_was_got_ready_may_be_planned(lexicon: Lexicon) -> None:
    best = next(s for s, wrong in evidence("给高校毕业生准备了多少个就业岗位", lexicon, PLANNED).figures if not wrong)
    assert best.figure
    assert (best.figure.value, best.figure.basis) == (Decimal(10), "plan")
    assert mismatch(evidence("实际准备了多少个就业岗位", lexicon, PLANNED), best) == "basis"


def test_the_standard_of_a_benefit_is_no_other_thing(lexicon: Lexicon) -> None:
    found = {s.figure.subject: s for s, _ in evidence("护理补贴多少钱", lexicon, PLANNED).figures if s.figure}
    assert not next(s for subject, s in found.items() if "护理补贴标准" in subject).sibling


@pytest.mark.parametrize(
    ("question", "printed", "before"),
    [
        ("2025年坐邮轮的客人多少人次", "9万人次", "旅客"),  # not 42 calls of ships
        ("全区民宿加起来有几家了", "417家", "全区民宿总数"),  # not those added
        ("全区已经有多少家民宿", "417家", "全区民宿总数"),
        ("PM2.5浓度是多少", "21微克/立方米", "降至"),  # not what it was before
        ("地区生产总值是多少", "1856.4亿元", "全年地区生产总值"),  # stated by itself, not as the end of a pair
    ],
)
def test_the_figure_of_the_thing_as_it_is_comes_first(
    question: str, printed: str, before: str, lexicon: Lexicon
) -> None:
    best = next(s for s, wrong in evidence(question, lexicon, CRUISES).figures if not wrong)
    assert best.figure
    assert best.sentence.document.text[: best.figure.end].endswith(before + printed)


def test_what_a_thing_has_of_the_total_is_not_the_total(lexicon: Lexicon) -> None:
    asked = evidence("地区生产总值是多少", lexicon, CRUISES).question
    share, other = (leaning(asked, *figure_with(printed, corpus_of(CRUISES))) for printed in ("2.84%", "9万人次"))
    assert share < other


@pytest.mark.parametrize(
    ("question", "printed", "wrong"),
    [
        ("健康保参保率是百分之多少", "2年", "unit"),
        ("健康保参保率连续几年全市第一", "2年", ""),
        ("健康保参保率是百分之多少", "第一", "measure"),
    ],
)
def test_how_long_something_lasts_and_its_rank_are_no_rate(
    question: str, printed: str, wrong: Mismatch, lexicon: Lexicon
) -> None:
    told = Support(*figure_with(printed, corpus_of(CRUISES)), 1.0, 1.0, ())
    assert mismatch(evidence(question, lexicon, CRUISES), told) == wrong


def test_the_figure_asked_for_comes_first(lexicon: Lexicon) -> None:
    best, wrong = evidence("2025年新建口袋公园多少个？", lexicon).figures[0]
    assert best.figure
    assert (best.figure.value, best.figure.unit, wrong) == (Decimal(12), "个", "")


def test_the_sentence_asked_for_comes_first(lexicon: Lexicon) -> None:
    assert "推迟开工" in evidence("学校为什么推迟开工？", lexicon).sentences[0].sentence.text


def test_the_confidence_is_the_sum_of_its_parts() -> None:
    place = replace(support("6.3%"), coverage=0.5, similar=0.4, sentence_similar=0.2, unmet=0.1, rank=2)
    assert confidence(place) == pytest.approx(1.83 * 0.5 + 1.90 * 0.4 + 1.75 * 0.2 + 1.14 / 2 - 3.12 * 0.1 - 2.63)


def test_a_place_is_accepted_from_the_threshold_on() -> None:
    nowhere = replace(support("6.3%"), coverage=0.0)
    everywhere = replace(nowhere, coverage=1.0, similar=1.0, sentence_similar=1.0, rank=1)
    assert confidence(nowhere) < SURE_ENOUGH < confidence(everywhere)
    assert (accepted(nowhere), accepted(everywhere)) == (False, True)


def test_cosines_are_told_by_how_far_they_stand_out() -> None:
    scaled = standardised({"a": 0.8, "b": 0.8, "c": 0.8, "d": 0.8, "e": 0.9}, top=4)
    # mean .82, deviation .04: e stands 2 deviations above, which is a third of the way from 1 to 4
    assert scaled["e"] == pytest.approx((2 - 1) / (4 - 1))
    assert scaled["a"] == 0


def test_one_cosine_or_equal_ones_tell_nothing() -> None:
    assert standardised({"a": 0.9}) == {"a": 0.5}
    assert standardised({"a": 0.9, "b": 0.9}) == {"a": 0, "b": 0}
    assert standardised({}) == {}


def test_an_area_that_the_evidence_does_not_speak_of_is_foreign(lexicon: Lexicon) -> None:
    assert foreign_places(evidence("朝阳区新增学位多少", lexicon)) == ("朝阳区",)
    assert foreign_places(evidence("东湖区新增学位多少", lexicon)) == ()


def test_a_part_of_a_question_keeps_what_the_whole_says_of_time(lexicon: Lexicon) -> None:
    whole = evidence("2026年新增学位多少个、口袋公园多少个", lexicon)
    assert whole.read("口袋公园多少个").years == (2026,)
    assert whole.read("2025年口袋公园多少个").years == (2025,)


def test_evidence_for_a_changed_question_leaves_the_old_one_alone(lexicon: Lexicon) -> None:
    whole = evidence("2025年新增学位多少个", lexicon)
    other = whole.about(replace(whole.question, years=(2026,)))
    assert (whole.question.years, other.question.years) == ((2025,), (2026,))
    assert whole.figures[0][0].figure != other.figures[0][0].figure


def test_every_sentence_of_the_passages_is_looked_at(lexicon: Lexicon) -> None:
    found = evidence("学位", lexicon).sentences
    assert sentence_with("绿道", corpus_of()).key in {s.sentence.key for s in found}
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
