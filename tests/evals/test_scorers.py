from collections.abc import Callable
from math import log2

import pytest

from assistant.records import Check
from evals.records import Observation
from evals.scorers import score_answer
from evals.scorers.answer_length import answer_length
from evals.scorers.citation_precision import citation_precision
from evals.scorers.citation_recall import citation_recall
from evals.scorers.citation_validity import citation_validity
from evals.scorers.fact_recall import fact_recall
from evals.scorers.figure_support import figure_support, unsupported
from evals.scorers.fully_right import is_right
from evals.scorers.latency import latency, percentile
from evals.scorers.mrr import mrr
from evals.scorers.ndcg import ndcg
from evals.scorers.recall import recall
from evals.scorers.refusal import precision_recall
from evals.scorers.section_accuracy import section_accuracy
from evals.scorers.status_match import status_match
from evals.scorers.wrong_value import wrong_value
from tests.evals.conftest import citing
from vectorstore.records import Span

Observe = Callable[..., Observation]
PASSAGES = ["甲", "含金一", "乙", "含金一和金二"]


def test_fact_recall_is_the_share_of_needed_facts_any_alternative_counting(observe: Observe) -> None:
    # of 3 needed, 8060个 and one alternative of the second are there: 2 / 3
    seen = observe("新增8060个，约1万个[1]", must_include=["8060个", ["10000个", "1万个"], "5.2%"])
    assert fact_recall(seen) == {"fact_recall": pytest.approx(2 / 3)}


def test_wrong_value_is_one_as_soon_as_one_forbidden_value_shows(observe: Observe) -> None:
    assert wrong_value(observe("8060个和1万个", must_not_include=["1万个", "9个"])) == {"wrong_value": 1.0}
    assert wrong_value(observe("8060个", must_not_include=["60个"])) == {"wrong_value": 0.0}


def test_a_forbidden_value_in_a_quote_alone_does_not_count(observe: Observe) -> None:
    seen = observe("8060个[1]", citations=(citing("2026年新增学位1万个左右"),), must_not_include=["1万个"])
    assert wrong_value(seen) == {"wrong_value": 0.0}


def test_a_scorer_without_gold_gives_no_score(observe: Observe) -> None:
    assert score_answer(observe("没有数字")).keys() == {"fully_right", "refused", "answer_length"}


@pytest.mark.parametrize(
    ("text", "status", "turn", "right"),
    [
        ("8060个", "answered", {"must_include": ["8060个"]}, True),
        ("8060个", "partial", {"must_include": ["8060个"]}, True),
        ("8060个", "not_found", {"must_include": ["8060个"]}, False),
        ("8060个，1万个", "answered", {"must_include": ["8060个"], "must_not_include": ["1万个"]}, False),
        ("没有给出", "not_found", {"must_refuse": True}, True),
        ("没有给出", "off_topic", {"must_refuse": True, "must_include": ["增速"]}, True),
        ("没有给出", "answered", {"must_refuse": True}, False),
        ("没有给出，是7个", "not_found", {"must_refuse": True, "must_not_include": ["7个"]}, False),
        ("增长1.8%", "corrected", {"expect": "corrected", "must_include": ["增长1.8%"]}, True),
        ("增长1.8%", "answered", {"expect": "corrected", "must_include": ["增长1.8%"]}, False),
        ("不是这样", "corrected", {"expect": "corrected", "must_include": ["增长1.8%"]}, False),
    ],
)
def test_an_answer_is_right(observe: Observe, text: str, status: str, turn: dict[str, object], right: bool) -> None:
    assert is_right(observe(text, status=status, **turn)) is right


def test_status_match_compares_where_a_status_is_expected(observe: Observe) -> None:
    assert status_match(observe(status="partial", expect="partial")) == {"status_match": 1.0}
    assert status_match(observe(status="partial", expect="answered")) == {"status_match": 0.0}
    assert status_match(observe(status="partial")) == {}


def test_citation_validity_is_the_share_of_quotes_that_stand_where_they_say(observe: Observe) -> None:
    true, false = citing("新增学位8060个"), citing("新增学位8060个", document="别的.txt")
    # one of two: 1 / 2
    assert citation_validity(observe(citations=(true, false))) == {"citation_validity": 0.5}


def test_citation_precision_counts_overlap_and_containment_either_way(observe: Observe) -> None:
    inside, around, beside = citing("8060个"), citing("2025年新增学位8060个。"), citing("地区生产总值")
    seen = observe(citations=(inside, around, beside), gold_quotes=["新增学位8060个"])
    # inside and around are to the point, beside is not: 2 / 3
    assert citation_precision(seen) == {"citation_precision": pytest.approx(2 / 3)}


def test_a_citation_of_another_report_is_not_precise(observe: Observe) -> None:
    seen = observe(citations=(citing("8060个", document="别的.txt"),), gold_quotes=["新增学位8060个"])
    assert citation_precision(seen) == {"citation_precision": 0.0}
    assert citation_recall(seen) == {"citation_recall": 0.0}


def test_citation_recall_needs_half_of_a_gold_quote(observe: Observe) -> None:
    # 新增学位8060个 has 9 characters: 学位8060个 covers 7 of them (7 / 9), 新增学位 4 (4 / 9 < 1/2)
    gold = ["新增学位8060个", "增长5.2%"]
    assert citation_recall(observe(citations=(citing("学位8060个"),), gold_quotes=gold)) == {"citation_recall": 0.5}
    assert citation_recall(observe(citations=(citing("2025年新增学位"),), gold_quotes=gold)) == {"citation_recall": 0.0}


