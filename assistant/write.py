"""The code's draft in a model's words: pack -> prompt -> stream -> ground; the draft itself when that fails."""

import threading
from collections import OrderedDict
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import BaseMessage

from assistant.breaker import Breaker
from assistant.compose.draft import Draft
from assistant.condense import checked, conversation_of
from assistant.generate import WHOLE_REPLY, ChatModel, ModelFailedError, Reply
from assistant.ground import ground
from assistant.pack import Packed, Piece, pack, token_counter
from assistant.rank import Evidence
from assistant.records import Answer, Delta, Intent
from assistant.settings import EXTRACTIVE, Settings
from prompts import Prompt, load_prompt

MESSAGE_TOKENS = 8
"""Tokens that the chat form adds to a message: role and delimiters, 4 in OpenAI's models and up to 8 in Qwen's."""

ROOM = 0.7
"""The share of the longest reply that reworded lines may take by their own length: a model may word them longer."""

INSTEAD = "{reason}，本次按报告原文摘录回答。"
FAILED_CHECK = "模型的回答不完整或没有通过核对，本次按报告原文摘录回答。"
TOO_LARGE = "问题太长，放不进模型的上下文，本次按报告原文摘录回答。"
CUT = "模型的回答达到长度上限，只保留了完整的句子。"
NO_SERVER = "没有设置模型服务（OPENAI_BASE_URL 或 OPENAI_API_KEY），本次按报告原文摘录回答。"

_SETTLED: frozenset[Intent] = frozenset({"where", "count", "small_talk", "help", "off_topic", "injection"})
_PROMPTS: Mapping[Intent, str] = {"summary": "summary", "compare": "compare"}

