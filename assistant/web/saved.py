"""A conversation as the text that a visitor's browser keeps, and back through a reader that trusts none of it."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from assistant.records import Answer
from assistant.web.conversation import Conversation, Turn

VERSION = 1
"""Of the form of the text. One of another version is not read."""

_TURNS = 200
_LONGEST = 4_000_000
"""Characters; a browser keeps about five million for a whole site."""

# Of the trace only what a follow-up is understood by.
_TRACE = ("subject", "items")


@dataclass(frozen=True, slots=True)
class _Turn:
    question: str
    answer: Answer | None
    failure: str


@dataclass(frozen=True, slots=True)
class _Saved:
    version: Literal[1]
    key: str
    turns: tuple[_Turn, ...]


_READER = TypeAdapter(_Saved)


def as_text(conversation: Conversation) -> str:
    """The conversation as JSON; what was streamed of an answer that never came is left out."""
    turns = [
        {"question": turn.question, "answer": _answer(turn.answer), "failure": turn.failure}
        for turn in conversation.turns[-_TURNS:]
    ]
    return json.dumps({"version": VERSION, "key": conversation.key, "turns": turns}, ensure_ascii=False)


def read(text: object) -> Conversation | None:
    """The conversation again; ``None`` if anything about it is not as ``as_text`` writes it."""
    if not isinstance(text, str) or len(text) > _LONGEST:
        return None
    try:
        saved = _READER.validate_json(text, strict=True)
    except ValidationError:
        return None
    if not saved.key.isalnum() or not 0 < len(saved.turns) <= _TURNS:
        return None
    answers = [turn.answer for turn in saved.turns if turn.answer is not None]
    return Conversation(tuple(map(_turn, saved.turns)), saved.key) if all(map(_is_sound, answers)) else None


def _answer(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    trace = {name: answer.trace[name] for name in _TRACE if name in answer.trace}
    return {**asdict(answer), "trace": trace}


def _turn(turn: _Turn) -> Turn:
    stopped = turn.answer is None and not turn.failure
    return Turn(turn.question, answer=turn.answer, failure=turn.failure, stopped=stopped)


def _is_sound(answer: Answer) -> bool:
    """Whether what the types do not say holds too: places inside of the text, markers told apart, a known trace."""
    markers = [citation.marker for citation in answer.citations]
    items = answer.trace.get("items", [])
    return (
        0 <= answer.seconds < 1e6
        and len(set(markers)) == len(markers)
        and all(0 < marker < 1000 for marker in markers)
        and all(0 <= citation.start <= citation.end for citation in answer.citations)
        and all(0 <= check.at.start <= check.at.end <= len(answer.text) for check in answer.checks)
        and answer.trace.keys() <= set(_TRACE)
        and isinstance(answer.trace.get("subject", ""), str)
        and isinstance(items, list)
        and all(isinstance(item, str) for item in items)
    )
