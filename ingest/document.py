"""A file as read -> a Document: outline, title, place, day and years."""

import hashlib

from ingest.metadata import read_metadata
from ingest.outline import Layout, lay_out
from ingest.read import Source
from vectorstore.records import Document

PARSER_VERSION = "6"
"""Raise it with every change that alters outlines, passages or figures: stored documents are then parsed again."""


def build_document(source: Source) -> Document:
    """The document of a file. The same name and text give the same document, always; the same text the same id."""
    layout = lay_out(source.text)
    title = next((heading.title for heading in layout.headings if heading.kind == "title"), "")
    first = next((heading.start for heading in layout.headings if heading.kind == "part"), min(len(source.text), 500))
    known = read_metadata(source.name, title, source.text[:first], layout.headings)
    return Document(
        id=document_id(source.text),
        name=source.name,
        title=title or source.name.rsplit(".", 1)[0],
        text=source.text,
        place=known.place,
        date=known.date,
        report_year=known.report_year,
        plan_year=known.plan_year,
        outline=layout.headings,
        warnings=tuple(dict.fromkeys((*source.warnings, *_doubts(layout)))),
        pages=source.pages,
    )


def _doubts(layout: Layout) -> tuple[str, ...]:
    """What the person who added the file should know about how it was understood."""
    if any(heading.kind == "part" for heading in layout.headings):
        return ()
    return ("没有识别出“一、”“第一部分”之类的标题，引用时只能指到全文。",)


def document_id(text: str) -> str:
    """Twenty hexadecimal digits from the text and the parser's version: a new name leaves citations as they are."""
    key = f"{PARSER_VERSION}\n{text}"
    return hashlib.sha256(key.encode()).hexdigest()[:20]