def test_no_citation_at_all_is_no_precision_but_zero_recall(observe: Observe) -> None:
    seen = observe(gold_quotes=["新增学位8060个"])
    assert citation_precision(seen) == {}
    assert citation_recall(seen) == {"citation_recall": 0.0}


def test_a_section_is_right_when_a_heading_path_holds_its_words(observe: Observe) -> None:
    seen = observe(citations=(citing("8060个", section=("一、回顾", "（二） 教育")),), section="(二)教育")
    assert section_accuracy(seen) == {"section_accuracy": 1.0}
    assert section_accuracy(observe(section="教育")) == {"section_accuracy": 0.0}


def test_length_leaves_out_markers_and_white_space(observe: Observe) -> None:
    assert answer_length(observe("新增 8060个[1]。")) == {"answer_length": 8.0}


def test_a_supported_figure_stands_in_the_quote_that_its_marker_names(observe: Observe) -> None:
    first, second = citing("新增学位8060个"), citing("新增学位1万个左右", marker=2)
    good = observe("2025年8060个[1]，2026年10,000个[2]。", citations=(first, second))
    swapped = observe("2025年8060个[2]，2026年1万个[1]。", citations=(first, second))
    assert figure_support(good) == {"figure_support": 1.0, "unsupported_figures": 0.0}
    assert unsupported(swapped.answer, "") == ["8060", "10000"]


@pytest.mark.parametrize("text", ["5.3%[1]", "5.2个百分点[1]", "52%[1]", "5.2[1]", "５．３％[1]", "增长5%[1]"])
def test_a_changed_figure_is_unsupported(observe: Observe, text: str) -> None:
    seen = observe(text, citations=(citing("地区生产总值增长5.2%"),))
    assert figure_support(seen) == {"figure_support": 0.0, "unsupported_figures": 1.0}


@pytest.mark.parametrize(
    "text",
    [
        "2025年增长5.2%[1]",
        "1. 增长5.2%[1]\n2. 同上",
        "In 2025 it grew by 5.2%[1]",
        "2025和2026年５．２％[1]",
        "rose 5.2 percent[1]",
    ],
)
def test_years_numbering_and_markers_are_not_figures(observe: Observe, text: str) -> None:
    seen = observe(text, citations=(citing("地区生产总值增长5.2%"),))
    assert figure_support(seen) == {"figure_support": 1.0, "unsupported_figures": 0.0}


def test_a_computed_figure_is_supported_by_its_check(observe: Observe) -> None:
    check = Check("1940", Span(2, 6), None, ok=True, computed=True)
    assert unsupported(observe("多了1940个", checks=(check,)).answer, "") == []
    assert unsupported(observe("多了1940个").answer, "") == ["1940"]


def test_a_figure_may_be_marked_as_computed_in_the_text_but_not_its_neighbour(observe: Observe) -> None:
    assert unsupported(observe("变化+1940个（计算）").answer, "") == []
    assert unsupported(observe("有8000个，多1940个（计算）").answer, "") == ["8000"]


def test_a_figure_of_the_question_may_be_repeated_to_contradict_it_but_not_to_answer(observe: Observe) -> None:
    denied = observe("没有增长7%", status="corrected")
    claimed = observe("是的，7%", status="answered")
    assert unsupported(denied.answer, "为什么增长7%？") == []
    assert unsupported(claimed.answer, "为什么增长7%？") == ["7%"]


def test_refusal_precision_and_recall() -> None:
    # 3 refused, 2 of them due: precision 2/3; 4 due, 2 refused: recall 1/2
    pairs = [(True, True), (True, True), (False, True), (True, False), (True, False), (False, False)]
    assert precision_recall(pairs) == {"refusal_precision": pytest.approx(2 / 3), "refusal_recall": 0.5}
    assert precision_recall([(False, False)]) == {}


def test_recall_at_k_is_the_share_of_gold_quotes_and_hit_at_k_any_of_them() -> None:
    scores = recall(PASSAGES, ["金一", "金二"])
    # 金一 is in passage 2, 金二 in passage 4
    assert [scores[f"recall@{k}"] for k in (1, 3, 5)] == [0.0, 0.5, 1.0]
    assert [scores[f"hit@{k}"] for k in (1, 3, 5)] == [0.0, 1.0, 1.0]
    assert recall(PASSAGES, []) == {}


def test_reciprocal_rank_is_one_over_the_first_rank() -> None:
    assert mrr(PASSAGES, ["金二"]) == {"mrr": 1 / 4}
    assert mrr(PASSAGES, ["金三"]) == {"mrr": 0.0}


def test_ndcg_divides_by_the_best_order_of_all_passages() -> None:
    # found: rank 2 brings 金一, rank 4 brings 金二: 1/log2(3) + 1/log2(5)
    # best: the passage with both first: 2/log2(2) = 2
    expected = (1 / log2(3) + 1 / log2(5)) / 2
    assert ndcg(PASSAGES, ["金一", "金二"], PASSAGES) == {"ndcg@10": pytest.approx(expected)}
    assert ndcg([PASSAGES[3]], ["金一", "金二"], PASSAGES) == {"ndcg@10": 1.0}
    assert ndcg(PASSAGES, ["金三"], PASSAGES) == {"ndcg@10": 0.0}


def test_percentiles_are_nearest_ranks() -> None:
    # of 20 values the 10th covers half, the 19th 95 %
    values = [float(value) for value in range(20, 0, -1)]
    assert latency(values) == {"p50": 10.0, "p95": 19.0, "max": 20.0}
    assert percentile([3.0], 0.95) == 3.0
    assert latency([]) == {}
