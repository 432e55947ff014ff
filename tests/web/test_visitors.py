"""Visitors who ask at the same time: none sees anything of another."""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from benchmarks.visitors import FOLLOW_UP, Visitor
from tests.web.test_browser import GROWTH, PLACES

pytestmark = pytest.mark.browser  # its server is the one of the browser's tests

QUESTIONS = (
    PLACES, GROWTH, "离境退税商店2025年有多少家？", "2025年一般公共预算收入多少？", "固定资产投资增长多少？",
    "今天天气怎么样？",
)  # fmt: skip


def asked(visitor: Visitor, question: str) -> Sequence[str]:
    """The turns as drawn, without how long they took."""
    return [re.sub(r"\d+\.\d 秒", "", turn) for turn in visitor.ask(question).turns]


def test_visitors_at_once_get_the_answers_and_the_history_of_visitors_alone(server: str) -> None:
    alone = []
    for question in QUESTIONS:
        visitor = Visitor(server)
        alone.append([asked(visitor, question), asked(visitor, FOLLOW_UP)])
    assert len({str(turns) for turns in alone}) == len(QUESTIONS)  # else nothing could be told apart
    together = Barrier(len(QUESTIONS))

    def visit(question: str) -> list[Sequence[str]]:
        visitor, turns = Visitor(server), []
        for one in (question, FOLLOW_UP):
            together.wait(timeout=60)
            turns.append(asked(visitor, one))
        return turns

    with ThreadPoolExecutor(len(QUESTIONS)) as pool:
        assert list(pool.map(visit, QUESTIONS)) == alone


def test_a_session_of_another_language_is_another_one(server: str) -> None:
    session = "0123456789abcdef"
    Visitor(server, session=session).ask(PLACES)
    assert len(Visitor(server, "en", session).ask(GROWTH).turns) == 1
