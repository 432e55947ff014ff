"""How the page looks: Gradio's theme variables, our style sheet, and no font or script from elsewhere."""

import html
from pathlib import Path

import gradio as gr

from assistant.web.strings import Strings

_HERE = Path(__file__).parent

# What Windows, macOS, Linux and Chinese government desktops (UOS, Kylin) have installed.
_FONTS = (
    "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC",
    "HarmonyOS Sans SC", "WenQuanYi Micro Hei", "sans-serif",
)  # fmt: skip
_MONO = ("Consolas", "Menlo", "Noto Sans Mono CJK SC", "monospace")

_ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='6' fill='#1f4a73'/>"
    "<path d='M9 8h14M9 14h14M9 20h8' stroke='#fff' stroke-width='2.6' stroke-linecap='round'/>"
    "<circle cx='22.5' cy='21.5' r='4' fill='#e9c46a'/></svg>"
)


def theme() -> gr.themes.Base:
    """Build a plain theme on system fonts. Colours come from ``style.css``, for light and dark alike."""
    blue = gr.themes.Color(
        name="ink", c50="#f1f5f9", c100="#e0e9f1", c200="#c3d4e3", c300="#9bb7cf", c400="#6d94b5", c500="#477499",
        c600="#2f5d84", c700="#1f4a73", c800="#193c5d", c900="#15314b", c950="#0d2033",
    )  # fmt: skip
    return gr.themes.Base(primary_hue=blue, neutral_hue="slate", font=list(_FONTS), font_mono=list(_MONO))


def head(strings: Strings) -> str:
    """Write the page's head: its language, an icon that needs no request, and the style sheet.

    The style sheets stand here because Gradio rewrites the selectors of what it is given as ``css``: ``style.css``,
    the frame and the chat, then one for each other tab.
    """
    icon = html.escape("data:image/svg+xml," + _ICON.replace("#", "%23"))
    sheets = (_HERE / "style.css", *sorted(_HERE.glob("tab_*.css")))
    style = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return (
        f'<link rel="icon" href="{icon}"><style>{style}</style>'
        f'<script>document.documentElement.lang = "{html.escape(strings.language)}";</script>'
    )
