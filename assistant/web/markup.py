"""The text of an answer as safe HTML.

Only what the assistant itself writes is rendered: tables, bullet lists, bold, and ``[n]`` markers as buttons. All else,
HTML and Markdown of reports and visitors included, appears as the text that it is.
"""

import html
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from assistant.markdown import BOLD, MARKER, TABLE_RULE
from assistant.records import Check

_BULLET = re.compile(r"^[ \t　]*[•·●][ \t　]*", re.MULTILINE)
# A line after the last bullet or row begins something new; CommonMark would make it part of them.
_LIST_END = re.compile(r"^(- .*\n)(?=[^\s-])", re.MULTILINE)
_TABLE_END = re.compile(r"^(\|.*\n)(?=[^\s|])", re.MULTILINE)
# A marker must not begin a line: it stays with the character before it and the punctuation after it.
_KEPT = re.compile(r"(?:&#?\w+;|[^<>\s;&\ue000\ue001])(?:<button[^>]*>\d+</button>)+[，。；、：！？）]?")
_GAP = re.compile(r"\s*[\t\n]\s*")
# Private-use characters that carry the place of an unsupported figure through the Markdown parser.
_OPEN, _CLOSE = "\ue000", "\ue001"


def to_html(text: str, *, labels: Mapping[int, str], quotes: Collection[str] = (), checks: Sequence[Check] = ()) -> str:
    """Render ``text``. ``labels`` names each marker's button; ``[n]`` without one stays text.

    ``quotes`` are the cited sentences: asterisks that a quote itself contains are the report's, and stay asterisks.
    Figures whose check failed are underlined.
    """
    marked = _BULLET.sub("- ", _with_unsupported_marked(text, checks))
    apart = _TABLE_END.sub(r"\1\n", _LIST_END.sub(r"\1\n", marked))
    rendered: str = _PARSER.render(apart, {"labels": labels, "quotes": tuple(quotes)})
    rendered = _KEPT.sub(r'<span class="kept">\g<0></span>', rendered)
    return rendered.replace(_OPEN, '<mark class="unsupported">').replace(_CLOSE, "</mark>")


def to_plain(text: str) -> str:
    """Turn ``text`` into what a word processor takes: no asterisks, bullets as •, table cells apart by tabs."""
    lines = (_plain_line(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line is not None)


def on_one_line(quote: str) -> str:
    """Put a quote into one line for display: the cells of a table row, printed one a line, are set apart by bars."""
    return _GAP.sub(" ｜ ", quote.strip())


def with_gaps(text: str) -> str:
    """Escape ``text``; line breaks and tabs between words stay in the text content and are shown as bars."""
    pieces, at = [], 0
    for gap in _GAP.finditer(text):
        pieces.append(html.escape(text[at : gap.start()]))
        inner = text[: gap.start()].strip() and text[gap.end() :].strip()
        pieces.append(f'<span class="gap">{gap.group()}</span>' if inner else gap.group())
        at = gap.end()
    return "".join((*pieces, html.escape(text[at:])))


def _with_unsupported_marked(text: str, checks: Sequence[Check]) -> str:
    clean = text.replace(_OPEN, " ").replace(_CLOSE, " ")  # same length: the checks' offsets still hold
    for check in sorted((check for check in checks if not check.ok), key=lambda check: -check.at.start):
        start, end = check.at.start, check.at.end
        clean = clean[:start] + _OPEN + clean[start:end] + _CLOSE + clean[end:]
    return clean


def _plain_line(line: str) -> str | None:
    bare = BOLD.sub(r"\1", line)
    if TABLE_RULE.fullmatch(bare):
        return None
    if bare.lstrip().startswith("|"):
        return "\t".join(cell.strip() for cell in bare.strip().strip("|").split("|"))
    return re.sub(r"^\s*[-•]\s+", "• ", bare)


def _bold(state: StateInline, silent: bool) -> bool:
    # CommonMark's own rule would not close **5.2%** before a Chinese character.
    match = BOLD.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        if any(match.group() in quote for quote in state.env["quotes"]):
            state.append_pending(match.group())
        else:
            _push_bold(state, match)
    state.pos = match.end()
    return True


def _push_bold(state: StateInline, match: re.Match[str]) -> None:
    end, state.posMax = state.posMax, match.end(1)
    state.push("strong_open", "strong", 1)
    state.pos = match.start(1)
    state.md.inline.tokenize(state)
    state.push("strong_close", "strong", -1)
    state.posMax = end


def _marker(state: StateInline, silent: bool) -> bool:
    match = MARKER.match(state.src, state.pos, state.posMax)
    if match is None or int(match.group(1)) not in state.env["labels"]:
        return False
    if not silent:
        state.push("marker", "", 0).meta = {"marker": int(match.group(1))}
    state.pos = match.end()
    return True


def _render_marker(_self: RendererHTML, tokens: Sequence[Token], at: int, _options: OptionsDict, env: EnvType) -> str:
    marker = int(tokens[at].meta["marker"])
    return marker_button(marker, env["labels"][marker])


def marker_button(marker: int, label: str) -> str:
    """Draw the button of one ``[n]``; ``label`` is read out in its place."""
    return (
        f'<button type="button" class="marker" data-cite="{marker}" aria-label="{html.escape(label)}">{marker}</button>'
    )


def _parser() -> MarkdownIt:
    options: dict[str, Any] = {"breaks": True, "html": False}
    parser = MarkdownIt("zero", options).enable(["table", "list", "newline"])
    parser.inline.ruler.push("bold", _bold)
    parser.inline.ruler.push("marker", _marker)
    parser.add_render_rule("marker", _render_marker)
    return parser


_PARSER = _parser()
