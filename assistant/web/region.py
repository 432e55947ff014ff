"""A part of the page that we draw ourselves: HTML with a script of ours."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

_HERE = Path(__file__).parent


def region(
    name: str,
    scripts: Sequence[str],
    template: str = "${value}",
    value: str | list[str] = "",
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


def code_of(scripts: Sequence[str]) -> str:
    """The scripts of this folder as one."""
    return "\n".join((_HERE / script).read_text(encoding="utf-8") for script in scripts)
