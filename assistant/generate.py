"""A chat model behind any OpenAI-compatible server, streamed; the only file that knows chat models.

What can go wrong there ends in one ``ModelFailedError`` with a sentence for the user. The server's own message is never
repeated: some servers print the key in it.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import openai
from langchain_core.exceptions import ContextOverflowError
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from assistant.settings import Settings
from assistant.thought import ThoughtFilter, without_thought

CONNECT_SECONDS = 5.0
"""A server on the same network that has not accepted the connection by then is down."""

BACK_OFF = 0.3
"""Seconds before the first further try, doubled each time: the visitor is waiting. A server's own ``Retry-After``
may be a minute; then the extractive answer is the better one."""

WHOLE_REPLY = 5
"""How many times ``PLAN_MODEL_TIMEOUT`` a whole reply may take.

A small model on a processor writes a summary in four minutes."""

CHARACTERS_PER_TOKEN = 8
"""More than any tokenizer packs into a token on average: 1.5 in Chinese, 4 to 5 in English."""

TASK = "从1数到20，用逗号隔开，不要写别的。"
"""A task of some forty tokens, to measure a server with."""

Failing = Literal[
    "unreachable",
    "timeout",
    "key",
    "model",
    "busy",
    "server",
    "too_long",
    "empty",
    "malformed",
    "broken_off",
    "resting",
]

REASONS: dict[Failing, str] = {
    "unreachable": "模型服务连不上",
    "timeout": "模型服务超时没有回应",
    "key": "模型服务不接受密钥，请检查 OPENAI_API_KEY",
    "model": "模型服务上没有这个模型，请检查 PLAN_MODEL 和 OPENAI_BASE_URL",
    "busy": "模型服务繁忙或额度用完",
    "server": "模型服务内部出错",
    "too_long": "资料超出模型的上下文长度，请调小 PLAN_CONTEXT_TOKENS",
    "empty": "模型没有给出回答",
    "malformed": "模型服务的回复格式不对，请检查 OPENAI_BASE_URL 是否以 /v1 结尾",
    "broken_off": "模型的回答中途断了",
    "resting": "模型服务刚才连续出错，暂停使用片刻",
}
"""Why a reply could not be had, in words for the user. Each is one line under the answer."""

_TRANSIENT: frozenset[Failing] = frozenset({"unreachable", "busy", "server"})
"""Failures that may be over a moment later."""

_OF_SERVER: frozenset[Failing] = frozenset({"unreachable", "timeout", "busy", "server", "key"})
"""Failures that the next question would meet as well."""

_TOO_LONG = (
    "context length",
    "context_length",
    "context size",
    "context window",
    "maximum context",
    "too long",
    "exceed",
)
"""How servers other than OpenAI say it (llama.cpp, vLLM, Ollama, DashScope), in a 400 without a code of its own."""


class ModelFailedError(Exception):
    """The model gave no usable reply: give the extractive answer instead. ``str(error)`` says why, in Chinese."""

    def __init__(self, kind: Failing) -> None:
        super().__init__(REASONS[kind])
        self.kind: Failing = kind

    @property
    def of_server(self) -> bool:
        """Whether the server is to blame, so that it is better left alone for a while."""
        return self.kind in _OF_SERVER


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply without its thoughts.

    ``cut`` marks one that met the token limit; ``seconds`` are wall time from the request on. Token counts are the
    server's own, 0 where it does not tell.
    """

    text: str
    cut: bool = False
    first_seconds: float = 0.0
    seconds: float = 0.0
    prompt_tokens: int = 0
    reply_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a server answers. ``tokens_per_second`` counts pieces as tokens where the server does not tell."""

    first_seconds: float
    streams: bool
    tokens_per_second: float


class ChatModel:
    """One model on one server. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self.name = settings.model
        self._retries = settings.model_retries
        # The client's own limit is for each read, and some servers heed no token limit: a reply must end all the same.
        self._longest_seconds = WHOLE_REPLY * settings.model_timeout
        self._longest_text = CHARACTERS_PER_TOKEN * settings.model_max_tokens
        own_server = bool(settings.openai_base_url)
        limit = settings.model_max_tokens
        self._llm = ChatOpenAI(
            model=settings.model,
            base_url=settings.openai_base_url or None,
            # Local servers need no key, but the client refuses to start without one.
            api_key=SecretStr(settings.openai_api_key.get_secret_value() or "not-needed"),
            temperature=settings.model_temperature,
            timeout=openai.Timeout(settings.model_timeout, connect=min(CONNECT_SECONDS, settings.model_timeout)),
            max_retries=0,  # the client would obey a Retry-After of up to two minutes
            disable_streaming=not settings.model_stream,
            use_responses_api=False,
            # OpenAI wants max_completion_tokens, which the client sends; most other servers know max_tokens alone.
            extra_body={"max_tokens": limit} if own_server else None,
            max_completion_tokens=None if own_server else limit,
        )

    def pace(self) -> Pace:
        """Measure the server with a short task. Raises ``ModelFailedError``."""
        pieces, last = 0, Reply("")
        for piece in self._attempt([HumanMessage(TASK)]):
            pieces += isinstance(piece, str)
            last = piece if isinstance(piece, Reply) else last
        streams = pieces > 1
        writing = max(last.seconds - last.first_seconds * streams, 0.001)
        tokens = last.reply_tokens or pieces
        return Pace(last.first_seconds, streams, tokens_per_second=round(tokens / writing, 1))

    def stream(self, messages: Sequence[BaseMessage]) -> Iterator[str | Reply]:
        """Yield pieces of the reply as they arrive, thoughts left out, and the whole ``Reply`` last.

        Raises ``ModelFailedError``.
        """
        for attempt in range(self._retries + 1):
            begun = False
            try:
                for piece in self._attempt(messages):
                    begun = True
                    yield piece
            except ModelFailedError as failed:
                if begun or failed.kind not in _TRANSIENT or attempt == self._retries:
                    raise
                time.sleep(BACK_OFF * 2**attempt)
            else:
                return

    def _attempt(self, messages: Sequence[BaseMessage]) -> Iterator[str | Reply]:
        asked = time.perf_counter()
        first = 0.0
        thoughts = ThoughtFilter()
        whole = AIMessageChunk(content="")
        for chunk in self._chunks(messages):
            whole += chunk
            if time.perf_counter() - asked > self._longest_seconds or len(whole.text) > self._longest_text:
                raise ModelFailedError("broken_off")
            shown = thoughts.feed(chunk.text)
            if shown:
                first = first or time.perf_counter() - asked
                yield shown
        if rest := thoughts.finish():
            yield rest
        yield _reply(whole, first, time.perf_counter() - asked)

    def _chunks(self, messages: Sequence[BaseMessage]) -> Iterator[AIMessageChunk]:
        """Yield the client's chunks, its errors translated."""
        kind: Failing
        begun = False
        try:
            for chunk in self._llm.stream(list(messages)):
                begun = begun or bool(chunk.text)
                yield _as_chunk(chunk)
        except openai.OpenAIError as error:
            kind = _kind(error)
            kind = "broken_off" if begun and kind in {"unreachable", "timeout", "server"} else kind
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            # What the client raises on an answer that is not of the protocol: no JSON, no "choices", no "message".
            kind = "broken_off" if begun else "malformed"
        else:
            return
        # Outside the handlers, so that the client's error, which may hold the key, is not chained to ours.
        raise ModelFailedError(kind)


