"""A part of the page that we draw ourselves: HTML with a script of ours."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import gradio as gr

_HERE = Path(__file__).parent

# Answers made at the same time: a model server makes them wait, the extractive mode hardly does.
QUIETLY: Mapping[str, Any] = MappingProxyType(
    {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": 16}
)
"""How every event of the page is handled: without Gradio's own progress, and apart from its public interface."""


def region(
    name: str,
    scripts: Sequence[str],
    template: str = "${value}",
    value: str | list[str] | dict[str, str] = "",
    *,
    functions: Sequence[Callable[..., Any]] = (),
    words: Mapping[str, str] | None = None,
) -> gr.HTML:
    """Add it to the page. ``scripts`` run as one, in their order, when it is first shown.

    They find ``functions`` of the server under ``server`` and ``words`` under ``props.words``.
    """
    return gr.HTML(
        value, elem_id=name, html_template=template, apply_default_css=False, js_on_load=code_of(scripts),
        server_functions=list(functions), words=words or {},
    )  # fmt: skip


def data_of(event: gr.EventData) -> dict[str, Any]:
    """What a script of ours sent with its event; nothing when Gradio's own component fired."""
    return dict(event._data or {})


def code_of(scripts: Sequence[str]) -> str:
    """The scripts of this folder as one."""
    return "\n".join((_HERE / script).read_text(encoding="utf-8") for script in scripts)
