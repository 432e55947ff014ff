"""The review brief's tab as HTML: the choice of a topic, and the brief with its markers as links to the report."""

import base64
import html
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.brief.document import as_docx, introduction
from assistant.brief.markdown import as_markdown, by_place, comparison_cells, comparison_headers
from assistant.brief.records import Brief, Line, Piece, Section
from assistant.records import Citation
from assistant.web.links import source_link
from assistant.web.strings.brief import BriefStrings
from assistant.word.writer import MEDIA_TYPE
from vectorstore.records import Document


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen for a report: its topics, its headings, and whether a model may word the brief."""

    topics: Sequence[str]
    headings: Sequence[str]
    worded: bool


def chooser(documents: Sequence[Document], chosen: Document, offer: Offer, words: BriefStrings) -> str:
    """The form: which report where there are several, its topics, and a box for any other."""
    options = "".join(
        f'<option value="{_text(one.name)}"{" selected" if one.id == chosen.id else ""}>'
        f"{_text(one.title or one.name)}</option>"
        for one in documents
    )
    report = (
        f'<label class="report"><span>{_text(words.report)}</span><select name="document">{options}</select></label>'
    )
    chips = "".join(f'<li><button type="button" data-topic="{_text(t)}">{_text(t)}</button></li>' for t in offer.topics)
    hints = "".join(f'<option value="{_text(heading)}"></option>' for heading in offer.headings)
    hidden = f'<input type="hidden" name="document" value="{_text(chosen.name)}">'
    worded = f'<label class="worded"><input type="checkbox" name="worded"> <span>{_text(words.worded)}</span></label>'
    return (
        f"<form>{report if len(documents) > 1 else hidden}"
        f'<fieldset><legend>{_text(words.topics)}</legend><ul class="topics">{chips}</ul></fieldset>'
        f'<div class="other"><label for="brief-topic">{_text(words.other)}</label>'
        f'<input id="brief-topic" name="topic" maxlength="40" list="brief-headings" autocomplete="off" '
        f'placeholder="{_text(words.placeholder)}"><datalist id="brief-headings">{hints}</datalist>'
        f'<button type="submit" class="make">{_text(words.make)}</button></div>{worded if offer.worded else ""}</form>'
    )


def opening(words: BriefStrings) -> str:
    """What stands where the brief will be."""
    parts = "".join(f"<li>{_text(part)}</li>" for part in words.parts)
    return f'<div class="before"><h3>{_text(words.parts_title)}</h3><ol>{parts}</ol></div>'


def failure(sentence: str) -> str:
    """Why there is no brief."""
    return f'<p class="failure" role="alert">{_text(sentence)}</p>'


def waiting(words: BriefStrings) -> str:
    """What stands there while a model words the brief."""
    return f'<p class="notice" role="status">{_text(words.waiting)}</p>'


def anew(content: str) -> str:
    """The content marked as made just now: the page sees a change even where a retry says the same."""
    return f'<div data-made="{time.time_ns()}">{content}</div>'


def preview(brief: Brief, words: BriefStrings) -> str:
    """The brief with what can be done with it."""
    citations = {citation.marker: citation for citation in brief.citations}
    sections = "".join(_section(brief, section, citations, words) for section in brief.sections)
    notice = f'<p class="notice" role="status">{_text(brief.notice)}</p>' if brief.notice else ""
    return (
        f'{_tools(brief, words)}{notice}<article class="paper" lang="zh-CN" tabindex="-1"><h2>{_text(brief.title)}</h2>'
        f'<p class="basis">{_text(introduction(brief))}</p>{sections}{_sources(brief, words)}</article>'
    )


def _tools(brief: Brief, words: BriefStrings) -> str:
    lines = sum(len(section.lines) + len(section.rows) for section in brief.sections)
    counted = words.counted.format(lines=lines, citations=len(brief.citations), figures=len(brief.checks))
    word = _download(words.docx, f"{brief.file_name}.docx", MEDIA_TYPE, as_docx(brief), "main")
    text = _download(
        words.markdown, f"{brief.file_name}.md", "text/markdown;charset=utf-8", as_markdown(brief).encode()
    )
    copy = f'<button type="button" data-copy-brief data-done="{_text(words.copied)}">{_text(words.copy)}</button>'
    return f'<div class="tools"><p role="status">{_text(counted)}</p><div>{copy}{text}{word}</div></div>'


def _download(name: str, file_name: str, kind: str, content: bytes, css: str = "") -> str:
    """A link that holds the file itself: nothing is kept on the server, and it works as long as the page is open."""
    data = base64.b64encode(content).decode()
    return f'<a class="download {css}" download="{_text(file_name)}" href="data:{kind};base64,{data}">{_text(name)}</a>'


def _section(brief: Brief, section: Section, citations: Mapping[int, Citation], words: BriefStrings) -> str:
    body = "".join(
        (f'<h4 class="place">{_text(place)}</h4>' if place else "") + _list(section, lines, citations, words)
        for place, lines in by_place(section.lines)
    )
    if section.rows:
        body += _table(brief, section, citations, words)
    if not section.lines and not section.rows:
        body = f'<p class="none">{_text(section.empty)}</p>'
    return f'<section class="{section.name}"><h3>{_text(section.title)}</h3>{body}</section>'


def _list(section: Section, lines: Sequence[Line], citations: Mapping[int, Citation], words: BriefStrings) -> str:
    items = "".join(
        f"<li>{''.join(_piece(piece, citations, words) for piece in line.pieces)}{_worded(line, words)}</li>"
        for line in lines
    )
    tag = "ol" if section.name == "questions" else "ul"
    return f"<{tag}>{items}</{tag}>"


def _worded(line: Line, words: BriefStrings) -> str:
    return f' <small class="by-model">{_text(words.worded_line)}</small>' if line.worded else ""


def _table(brief: Brief, section: Section, citations: Mapping[int, Citation], words: BriefStrings) -> str:
    head = "".join(f'<th scope="col">{_text(header)}</th>' for header in comparison_headers(brief))
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{_piece(cell, citations, words)}</td>" for cell in comparison_cells(brief, row))
        + "</tr>"
        for row in section.rows
    )
    return f'<div class="wide" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _piece(piece: Piece, citations: Mapping[int, Citation], words: BriefStrings) -> str:
    return _text(piece.text) + "".join(_marker(citations[number], words) for number in piece.markers)


def _marker(citation: Citation, words: BriefStrings) -> str:
    label = words.open_source.format(marker=citation.marker, label=citation.label)
    return source_link(f"[{citation.marker}]", citation.document_id, citation.start, citation.end, label=label)


def _sources(brief: Brief, words: BriefStrings) -> str:
    items = "".join(
        f"<li>{_marker(citation, words)} {_text(citation.label)}：<q>{_text(' '.join(citation.quote.split()))}</q></li>"
        for citation in brief.citations
    )
    return (
        f'<details class="sources"><summary>{_text(words.sources.format(count=len(brief.citations)))}</summary>'
        f"<ul>{items}</ul></details>"
    )


def _text(text: str) -> str:
    return html.escape(text)