def _as_chunk(message: AIMessage) -> AIMessageChunk:
    """Return a piece of a reply as such: where streaming is off, the client yields one whole message."""
    if isinstance(message, AIMessageChunk):
        return message
    return AIMessageChunk(
        content=message.text, response_metadata=message.response_metadata, usage_metadata=message.usage_metadata
    )


def _kind(error: openai.OpenAIError) -> Failing:
    """Say what an error of the client means."""
    table: tuple[tuple[type[Exception], Failing], ...] = (
        (ContextOverflowError, "too_long"),
        (openai.APITimeoutError, "timeout"),
        (openai.APIResponseValidationError, "malformed"),
        (openai.APIConnectionError, "unreachable"),
        (openai.AuthenticationError, "key"),
        (openai.PermissionDeniedError, "key"),
        (openai.NotFoundError, "model"),
        (openai.RateLimitError, "busy"),
    )
    for known, kind in table:
        if isinstance(error, known):
            return kind
    if isinstance(error, openai.BadRequestError) or getattr(error, "status_code", 0) == 413:
        return "too_long" if any(words in str(error).lower() for words in _TOO_LONG) else "server"
    return "server"


def _reply(whole: AIMessageChunk, first: float, seconds: float) -> Reply:
    """Return the reply as a whole. Raises ``ModelFailedError`` if there is none, or if its end is missing."""
    text = without_thought(whole.text)
    finish = whole.response_metadata.get("finish_reason")
    if not text or finish == "content_filter":
        raise ModelFailedError("empty")
    if finish is None and text[-1] not in "。！？.!?":
        raise ModelFailedError("broken_off")  # a connection closed in good order half way through looks like an end
    usage = whole.usage_metadata
    return Reply(
        text=text,
        cut=finish == "length",
        first_seconds=round(first, 3),
        seconds=round(seconds, 3),
        prompt_tokens=usage["input_tokens"] if usage else 0,
        reply_tokens=usage["output_tokens"] if usage else 0,
    )
