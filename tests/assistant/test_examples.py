import re
from dataclasses import replace

import pytest

from assistant.answer import Assistant
from assistant.compose.draft import Draft, Line, Source, assemble
from assistant.corpus import Corpus
from assistant.examples import examples_of, suggestions_after
from tests.assistant.conftest import Ask
from tests.assistant.made import contents_of, corpus_of, sentence_with
from vectorstore.records import Contents

OTHER = contents_of().documents[0]


def test_examples_ask_for_results_plans_and_problems(assistant: Assistant) -> None:
    examples = assistant.examples()
    assert 3 <= len(examples) == len(set(examples)) <= 6
    assert any(question.startswith("2025年") and "计划" not in question for question in examples)
    assert any("2026年" in question for question in examples)
    assert "报告提到了哪些困难和问题？" in examples


@pytest.mark.parametrize(
    "number",
    range(6),
)
def test_every_example_has_an_answer(number: int, assistant: Assistant, ask: Ask) -> None:
    answer = ask(assistant.examples()[number])
    assert answer.status == "answered"
    assert answer.citations


def test_an_empty_index_has_no_examples() -> None:
    assert examples_of(Corpus(Contents((), (), ()))) == ()


def test_no_problems_are_asked_for_where_none_are_numbered() -> None:
    assert "报告提到了哪些困难和问题？" not in examples_of(corpus_of())
    assert "2026年的主要指标有哪些？" in examples_of(corpus_of())


def test_a_plan_is_asked_for_as_a_plan() -> None:
    plans = [f for f in contents_of().figures if f.basis == "plan"]
    asked = examples_of(Corpus(replace(contents_of(), figures=tuple(plans))))
    assert "2026年计划新增学位多少个？" in asked
    assert all("计划" in question or "指标" in question for question in asked)


def test_examples_are_of_the_newest_report() -> None:
    old = replace(OTHER, id="old", name="旧.txt", report_year=2019, plan_year=2020)
    both = Contents((old, *contents_of().documents), contents_of().passages, contents_of().figures)
    assert not any("2020年" in question for question in examples_of(Corpus(both)))


def cited(words: str) -> Draft:
    return assemble([Line("……", (Source.of(sentence_with(words, corpus_of())),))])


def test_suggestions_are_other_figures_of_what_was_cited() -> None:
    suggested = suggestions_after(cited("口袋公园"), corpus_of())
    assert suggested
    assert all(re.fullmatch(r"2025年.+多少.+？", one) for one in suggested)
    assert len(suggested) <= 3


def test_what_was_told_is_not_suggested() -> None:
    told = replace(cited("口袋公园"), text="新建口袋公园12个，改造老旧小区45个，城镇新增就业1.2万人")
    left = suggestions_after(told, corpus_of())
    assert left == ("2025年改造老旧小区其中主城区多少个？",)


def test_nothing_cited_suggests_nothing() -> None:
    assert suggestions_after(Draft("您好", "answered"), corpus_of()) == ()
