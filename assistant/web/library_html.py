"""The library as HTML. All that a report, a file's name or a visitor says is escaped."""

import html
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.holdings import Holding
from assistant.web.links import source_link
from assistant.web.strings import Strings
from assistant.web.strings.library import LibraryStrings
from assistant.web.uploads import FINISHED, Upload, Uploads
from vectorstore.records import Heading, HeadingKind

# Kinds of headings in the order in which they are counted; a title is no part of an outline.
_KINDS: tuple[HeadingKind, ...] = ("part", "section", "topic", "item", "annex")
_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence about what was done last; ``undo`` is what puts it back."""

    text: str
    undo: str = ""
    bad: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What a visitor has before him: the document whose outline is open, the last notice, and how many clicks it took.

    No two clicks draw the same, so that the page always learns that the last one is done.
    """

    opened: str = ""
    notice: Notice | None = None
    clicks: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A removed document that can be put back."""

    key: str
    title: str
    name: str
    at: datetime


def zone(kinds: Iterable[str], largest: int, strings: Strings) -> str:
    """Write the template of the place where files are dropped; ``${value}`` is their progress."""
    words, limit = strings.library, largest // 2**20
    return (
        f'<p class="lead">{html.escape(words.lead)}</p>'
        f'<div class="zone" data-largest="{largest}" data-sending="{html.escape(words.sending)}">'
        f'<p><b>{html.escape(words.drop)}</b> <label class="button">{html.escape(words.choose)}'
        f'<input type="file" multiple accept="{",".join(kinds)}"></label></p>'
        f"<p><small>{html.escape(words.kinds.format(limit=limit))}</small>"
        f'<small class="busy">{html.escape(words.busy)}</small></p></div>'
        '<ul class="sending" role="status"></ul>${value}'
    )


def uploads(sent: Uploads, words: LibraryStrings) -> str:
    """Draw the progress of the files sent last."""
    if not sent.files:
        return ""
    items = "".join(_upload(file, words) for file in sent.files)
    busy = " data-busy" if sent.busy else ""
    hide = "" if sent.busy else f'<button type="button" data-hide>{html.escape(words.hide)}</button>'
    return (
        f'<section class="progress" aria-label="{html.escape(words.progress)}" role="status"{busy}>'
        f"<ul>{items}</ul>{hide}</section>"
    )


def shelf(held: Sequence[Holding], chosen: Collection[str], view: View, kept: Sequence[Kept], strings: Strings) -> str:
    """Draw what was done last, the table of documents, and what can be put back."""
    words = strings.library
    if held:
        number = len([one for one in held if one.document.id in chosen])
        told = words.search_some.format(count=number) if chosen else words.search_all.format(count=len(held))
        told = words.all_gone if chosen and not number else told
        body = f'<p class="told">{html.escape(told)}</p>{_table(held, chosen, view, words)}'
    else:
        body = f'<p class="empty">{html.escape(words.empty)}</p>'
    return f'<div data-clicks="{view.clicks}">{_notice(view.notice, words)}{body}{_bin(kept, words)}</div>'


def _notice(notice: Notice | None, words: LibraryStrings) -> str:
    if notice is None:
        return '<p class="notice" role="status" hidden></p>'
    if notice.bad:
        return f'<p class="failure" role="alert">{html.escape(notice.text)}</p>'
    undo = f" {_restore(notice.undo, words.undo)}" if notice.undo else ""
    return f'<p class="notice" role="status"><span>{html.escape(notice.text)}</span>{undo}</p>'


def _restore(key: str, name: str) -> str:
    return f'<button type="button" data-do="restore" data-id="{html.escape(key)}">{html.escape(name)}</button>'


def _upload(file: Upload, words: LibraryStrings) -> str:
    state = (
        words.share.format(percent=round(file.share * 100)) if file.state == "embedding" else words.states[file.state]
    )
    bar = (
        f'<progress max="100" value="{round(file.share * 100)}" aria-label="{html.escape(state)}"></progress>'
        if file.state not in FINISHED
        else ""
    )
    message = f'<span class="message">{html.escape(file.message)}</span>' if file.message else ""
    return (
        f'<li class="{file.state}"><b class="file">{html.escape(file.name)}</b>'
        f'<span class="state">{html.escape(state)}</span>{bar}{message}</li>'
    )


def _table(held: Sequence[Holding], chosen: Collection[str], view: View, words: LibraryStrings) -> str:
    names = (words.search, words.report, words.place, words.date, words.length, words.passages, words.figures)
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in (*names, words.actions))
    rows = "".join(_row(one, one.document.id in chosen, one.document.id == view.opened, words) for one in held)
    return f'<table class="reports"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row(holding: Holding, ticked: bool, opened: bool, words: LibraryStrings) -> str:
    document = holding.document
    key, title = html.escape(document.id), document.title or document.name
    tick = (
        f'<input type="checkbox" data-do="search" data-id="{key}"{" checked" if ticked else ""}'
        f' aria-label="{html.escape(words.search_one.format(title=title))}">'
    )
    length = words.characters.format(count=f"{len(document.text):,}")
    pages = f"<small>{html.escape(words.pages.format(count=document.pages))}</small>" if document.pages else ""
    cells = (
        ("", tick),
        ("", _report(holding, title, words)),
        (words.place, html.escape(document.place or words.unknown)),
        (words.date, html.escape(document.date or words.unknown)),
        (words.length, f"{html.escape(length)} {pages}"),
        (words.passages, f"{holding.passages:,}"),
        (words.figures, f"{holding.figures:,}"),
        ("", _actions(holding, opened, words)),
    )
    row = "".join(f'<td data-name="{html.escape(name)}">{cell}</td>' for name, cell in cells)
    outline = f'<tr class="outline"><td colspan="{_COLUMNS}">{_outline(holding, words)}</td></tr>' if opened else ""
    return f'<tr data-id="{key}">{row}</tr>{outline}'


def _report(holding: Holding, title: str, words: LibraryStrings) -> str:
    document = holding.document
    warnings = [*document.warnings, *(words.alike.format(name=name) for name in holding.alike)]
    told = "".join(f'<p class="warning">{html.escape(warning)}</p>' for warning in warnings)
    stem, dot, suffix = document.name.rpartition(".")
    return (
        f'<p class="title">{source_link(title, document.id, 0, 0, label=f"{words.open_reader}：{title}")}</p>'
        f'<p class="file" data-stem="{html.escape(stem)}" data-suffix="{html.escape(dot + suffix)}"'
        f' data-label="{html.escape(words.rename_label)}" data-save="{html.escape(words.save)}"'
        f' data-cancel="{html.escape(words.cancel)}">{html.escape(document.name)}</p>{told}'
    )


def _actions(holding: Holding, opened: bool, words: LibraryStrings) -> str:
    buttons = (
        ("outline", words.outline_hide if opened else words.outline),
        ("rename", words.rename),
        ("renew", words.renew),
        ("remove", words.remove),
    )
    key = html.escape(holding.document.id)
    expanded = f' aria-expanded="{str(opened).lower()}"'
    return '<div class="actions">' + "".join(
        f'<button type="button" data-do="{do}" data-id="{key}"{expanded if do == "outline" else ""}>'
        f"{html.escape(name)}</button>"
        for do, name in buttons
    ) + "</div>"  # fmt: skip


def _outline(holding: Holding, words: LibraryStrings) -> str:
    counts = [
        words.heading_count.format(name=words.headings[kind], count=holding.headings.get(kind, 0))
        for kind in _KINDS
        if holding.headings.get(kind)
    ]
    if holding.rows:
        counts.append(words.row_count.format(count=holding.rows))
    if not counts:
        return f'<p class="warning">{html.escape(words.no_outline)}</p>'
    items = "".join(_heading(holding.document.id, one, words) for one in holding.document.outline if one.kind in _KINDS)
    return (
        f'<p class="counts"><b>{html.escape(words.outline_found)}</b> {html.escape(" · ".join(counts))}</p>'
        f'<ol aria-label="{html.escape(words.outline_found)}">{items}</ol>'
    )


def _heading(document_id: str, heading: Heading, words: LibraryStrings) -> str:
    kind = html.escape(words.headings[heading.kind])
    link = source_link(heading.title, document_id, heading.start, heading.end)
    return f'<li class="{heading.kind}" style="--level: {max(heading.level, 1)}">{link} <small>{kind}</small></li>'


def _bin(kept: Sequence[Kept], words: LibraryStrings) -> str:
    if not kept:
        return ""
    items = "".join(
        f'<li><span class="title">{html.escape(one.title)}</span><span class="file">{html.escape(one.name)}</span>'
        f"<small>{html.escape(words.removed_at.format(date=one.at.astimezone().strftime('%Y-%m-%d %H:%M')))}</small>"
        f"{_restore(one.key, words.restore)}"
        "</li>"
        for one in kept
    )
    return (
        f'<details class="bin"><summary>{html.escape(words.bin.format(count=len(kept)))}</summary>'
        f"<p>{html.escape(words.bin_note)}</p><ul>{items}</ul></details>"
    )
