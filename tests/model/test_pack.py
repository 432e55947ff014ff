"""The prompt never exceeds its budget, never loses the question, and fences the report as data."""

import random
from dataclasses import replace

import pytest

from assistant import find
from assistant.answer import Assistant
from assistant.compose import compose
from assistant.compose.draft import Draft
from assistant.generate import ChatModel
from assistant.pack import NARROW_TOKENS, pack, token_counter
from assistant.rank import Evidence
from assistant.settings import Settings
from assistant.understand import understand
from assistant.write import Writer
from prompts import load_prompt
from tests.model.conftest import settings_for

QUESTIONS = (
    "2025年新增多少中小学学位？",
    "概括一下2025年教育工作做了什么",
    "2026年要加快建设的公共文化基础设施有哪几个？",
    "稳外资稳外贸压力为什么变大了？",
    "区属企业里金融保险业资产占比和房地产业资产占比各是多少，哪个更大？",
    "How many parking spaces does the district plan to add in 2026?",
)
PROMPTS = ("answer", "summary", "compare", "english")
RANKINGS = ("matcher", "figures", "fitting", "sentences")


@pytest.fixture(scope="module")
def prepared(extractive: Assistant) -> list[tuple[Evidence, Draft]]:
    """Real evidence and drafts, their rankings computed."""
    return [evidence_for(extractive, question) for question in QUESTIONS]


def evidence_for(assistant: Assistant, question: str) -> tuple[Evidence, Draft]:
    index, corpus = assistant._opened()
    scope = corpus.contents.documents
    asked = understand(question, question, scope, assistant._lexicon)
    evidence = find.evidence_for(asked, index, corpus, scope, assistant._lexicon)[1]
    return evidence, compose(evidence)


def with_text(evidence: Evidence, text: str) -> Evidence:
    """The same evidence for another wording, with its rankings kept, which take most of the time."""
    changed = replace(evidence, question=replace(evidence.question, text=text))
    changed.__dict__.update({name: getattr(evidence, name) for name in RANKINGS})
    return changed


def test_the_budget_holds_for_a_thousand_questions_and_budgets(
    prepared: list[tuple[Evidence, Draft]], settings: Settings
) -> None:
    dice = random.Random(4)
    model = ChatModel(settings_for("http://127.0.0.1:9/v1", settings))
    alone = 0
    for _ in range(1000):
        evidence, draft = dice.choice(prepared)
        budget = int(1000 * 128 ** dice.random() ** 2)  # mostly tight ones
        words = dice.choices("学位养老停车多少年计划{}<>12 a\n", k=dice.choice((0, 5, 20, 80, 400)))
        asked = with_text(evidence, evidence.question.text + "".join(words))
        writer = Writer(settings_for("", settings, context_tokens=budget), model)
        packed, messages, tokens = writer.prepared(load_prompt(dice.choice(PROMPTS)), asked, draft)
        assert asked.question.text in messages[-1].text
        assert packed.pieces or budget < 1500
        if tokens > budget:  # a question that leaves no room even for itself: it is not sent
            assert not packed.passages + packed.figures
            alone += 1
    assert alone < 50


def test_a_narrow_question_is_given_little_whatever_the_budget(prepared: list[tuple[Evidence, Draft]]) -> None:
    evidence, draft = prepared[0]
    count = token_counter()
    packed = pack(evidence, draft, 100_000, count)
    assert count(packed.passages) <= NARROW_TOKENS
    assert "8060个" in packed.pieces[0].text


def test_a_broad_question_is_given_the_whole_report_where_it_fits(prepared: list[tuple[Evidence, Draft]]) -> None:
    evidence, draft = prepared[1]
    packed = pack(evidence, draft, 100_000, token_counter())
    given = {sentence.passage.id for sentence in packed.sentences}
    assert given == {passage.id for passage in evidence.passages}
    assert not packed.left_out


def test_what_is_left_out_is_told(prepared: list[tuple[Evidence, Draft]]) -> None:
    evidence, draft = prepared[1]
    packed = pack(evidence, draft, 1500, token_counter())
    assert packed.pieces
    assert packed.left_out


def test_a_section_that_does_not_fit_gives_the_sentences_around_the_evidence(
    prepared: list[tuple[Evidence, Draft]],
) -> None:
    evidence, draft = prepared[0]
    packed = pack(evidence, draft, 330, token_counter())
    assert "8060个" in packed.passages
    assert "“3+1”赋能计划" not in packed.passages


def test_a_passage_cannot_close_its_fence(prepared: list[tuple[Evidence, Draft]]) -> None:
    evidence, draft = prepared[1]
    packed = pack(evidence, draft, 6000, token_counter())
    assert packed.passages.count("</资料>") == packed.passages.count("<资料 ") == len(packed.pieces)


def test_a_figure_is_given_with_its_year_and_whether_it_is_a_plan(prepared: list[tuple[Evidence, Draft]]) -> None:
    evidence, draft = prepared[0]
    assert "- 2025年实际：新增中小学学位8060个" in pack(evidence, draft, 6000, token_counter()).figures
