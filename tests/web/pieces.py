"""Reads the reader's HTML back: the pieces of the text with the places that they claim, and samples to draw."""

from html.parser import HTMLParser

from hypothesis import strategies as st

from ingest.tables import find_tables
from vectorstore.records import Document, Heading, Passage

CHARACTERS = '甲乙5％.。：|# -—\t\n\n\n　<&"𠮷é\u200b'


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, int | None]] = []
        self.pieces: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = dict(attrs).get("data-start")
        self.open.append((tag, len(self.pieces) if start is not None else None))
        if start is not None:
            self.pieces.append((int(start), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        inside = [number for _, number in self.open if number is not None]
        assert len(inside) == 1, f"{data!r} is in {len(inside)} pieces"
        start, text = self.pieces[inside[0]]
        self.pieces[inside[0]] = start, text + data


def pieces_of(html: str) -> list[tuple[int, str]]:
    """The pieces in order, as (start, text content). Text outside of any piece fails."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader.pieces


def bare(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def sample(text: str, outline: tuple[Heading, ...] = ()) -> tuple[Document, list[Passage]]:
    """A document and the passages of its table rows, found as ingestion finds them."""
    rows = [row for table in find_tables(text) for row in table.rows]
    passages = [
        Passage(
            f"p{at}", "d", (), "", "row", text[row.span.start : row.span.end], row.span.start, row.span.end,
            (), None, (), row.row,
        )
        for at, row in enumerate(rows)
    ]  # fmt: skip
    return Document("d", "报告.md", "计划报告", text, "", "", 2025, 2026, outline), passages


LINES = "\t类别\n\t指标\n\t2026年计划\n\n\t创新\n\t增速（%）\n\t5左右\n\n\t\n\t人口\n\t达到要求\n"
TABS = "类别\t指标\t2026年计划\n创新\t增速\t5\n\t人口\t6\n"
PIPES = "| 指标 | 单位 | 2026年计划 |\n|---|---|---:|\n| 增速 | % | 5 |\n| 人口 |  | 6 |\n"


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, list[Passage]]:
    """Texts with all that might shift offsets: every layout of tables, blank lines, HTML, characters beyond 16 bits."""
    texts = st.text(alphabet=CHARACTERS, max_size=60)
    text = "".join(draw(st.lists(st.one_of(texts, st.sampled_from([LINES, TABS, PIPES])), max_size=5)))
    bounds = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 12)), max_size=4))
    headings = [
        Heading("section", 2, text[start : start + length].strip(), start, start + length, ())
        for start, length in bounds
    ]
    return sample(text, tuple(heading for heading in headings if heading.title))
