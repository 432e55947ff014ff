"""Whatever goes wrong on the server, the visitor has the extractive answer in the same turn, and is told why."""

import logging
import socket
import time
import traceback

import pytest
from langchain_core.messages import HumanMessage

from assistant.answer import Assistant
from assistant.generate import ChatModel, ModelFailedError
from assistant.records import Answer, Delta
from assistant.settings import Settings
from tests.model.conftest import settings_for
from tests.model.server import KEY, Script, serve
from vectorstore.base import Store

QUESTION = "2025年新增多少中小学学位？"
REPLY = "2025年新增中小学学位8060个[1]。其中育才学校、四中道元校区等4址新校（区）投入使用[1]。"

FAILURES = {
    "wrong key": (Script(status=401, error=f"Incorrect API key {KEY}"), "不接受密钥"),
    "forbidden": (Script(status=403), "不接受密钥"),
    "unknown model": (Script(status=404), "没有这个模型"),
    "too many requests": (Script(status=429, headers={"Retry-After": "30"}), "繁忙"),
    "internal error": (Script(status=500), "内部出错"),
    "bad gateway": (Script(status=502), "内部出错"),
    "loading": (Script(status=503), "内部出错"),
    "context length, OpenAI": (Script(status=400, error="code: context_length_exceeded"), "上下文长度"),
    "context length, llama.cpp": (Script(status=400, error="request exceeds the available context size"), "上下文长度"),
    "empty reply": (Script(text=""), "没有给出回答"),
    "only a thought": (Script(text="<think>用户问学位"), "没有给出回答"),
    "only reasoning_content": (Script(text="", reasoning="用户问学位"), "没有给出回答"),
    "filtered": (Script(text=REPLY, finish="content_filter"), "没有给出回答"),
    "web page instead of a reply": (Script(raw="<html>nginx</html>"), "没有给出回答|格式不对"),
    "broken JSON in the stream": (Script(raw="data: {not json\n\n"), "格式不对"),
    "stream without choices": (Script(raw='data: {"object": "error"}\n\n'), "没有给出回答|格式不对"),
    "dies mid-answer": (Script(text=REPLY, die_after=3), "中途断了"),
    "dies politely mid-answer": (Script(text=REPLY, die_after=2, politely=True), "中途断了"),
}


def answered(script: Script, store: Store, settings: Settings, **changes: object) -> tuple[Answer, float]:
    """The answer, and the seconds it took beyond those of the server."""
    with serve(script) as url:
        assistant = Assistant(store, settings_for(url, settings, **changes))
        assistant.answer(QUESTION, mode="extractive")
        began = time.perf_counter()
        return assistant.answer(QUESTION), time.perf_counter() - began


@pytest.mark.parametrize("name", FAILURES)
@pytest.mark.parametrize("streams", [True, False], ids=["streaming", "whole"])
def test_a_failing_server_costs_no_answer(
    name: str, streams: bool, store: Store, settings: Settings, extractive: Assistant
) -> None:
    script, reason = FAILURES[name]
    if not streams and ("stream" in name or "dies" in name):
        pytest.skip("needs a stream")
    answer, seconds = answered(script, store, settings, model_stream=streams)
    assert (answer.mode, answer.text) == ("extractive", extractive.answer(QUESTION).text)
    assert any(part in answer.notice for part in reason.split("|"))
    assert "\n" not in answer.notice
    assert seconds < 1.0


def test_a_refused_connection_is_answered_within_a_second(store: Store, settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
    assistant = Assistant(store, settings_for(url, settings))
    assistant.answer(QUESTION, mode="extractive")
    began = time.perf_counter()
    answer = assistant.answer(QUESTION)
    assert (answer.mode, "连不上" in answer.notice) == ("extractive", True)
    assert time.perf_counter() - began < 1.0


def test_a_silent_server_is_given_up_after_the_timeout(store: Store, settings: Settings) -> None:
    answer, seconds = answered(Script(silence=2.0), store, settings, model_timeout=0.4)
    assert (answer.mode, "超时" in answer.notice) == ("extractive", True)
    assert 0.4 <= seconds < 1.4


def test_a_stream_that_stalls_is_given_up_after_the_timeout(store: Store, settings: Settings) -> None:
    answer, seconds = answered(Script(text=REPLY, stall_after=3, stall=2.0), store, settings, model_timeout=0.4)
    assert (answer.mode, "中途断了" in answer.notice) == ("extractive", True)
    assert seconds < 1.4


def test_a_reply_without_end_is_given_up(store: Store, settings: Settings) -> None:
    answer, seconds = answered(Script(text=REPLY * 5000, size=100), store, settings)
    assert (answer.mode, "中途断了" in answer.notice) == ("extractive", True)
    assert seconds < 5


def test_a_moment_of_trouble_is_tried_again(store: Store, settings: Settings) -> None:
    script = Script(text=REPLY, failures_first=1)
    answer, _ = answered(script, store, settings)
    assert (answer.mode, len(script.requests)) == ("scripted", 2)


def test_a_wrong_key_is_not_tried_again(store: Store, settings: Settings) -> None:
    script = Script(status=401)
    answered(script, store, settings)
    assert len(script.requests) == 1


def test_what_was_streamed_before_the_death_is_replaced(store: Store, settings: Settings) -> None:
    with serve(Script(text=REPLY, die_after=3)) as url:
        events = list(Assistant(store, settings_for(url, settings)).stream(QUESTION))
    streamed = "".join(event.text for event in events if isinstance(event, Delta))
    last = events[-1]
    assert isinstance(last, Answer)
    assert streamed == REPLY[:21]
    assert last.mode == "extractive"


def test_a_dead_server_is_left_alone_after_two_failures(store: Store, settings: Settings) -> None:
    script = Script(status=500)
    with serve(script) as url:
        assistant = Assistant(store, settings_for(url, settings, model_retries=0))
        notices = [assistant.answer(QUESTION).notice for _ in range(4)]
    assert len(script.requests) == 2
    assert "暂停使用片刻" in notices[-1]


def test_a_question_too_long_for_the_model_is_answered_by_extraction(store: Store, settings: Settings) -> None:
    script = Script()
    with serve(script) as url:
        assistant = Assistant(store, settings_for(url, settings, context_tokens=1000))
        answer = assistant.answer("请问" + "、" * 1500 + QUESTION)
    assert not script.requests
    assert "问题太长" in answer.notice


def test_model_mode_without_a_server_says_what_to_set(store: Store, settings: Settings) -> None:
    answer = Assistant(store, settings).answer(QUESTION, mode="model")
    assert (answer.mode, "OPENAI_BASE_URL" in answer.notice) == ("extractive", True)


def test_the_key_is_in_no_log_answer_or_error(
    store: Store, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    script = Script(status=401, error=f"Incorrect API key provided: {KEY}")
    answer, _ = answered(script, store, settings)
    with serve(script) as url, pytest.raises(ModelFailedError) as failed:
        list(ChatModel(settings_for(url, settings)).stream([HumanMessage("你好")]))
    told = [caplog.text, repr(answer), *traceback.format_exception(failed.value), repr(settings_for("", settings))]
    assert script.sent_headers[0]["authorization"] == f"Bearer {KEY}"
    assert not any(KEY in text for text in told)
