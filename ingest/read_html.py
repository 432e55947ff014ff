"""Saved web page -> text: block elements as paragraphs, table rows as lines of cells parted by tabs."""

import html
import re

_DROPPED = {
    "script", "style", "noscript", "template", "head", "nav", "footer", "aside", "button", "select", "svg", "iframe",
}  # fmt: skip
_RAW = {"script", "style", "iframe"}
"""Elements whose content is no markup: it ends at their end tag, whatever it holds."""
_BLOCKS = {
    "p", "div", "br", "li", "ul", "ol", "section", "article", "main", "header", "table", "tr", "blockquote", "pre",
    "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "dl", "figcaption", "hr", "form", "caption", "center", "body",
}  # fmt: skip
_CELLS = {"td", "th"}
# Every alternative takes all that it has looked at, to the end of the page if need be, as browsers do: Python's own
# parser looks again and again for the end of what is never closed, for minutes on a page of 1 MB made for that.
_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)
    | <[!?][^>]*>?
    | <(?P<end>/?)(?P<tag>[a-zA-Z][^\s/>]*)(?:[^>"']|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))*+(?:>|\Z)
    | (?P<text><|[^<]+)""",
    re.DOTALL | re.VERBOSE,
)
_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "##### ", "h6": "###### "}


def html_text(markup: str) -> str:
    """The visible text of a page, one block element a line, without scripts, styles and navigation."""
    page = _Page()
    at = 0
    while token := _TOKEN.match(markup, at):
        at = token.end()
        tag = (token["tag"] or "").lower()
        if token["text"]:
            page.text(html.unescape(token["text"]))
        elif tag and token["end"]:
            page.close(tag)
        elif tag:
            page.open(tag)
            if token.group().endswith("/>"):
                page.close(tag)
            elif tag in _RAW:
                end = re.compile(f"</{tag}", re.IGNORECASE).search(markup, at)
                at = end.start() if end else len(markup)
    page.end_line()
    return "\n".join(page.lines)


class _Page:
    """Collects lines while the page is walked through."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._pieces: list[str] = []
        self._dropping: list[str] = []
        self._row: list[str] | None = None
        self._prefix = ""

    def open(self, tag: str) -> None:
        """An element begins."""
        if self._dropping:
            if tag == self._dropping[-1]:
                self._dropping.append(tag)
            return
        if tag in _DROPPED:
            self._dropping.append(tag)
        elif tag == "tr":
            self.end_line()
            self._row = []
        elif tag in _CELLS and self._row is not None:
            self._pieces.clear()
        elif tag in _BLOCKS and self._row is None:
            self.end_line()
            self._prefix = _HEADINGS.get(tag, "")

    def close(self, tag: str) -> None:
        """An element ends."""
        if self._dropping:
            if tag == self._dropping[-1]:
                self._dropping.pop()
            return
        if self._row is not None:
            if tag in _CELLS:
                self._row.append(" ".join("".join(self._pieces).split()))
                self._pieces.clear()
            elif tag in ("tr", "table"):
                self.lines.append("\t".join(self._row))
                self._row = None
                if tag == "table":
                    self.lines.append("")
        elif tag in _BLOCKS:
            self.end_line()
            if tag == "table":
                self.lines.append("")

    def text(self, text: str) -> None:
        """Text of whatever is open."""
        if not self._dropping:
            self._pieces.append(text)

    def end_line(self) -> None:
        """Close the line under way; white space within it counts as in a browser, ideographic spaces are kept."""
        text = " ".join(piece for piece in "".join(self._pieces).replace("\u3000", "\x00").split()).replace(
            "\x00", "\u3000"
        )
        if text.strip():
            self.lines.append(self._prefix + text)
        self._pieces.clear()
        self._prefix = ""
