"""Asks every case and scores every answer."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Protocol

from assistant.records import Answer
from assistant.settings import EXTRACTIVE
from evals.ablation import invented, unverified
from evals.cases import Case, Turn
from evals.records import Observation, Row, Scores, expectation
from evals.scorers import score_answer
from evals.scorers.mrr import mrr
from evals.scorers.ndcg import ndcg
from evals.scorers.recall import recall
from vectorstore.errors import StoreError

FAILURES = (
    StoreError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a broken index or a defect of the engine raises on some question. It is that row's error and the run goes on:
one bad question must not cost the figures of all the others. Anything else stops the run."""


MODEL_TRACE = (
    "prompt",
    "prompt_digest",
    "condense_digest",
    "context_tokens",
    "prompt_tokens",
    "reply_tokens",
    "first_token_seconds",
    "model_seconds",
    "condense_seconds",
    "sentences",
    "reply",
    "given",
    "failure",
)
"""What is kept of the model's part in every answer that it had one in."""


class Answers(Protocol):
    """Whatever answers questions; the product's ``Assistant`` does."""

    def answer(self, question: str, history: Sequence[Answer] = (), documents: Collection[str] = ()) -> Answer:
        """Answer from the named documents, all of them if none is named."""
        ...


class Legs(Protocol):
    """The parts of the retrieval, searched one by one."""

    def ranked(self, question: str, document: str) -> Mapping[str, Sequence[str]]:
        """Return the texts of the passages that each leg finds, best first."""
        ...

    def passages(self, document: str) -> Sequence[str]:
        """Return the texts of all passages of a document, of all documents for an empty name."""
        ...


def run_cases(
    cases: Iterable[Case],
    assistant: Answers,
    *,
    legs: Legs | None,
    texts: Mapping[str, str],
    judge: Callable[[Answer], Scores] = lambda _: {},
    done: Callable[[Row], None] = lambda _: None,
) -> tuple[Row, ...]:
    """Ask and score every case, turn by turn, calling ``done`` after each.

    Without ``legs`` retrieval is not scored. ``judge`` adds scores of its own to an answer that a model worded.
    """
    rows = []
    for case in cases:
        for row in _converse(case, assistant, legs, texts, judge):
            done(row)
            rows.append(row)
    return tuple(rows)


def beside(rows: Iterable[Row], without_model: Iterable[Row]) -> tuple[Row, ...]:
    """Put the scores of the extractive answers beside those of the same turns."""
    scores = {(row.set_name, row.key): row.scores for row in without_model}
    return tuple(
        replace(row, others={"extractive": scores.get((row.set_name, row.key), {}), **row.others}) for row in rows
    )


def _converse(
    case: Case,
    assistant: Answers,
    legs: Legs | None,
    texts: Mapping[str, str],
    judge: Callable[[Answer], Scores],
) -> Iterator[Row]:
    """Ask the turns of one case in order; a turn that failed is not part of the history of the next."""
    history: tuple[Answer, ...] = ()
    for number, turn in enumerate(case.turns, start=1):
        asked = _asked(case, number, turn)
        try:
            answer, seconds = _timed(assistant, turn.question, history, case.document)
        except FAILURES as error:
            yield Row(**asked, error=f"{type(error).__name__}: {error}")
        else:
            yield _scored(asked, Observation(turn, answer, case.document, texts), seconds, legs, judge)
            history = (*history, answer)


def _asked(case: Case, number: int, turn: Turn) -> dict[str, Any]:
    return {
        "case_id": case.id,
        "turn": number,
        "set_name": case.set_name,
        "kind": case.kind,
        "document": case.document,
        "question": turn.question,
        "expected": expectation(turn),
    }


def _timed(assistant: Answers, question: str, history: Sequence[Answer], document: str) -> tuple[Answer, float]:
    """Answer, and the wall time as the caller sees it, in seconds."""
    started = time.perf_counter()
    answer = assistant.answer(question, history=history, documents=(document,) if document else ())
    return answer, time.perf_counter() - started


def _scored(
    asked: dict[str, Any],
    seen: Observation,
    seconds: float,
    legs: Legs | None,
    judge: Callable[[Answer], Scores],
) -> Row:
    answer = seen.answer
    worded = answer.mode != EXTRACTIVE
    scores = score_answer(seen) | (judge(answer) if worded else {})
    told = {key: answer.trace[key] for key in MODEL_TRACE if key in answer.trace}
    return Row(
        **asked,
        standalone=answer.standalone,
        answer=answer.text,
        status=answer.status,
        mode=answer.mode,
        citations=tuple(asdict(citation) for citation in answer.citations),
        seconds=seconds,
        scores=scores,
        legs=_leg_scores(seen, legs) if legs and seen.turn.gold_quotes else {},
        trace={} if scores["fully_right"] else dict(answer.trace),
        model=told | {"worded": worded} if told else {},
        others={"unverified": _unverified_scores(seen)} if told else {},
    )


def _unverified_scores(seen: Observation) -> Scores:
    return score_answer(replace(seen, answer=unverified(seen.answer, seen.texts))) | invented(seen.answer, seen.texts)


def _leg_scores(seen: Observation, legs: Legs) -> dict[str, Scores]:
    """Score each leg on the question as the assistant understood it, so that follow-ups count too.

    A gold quote that no passage holds, such as a heading, cannot be retrieved and is left out.
    """
    everything = legs.passages(seen.document)
    gold = [quote for quote in seen.turn.gold_quotes if any(quote in passage for passage in everything)]
    if not gold:
        return {}
    return {
        leg: recall(found, gold) | mrr(found, gold) | ndcg(found, gold, everything)
        for leg, found in legs.ranked(seen.answer.standalone or seen.turn.question, seen.document).items()
    }