_Key = tuple[str, frozenset[str], str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be answered, by whom (``extractive`` or the model's name), with a notice and a trace for evals."""

    draft: Draft
    mode: str = EXTRACTIVE
    notice: str = ""
    trace: Mapping[str, Any] = field(default_factory=dict)


def settled(draft: Draft, evidence: Evidence) -> bool:
    """Whether the code alone answers: what it refuses, corrects, counts or computes no model may overrule.

    The figures of an English draft are computed too, but only from Chinese units to English ones.
    """
    question = evidence.question
    converted = question.language == "en" and question.intent != "compare"
    return draft.status != "answered" or question.intent in _SETTLED or bool(draft.computed and not converted)


class Writer:
    """Words answers with one model. Shared between threads; remembers replies and the health of the server."""

    def __init__(self, settings: Settings, model: ChatModel | None = None) -> None:
        self._settings = settings
        self._model = model or ChatModel(settings)
        self._breaker = Breaker()
        self._count = token_counter()
        self._remembered = _Replies(settings.model_cache)

    def write(self, evidence: Evidence, draft: Draft, history: Sequence[Answer]) -> Generator[Delta, None, Written]:
        """Yield the model's text as it comes, unverified, and return what stands of it. Never raises."""
        prompt = _prompt(evidence)
        packed, messages, tokens = self.prepared(prompt, evidence, draft)
        trace: dict[str, Any] = {
            "prompt": prompt.name,
            "prompt_digest": prompt.digest,
            "model": self._model.name,
            "context_tokens": tokens,
            "left_out": list(packed.left_out),
            "given": [_place(piece) for piece in packed.pieces],
        }
        if not packed.pieces:
            return Written(draft, notice=TOO_LARGE, trace=trace)
        key = None if history else self._key(prompt, evidence)
        try:
            reply = yield from self._reply(messages, key)
        except ModelFailedError as failed:
            notice = INSTEAD.format(reason=failed)
            return Written(draft, notice=notice, trace={**trace, "failure": failed.kind})
        tokens = reply.reply_tokens or self._count(reply.text)
        return _grounded(reply, draft, evidence, packed, {**trace, "reply_tokens": tokens}, self._model.name)

    def condense(self, typed: str, history: Sequence[Answer]) -> tuple[str, Mapping[str, Any]]:
        """Return a follow-up made to stand alone and a trace; no question where that fails its check. Never raises."""
        prompt = load_prompt("condense")
        messages = prompt.render(
            system_role=self._settings.model_system, question=typed, conversation=conversation_of(history)
        )
        trace = {"condense_digest": prompt.digest}
        if self._tokens(messages) > self._settings.context_tokens:
            return "", trace
        try:
            reply = _drained(self._asked(messages))
        except ModelFailedError as failed:
            return "", {**trace, "condense_failure": failed.kind}
        whole = checked(reply.text, typed, history)
        return whole, {**trace, "condensed": reply.text, "condense_seconds": reply.seconds}

    @property
    def longest_seconds(self) -> float:
        """How long the longest reply may take."""
        return WHOLE_REPLY * self._settings.model_timeout

    def reword(self, topic: str, section: str, lines: Sequence[str]) -> str:
        """The model's wording of the lines of a section of a brief, each with its number. Raises ``ModelFailedError``.

        A section that is longer than a reply may be takes several requests.
        """
        prompt = load_prompt("brief")
        replies: list[str] = []
        for batch in self._batches([f"[{number}] {line}" for number, line in enumerate(lines, start=1)]):
            messages = prompt.render(
                system_role=self._settings.model_system, topic=topic, section=section, lines="\n".join(batch)
            )
            reply = _drained(self._reply(messages, ("\n".join(batch), frozenset(), prompt.digest, self._model.name)))
            replies.append(_complete(reply.text) if reply.cut else reply.text)
        return "\n".join(replies)

    def _batches(self, lines: Sequence[str]) -> Iterator[list[str]]:
        """The lines in runs whose wording fits into one reply."""
        room = min(self._settings.model_max_tokens, self._settings.context_tokens // 2) * ROOM
        batch: list[str] = []
        for line in lines:
            if batch and sum(map(self._count, (*batch, line))) > room:
                yield batch
                batch = []
            batch.append(line)
        if batch:
            yield batch

    def prepared(self, prompt: Prompt, evidence: Evidence, draft: Draft) -> tuple[Packed, list[BaseMessage], int]:
        """Return the passages, the messages and their tokens; with no room for a passage, no passage."""
        budget = self._settings.context_tokens
        bare = self._tokens(self._messages(prompt, evidence, "", ""))
        packed = pack(evidence, draft, max(budget - bare, 0), self._count)
        while True:
            messages = self._messages(prompt, evidence, packed.figures, packed.passages)
            tokens = self._tokens(messages)
            if tokens <= budget or not (packed.pieces or packed.figures):
                return packed, messages, tokens
            packed = packed.smaller()

    def _messages(self, prompt: Prompt, evidence: Evidence, figures: str, passages: str) -> list[BaseMessage]:
        return prompt.render(
            system_role=self._settings.model_system,
            question=evidence.question.text,
            figures=figures,
            passages=passages,
        )

    def _tokens(self, messages: Sequence[BaseMessage]) -> int:
        return sum(self._count(message.text) + MESSAGE_TOKENS for message in messages)

    def _key(self, prompt: Prompt, evidence: Evidence) -> _Key:
        documents = frozenset(document.id for document in evidence.documents)
        return evidence.question.text, documents, prompt.digest, self._model.name

    def _reply(self, messages: Sequence[BaseMessage], key: _Key | None) -> Generator[Delta, None, Reply]:
        """Yield and return a remembered reply, or a new one. Raises ``ModelFailedError``."""
        known = self._remembered.get(key) if key else None
        if known is not None:
            yield Delta(known.text)
            return known
        reply = yield from self._asked(messages)
        if key:
            self._remembered.put(key, reply)
        return reply

    def _asked(self, messages: Sequence[BaseMessage]) -> Generator[Delta, None, Reply]:
        """Yield and return a new reply unless the server is being left alone. Raises ``ModelFailedError``."""
        if not self._breaker.allows():
            raise ModelFailedError("resting")
        try:
            reply = yield from self._streamed(messages)
        except ModelFailedError as failed:
            if failed.of_server:
                self._breaker.failed()
            raise
        self._breaker.succeeded()
        return reply

    def _streamed(self, messages: Sequence[BaseMessage]) -> Generator[Delta, None, Reply]:
        for piece in self._model.stream(messages):
            if isinstance(piece, Reply):
                return piece
            yield Delta(piece)
        raise AssertionError("stream() ends with a Reply")


class _Replies:
    """The replies used last, by what they answered."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._replies: OrderedDict[_Key, Reply] = OrderedDict()

    def get(self, key: _Key) -> Reply | None:
        with self._lock:
            if key in self._replies:
                self._replies.move_to_end(key)
            return self._replies.get(key)

    def put(self, key: _Key, reply: Reply) -> None:
        with self._lock:
            self._replies[key] = reply
            while len(self._replies) > self._most:
                self._replies.popitem(last=False)


def _drained(replying: Generator[Delta, None, Reply]) -> Reply:
    """The whole reply, its pieces shown to nobody."""
    while True:
        try:
            next(replying)
        except StopIteration as finished:
            reply: Reply = finished.value
            return reply


def _prompt(evidence: Evidence) -> Prompt:
    if evidence.question.language == "en":
        return load_prompt("english")
    return load_prompt(_PROMPTS.get(evidence.question.intent, "answer"))


def _place(piece: Piece) -> tuple[str, int, int]:
    """Where a numbered passage stands: its report's file name, and the stretch of its text."""
    first, last = piece.sentences[0], piece.sentences[-1]
    return first.document.name, first.span.start, last.span.end


def _grounded(
    reply: Reply, draft: Draft, evidence: Evidence, packed: Packed, trace: Mapping[str, Any], name: str
) -> Written:
    text = _complete(reply.text) if reply.cut else reply.text
    result = ground(text, draft, evidence, packed)
    told = {
        **trace,
        "reply": reply.text,
        "first_token_seconds": reply.first_seconds,
        "model_seconds": reply.seconds,
        "prompt_tokens": reply.prompt_tokens,
        "sentences": dict(result.fates),
        "problems": list(result.problems),
    }
    if not result.worded:
        return Written(draft, notice=FAILED_CHECK, trace=told)
    return Written(result.draft, mode=name, notice=CUT if reply.cut else "", trace=told)


def _complete(text: str) -> str:
    """Return a reply that was cut off, up to its last complete sentence."""
    end = max(text.rfind(mark) for mark in "。！？\n")
    return text[: end + 1]
