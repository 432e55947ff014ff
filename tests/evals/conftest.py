"""A made-up report and the answers to it: evals are tested on arithmetic that can be done in the head."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.records import Answer, Check, Citation, Status
from evals.cases import Turn
from evals.records import Observation

ROOT = Path(__file__).parent.parent.parent
SHARED = Path(os.environ.get("PLAN_SHARED_REPORTS", ROOT.parent / "shared" / "reports"))
"""Real reports that are not part of the project; the external cases ask about three of them."""

TEXT = "一、回顾。2025年新增学位8060个。地区生产总值增长5.2%。\n二、安排。2026年新增学位1万个左右。"
NAME = "报告.txt"


def citing(quote: str, *, marker: int = 1, section: tuple[str, ...] = ("一、回顾",), document: str = NAME) -> Citation:
    """A true citation of the made-up report."""
    start = TEXT.index(quote)
    return Citation(marker, "d", document, "p", section, "第一部分", quote, start, start + len(quote))


@pytest.fixture
def observe() -> Callable[..., Observation]:
    """Makes an observation of a turn (keys of ``Turn``) and an answer (text, quotes, status, checks)."""

    def make(
        text: str = "新增8060个[1]。",
        *,
        citations: tuple[Citation, ...] = (),
        status: Status = "answered",
        checks: tuple[Check, ...] = (),
        question: str = "新增多少？",
        expect: Status | None = None,
        **turn: object,
    ) -> Observation:
        answer = Answer(question, question, text, status, "extractive", citations, checks)
        return Observation(Turn(question=question, status=expect, **turn), answer, NAME, {NAME: TEXT})  # type: ignore[arg-type]

    return make
