"""Points that a report numbers: 一是 ... 二是 ..., 1. 2. 3., item paragraphs under one heading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.draft import Source
from assistant.compose.phrase import trimmed
from assistant.corpus import Corpus
from vectorstore.records import Document, Passage

_NUMBER = re.compile(
    r"(?:^|(?<=[：:；;。！]))\s*\**(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]+[，、]|[（(]?\d{1,2}[）)]|\d{1,2}[.．、](?!\d))\**\s*"
)
PROBLEMS = re.compile(
    r"问题|困难|挑战|短板|不足|弱项|制约|矛盾|薄弱|风险|难[处题点]|痛点|堵点|不够|做得不好|没做好|欠缺|毛病|problem|challenge|difficult|issue",
    re.IGNORECASE,
)
_ADMITTED = re.compile(r"困难|问题|挑战|不足|短板|清醒(?:地)?(?:认识|看)到|主要(?:表现|体现)在")


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered point: its leading words and the place of the whole."""

    text: str
    source: Source


def problems(corpus: Corpus, documents: Sequence[Document], *, in_full: bool = False) -> list[Point]:
    """The problems that the reports admit, in order; ``in_full`` with every sentence of a point, each by itself."""
    found: list[Point] = []
    for document in documents:
        passages = corpus.by_document.get(document.id, ())
        reporting = [passage for passage in passages if passage.basis != "plan"]
        found += _admitted(document, reporting, in_full) or _admitted(document, passages, in_full)
    return found


def _admitted(document: Document, passages: Sequence[Passage], in_full: bool) -> list[Point]:
    """The problems that these passages admit, in whichever form: numbered paragraphs, numbers in one, or clauses."""
    items = [p for p in passages if p.kind == "item"]
    if items and _ADMITTED.search(_before(passages, items[0])):
        return [point for passage in _run(passages, items[0]) for point in _sentences(document, passage, in_full)]
    for passage in passages:
        points = numbered(document, passage)
        head = (passage.text[: points[0].source.start - passage.start] if points else "") + "".join(
            passage.section[-1:]
        )
        if len(points) > 1 and _ADMITTED.search(head + _before(passages, passage)):
            return points
    return _unnumbered(document, passages)


_MARK = re.compile(
    r"(?:主要(?:是|表现为|表现在|体现在)|(?:困难|问题|挑战|不足|短板)(?:，|：|:|。|和|依然|仍)[^。]{0,12}(?:主要是|：|:))"
)


_CONFESSED = re.compile(r"清醒(?:地)?(?:认识|看)到|正视(?:存在的?)?(?:困难|问题|不足)|也要看到|同时.{0,6}看到")
"""The voice of admission; it comes before mere mentions of problems (针对……存在的问题，我们加快……)."""


def _unnumbered(document: Document, passages: Sequence[Passage]) -> list[Point]:
    """Problems that a report tells one after another without numbers: the clauses behind the words that admit them."""
    confessing = [passage for passage in passages if _CONFESSED.search(passage.text)]
    for passage in (*confessing, *passages):
        if (
            passage.row is not None
            or not re.search(r"清醒|正视|看到|存在|面临", passage.text)
            or not _ADMITTED.search(passage.text)
        ):
            continue
        mark = _MARK.search(passage.text) or re.search(r"(?:困难|问题|挑战|不足)[^。]{0,20}[：:，。]", passage.text)
        if mark is None:
            continue
        points: list[Point] = []
        for part in re.finditer(r"[^；;。]+[；;。]?", passage.text[mark.end() :]):
            start = passage.start + mark.end() + part.start()
            text = trimmed(re.sub(r"^主要是", "", part.group().strip("；;。")))
            if re.match(r"我们|对此|对这些|下一步|针对", text):
                break
            if len(text) > 4:
                points.append(Point(text, Source(document, passage, start, start + len(part.group().rstrip()))))
        if points:
            return points[:9]
    return []


def _before(passages: Sequence[Passage], passage: Passage) -> str:
    """The end of what precedes a passage: it says what the points are."""
    at = passages.index(passage)
    return passages[at - 1].text[-120:] if at else ""


def _run(passages: Sequence[Passage], first: Passage) -> list[Passage]:
    """The item passages that follow one another from ``first`` on."""
    run: list[Passage] = []
    for passage in passages[passages.index(first) :]:
        if passage.kind != "item" and passage.section != (run[-1].section if run else ()):
            break
        if not run or passage.section != run[-1].section:
            run.append(passage)
    return run


def _sentences(document: Document, passage: Passage, in_full: bool) -> list[Point]:
    """The sentences of a numbered paragraph, or only the first, which says what the point is."""
    points: list[Point] = []
    for span in passage.sentences if in_full else passage.sentences[:1]:
        text = re.sub(_NUMBER, "", trimmed(document.text[span.start : span.end]), count=1)
        points.append(Point(trimmed(text), Source(document, passage, span.start, span.end)))
    return points


def numbered(document: Document, passage: Passage) -> list[Point]:
    """The numbered points inside one paragraph, each up to the next number."""
    text = passage.text
    marks = list(_NUMBER.finditer(text))
    points: list[Point] = []
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        body = text[mark.end() : end]
        if at + 1 == len(marks):
            body = re.split(r"。(?=对此|对这些|我们|下一步|针对)", body, maxsplit=1)[0]
            end = mark.end() + len(body)
        start, stop = mark.start(), end
        while start < stop and text[start].isspace():
            start += 1
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        points.append(Point(trimmed(body), Source(document, passage, passage.start + start, passage.start + stop)))
    return points


def leading(point: Point) -> str:
    """The first clause of a point: what it is called."""
    return trimmed(re.split(r"[，。；：,;]", point.text, maxsplit=1)[0])
