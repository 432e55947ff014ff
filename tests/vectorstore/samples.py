"""Small contents and deterministic embeddings for the tests of the store."""

import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import numpy as np

from vectorstore.base import NamedEmbeddings
from vectorstore.records import Contents, Document, Figure, Heading, Passage, Row, Span

SCHOOLS = "新增中小学学位8060个，4址新校投入使用。高水平教育继续领跑。学前教育普惠率达到98%。"
ELDERLY = "关停6家存在消防隐患的养老机构。新建养老家庭照护床位300张。"
ROADS = "打通断头路3条。"


class BigramEmbeddings(NamedEmbeddings):
    """Texts that share pairs of characters are near each other. ``embedded`` counts the passages embedded."""

    def __init__(self, name: str = "bigrams", dimensions: int = 128) -> None:
        self.name = name
        self.dimensions = dimensions
        self.embedded = 0
        self.asked = 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += len(texts)
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        self.asked += 1
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        vector = np.full(self.dimensions, 0.01, dtype=np.float32)
        for first, second in pairwise(text):
            digest = hashlib.sha256((first + second).encode("utf-8", "replace")).digest()
            vector[int.from_bytes(digest[:4], "big") % self.dimensions] += 1
        return (vector / np.linalg.norm(vector)).tolist()


def report(name: str, *paragraphs: str) -> Contents:
    """A report of one part with those paragraphs and a table of one row."""
    cells = "人均公园绿地\t5左右"
    text = "\n".join(("第一部分", *paragraphs, cells))
    passages = [
        Passage(
            id=f"{name}-{number}",
            document_id=name,
            section=("第一部分", "各项事业"),
            label="第一部分",
            kind="paragraph",
            text=paragraph,
            start=text.index(paragraph),
            end=text.index(paragraph) + len(paragraph),
            years=(2025,),
            basis="actual",
            sentences=tuple(sentences(paragraph, text.index(paragraph))),
        )
        for number, paragraph in enumerate(paragraphs)
    ]
    at = text.index(cells)
    row = Row("生态环境", "", "人均公园绿地", "平方米", (("2026年计划", "5左右"),))
    span = Span(at, len(text))
    passages.append(
        Passage(f"{name}-row", name, ("附件",), "附件", "row", cells, at, len(text), (2026,), "plan", (span,), row)
    )
    figure = Figure(
        f"{name}-f", name, f"{name}-row", "人均公园绿地", Decimal("5.20"), None, "左右", "平方米", "amount", 0,
        "2026", "plan", "西城区", at, len(text), span,
    )  # fmt: skip
    heading = Heading("part", 1, "第一部分", 0, 4, ())
    document = Document(
        name, f"{name}.txt", "计划报告", text, "西城区", "2026-01-20", 2025, None, (heading,), ("注意",)
    )
    return Contents((document,), tuple(passages), (figure,))


def sentences(paragraph: str, start: int) -> Iterator[Span]:
    for match in re.finditer("[^。]+。", paragraph):
        yield Span(start + match.start(), start + match.end())


def together(*parts: Contents) -> Contents:
    return Contents(
        tuple(document for part in parts for document in part.documents),
        tuple(passage for part in parts for passage in part.passages),
        tuple(figure for part in parts for figure in part.figures),
    )


XICHENG = report("xicheng", SCHOOLS, ELDERLY, ROADS)
"""A report whose first two passages have several sentences."""

DONGCHENG = report("dongcheng", "新增中小学学位1200个。", "新建养老驿站5家。")
