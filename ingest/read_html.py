"""Saved web page -> text: block elements as paragraphs, table rows as lines of cells parted by tabs."""

from html.parser import HTMLParser

_DROPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "nav",
    "footer",
    "aside",
    "button",
    "select",
    "svg",
    "iframe",
}
_BLOCKS = {
    "p", "div", "br", "li", "ul", "ol", "section", "article", "main", "header", "table", "tr", "blockquote", "pre",
    "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "dl", "figcaption", "hr", "form", "caption", "center", "body",
}  # fmt: skip
_CELLS = {"td", "th"}
_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "##### ", "h6": "###### "}


def html_text(markup: str) -> str:
    """The visible text of a page, one block element a line, without scripts, styles and navigation."""
    parser = _Page()
    parser.feed(markup)
    parser.close()
    parser.end_line()
    return "\n".join(parser.lines)


class _Page(HTMLParser):
    """Collects lines while the parser walks the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._pieces: list[str] = []
        self._dropping: list[str] = []
        self._row: list[str] | None = None
        self._prefix = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
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

    def handle_endtag(self, tag: str) -> None:
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

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self._pieces.append(data)

    def end_line(self) -> None:
        """Close the line under way; white space within it counts as in a browser, ideographic spaces are kept."""
        text = " ".join(piece for piece in "".join(self._pieces).replace("\u3000", "\x00").split()).replace(
            "\x00", "\u3000"
        )
        if text.strip():
            self.lines.append(self._prefix + text)
        self._pieces.clear()
        self._prefix = ""
