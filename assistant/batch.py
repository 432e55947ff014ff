"""The line-by-line interface: questions in, answers out, one JSON object a line."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from assistant.answer import Assistant
from assistant.jsonl import Questions
from assistant.records import Answer, Citation
from assistant.retrieve import Retrieved
from vectorstore.errors import StoreError

FAILURES = (StoreError, ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)
"""What a store that went away, or a defect of ours, raises on one question: the others must get their answers."""


def converse(assistant: Assistant, questions: Questions, documents: Collection[str]) -> dict[str, Any]:
    """Answer one line's conversation: a line of the output of ``batch``, with ``error`` where a turn failed."""
    history: list[Answer] = []
    line: dict[str, Any] = {"id": questions.id, "turns": []}
    try:
        for question in questions.turns:
            history.append(assistant.answer(question, history, documents))
            line["turns"].append(answer_as_line(history[-1]))
    except FAILURES as error:
        line["error"] = problem(error)
    return line


def find(assistant: Assistant, questions: Questions, k: int, documents: Collection[str]) -> dict[str, Any]:
    """Find the passages for the last turn of a line, on its own: a line of the output of ``retrieve``."""
    try:
        found = assistant.retrieve(questions.turns[-1], k, documents)
        hits = [hit_as_line(hit, assistant.document(hit.passage.document_id).name) for hit in found]
    except FAILURES as error:
        return {"id": questions.id, "hits": [], "error": problem(error)}
    return {"id": questions.id, "hits": hits}


def problem(error: Exception) -> str:
    """Return the sentence of an error of the store; of a defect, enough to report it."""
    return str(error) if isinstance(error, StoreError) else f"{type(error).__name__}: {error}"


def answer_as_line(answer: Answer) -> dict[str, Any]:
    """One turn of the output of ``batch``."""
    return {
        "question": answer.question,
        "answer": answer.text,
        "status": answer.status,
        "mode": answer.mode,
        "citations": [_citation_as_line(citation) for citation in answer.citations],
        "checks": [asdict(check) for check in answer.checks],
        "seconds": answer.seconds,
    }


def _citation_as_line(citation: Citation) -> dict[str, Any]:
    return {
        "marker": citation.marker,
        "document": citation.document,
        "section": list(citation.section),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }


def hit_as_line(hit: Retrieved, document: str) -> dict[str, Any]:
    """One hit of the output of ``retrieve``."""
    passage = hit.passage
    return {
        "document": document,
        "section": list(passage.section),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "score": hit.score,
    }
