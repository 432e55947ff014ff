"""What ``doctor`` finds, over real folders, ports and servers on loopback."""

import logging
import re
import socket
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.doctor import Finding, examine
from assistant.settings import Settings
from tests.model.server import KEY, Script, serve
from vectorstore.base import Store


def look(settings: Settings, subject: str, **changes: object) -> Finding:
    return next(one for one in examine(settings.model_copy(update=changes)) if one.subject == subject)


def test_a_healthy_installation_needs_nothing(settings: Settings, store: Store) -> None:
    assert store.generation()
    findings = list(examine(settings.model_copy(update={"port": 0})))
    assert [one for one in findings if not one.ok] == []
    assert {one.subject for one in findings} >= {"Python", "依赖包", "磁盘", "嵌入模型", "索引", "模型服务", "端口"}


def test_a_missing_index_is_needed_and_says_how_to_make_one(settings: Settings, tmp_path: Path) -> None:
    found = look(settings, "索引", var=tmp_path)
    assert (found.ok, found.needed) == (False, True)
    assert "plan-assistant ingest" in found.advice


def test_an_unknown_embedding_model_is_named(settings: Settings) -> None:
    found = look(settings, "嵌入模型", embedding="no-such-model")
    assert not found.ok
    assert "no-such-model" in found.advice


def test_a_folder_that_cannot_be_written_is_named(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = look(settings, "磁盘", var=tmp_path / "file" / "var")
    assert not found.ok
    assert "PLAN_VAR" in found.advice


def test_a_port_in_use_is_told_but_breaks_nothing(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found = look(settings, "端口", port=taken.getsockname()[1])
    assert (found.ok, found.needed) == (False, False)
    assert "PLAN_PORT" in found.advice


@pytest.mark.parametrize(
    ("path", "key", "model", "ok", "told"),
    [
        ("/v1", KEY, "scripted", True, ""),
        ("/v1", "wrong-key", "scripted", False, "OPENAI_API_KEY"),
        ("/v1", KEY, "gpt-5", False, "scripted"),
        ("", KEY, "scripted", False, "/v1"),
    ],
    ids=["well", "wrong key", "unknown model", "wrong address"],
)
def test_a_model_server_is_asked_for_its_models(
    settings: Settings, path: str, key: str, model: str, ok: bool, told: str
) -> None:
    with serve(Script(key=KEY)) as url:
        address = url.removesuffix("/v1") + path
        found = look(settings, "模型服务", openai_base_url=address, openai_api_key=SecretStr(key), model=model)
    assert found.ok is ok
    assert told in found.advice


def test_a_model_server_that_is_down_is_told(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    found = look(settings, "模型服务", openai_base_url=f"http://127.0.0.1:{port}/v1")
    assert not found.ok
    assert "连不上" in found.detail


def test_a_model_is_asked_for_a_short_reply_and_timed(settings: Settings) -> None:
    usage = {"prompt_tokens": 20, "completion_tokens": 12, "total_tokens": 32}
    found = answering(settings, Script(text="1，2，3，4，5，6。", size=2, pause=0.05, usage=usage))
    assert found.ok
    assert "边写边显示" in found.detail
    told = re.search(r"每秒 ([\d.]+) 个词元", found.detail)
    assert told
    # 12 tokens in 6 pieces, 50 ms apart
    assert 20 < float(told.group(1)) < 60


def test_a_server_that_answers_in_one_piece_is_told_but_breaks_nothing(settings: Settings) -> None:
    script = Script(text="1，2，3。", size=100)
    found = answering(settings, script)
    assert (found.ok, found.needed, "整段返回" in found.detail) == (False, False, True)
    assert "PLAN_MODEL_STREAM=false" in found.advice
    assert answering(settings, script, model_stream=False).ok


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (Script(status=404), "没有这个模型"),
        (Script(status=429), "繁忙"),
        (Script(status=500), "内部出错"),
        (Script(text=""), "没有给出回答"),
        (Script(text="1，2，3，4，5，6", size=2, die_after=2), "中途断了"),
    ],
    ids=["unknown model", "busy", "internal error", "empty", "breaks off"],
)
def test_a_model_that_does_not_answer_is_told(settings: Settings, script: Script, told: str) -> None:
    found = answering(settings, script)
    assert (found.ok, found.needed) == (False, True)
    assert told in found.detail


@pytest.mark.parametrize("script", [Script(key=KEY), Script(key="another"), Script(status=500, error=KEY)])
def test_no_secret_is_told(settings: Settings, script: Script, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serve(script) as url:
        address = url.replace("://", "://user:password@") + "?token=hidden"
        for base in (url, address):
            here = settings.model_copy(
                update={"openai_base_url": base, "openai_api_key": SecretStr(KEY), "model": "scripted"}
            )
            told = " ".join(one.detail + one.advice for one in examine(here))
            assert not [secret for secret in (KEY, "password", "hidden") if secret in told]
    assert KEY not in caplog.text


def answering(settings: Settings, script: Script, **changes: object) -> Finding:
    with serve(script) as url:
        return look(settings, "模型回答", openai_base_url=url, model="scripted", **changes)
