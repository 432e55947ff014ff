"""The table of indicators: what is filtered and sorted, its charts, and the table as a file."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import gradio as gr

from assistant.answer import Assistant
from assistant.indicators.choose import Choice, chosen
from assistant.indicators.fulfilment import fulfilment_of
from assistant.indicators.records import Indicator
from assistant.indicators.sheets import as_csv, as_xlsx, file_name
from assistant.web import figures_charts, figures_html
from assistant.web.region import QUIETLY, data_of, region
from assistant.web.strings import Strings
from assistant.web.strings.figures import FiguresStrings
from vectorstore.errors import StoreError
from vectorstore.records import Document

_Offered = TypeVar("_Offered")

ALL = "all"
"""What the page calls all reports."""

PAGE = 100
"""Rows drawn at first, and how many more each time: more slow a phone down."""

_WORDS = 200
"""Characters of a search; nobody types more."""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEMPLATE = "".join(f'<div class="{part}"></div>' for part in ("tools", "message", "summary", "charts", "rows"))


def build(page: gr.Blocks, assistant: Assistant, strings: Strings) -> None:
    """Lay out the tab. It asks for its rows when it comes into sight, so that it always shows the current reports."""
    del page  # nothing happens when the page loads
    do = _Handlers(assistant, strings)
    with gr.Column(elem_classes="sheet", elem_id="figures"):
        table = region("indicators", ("figures.js",), _TEMPLATE, {})
        file = region("indicators-file", ("figures_file.js",), "", {})
    table.select(do.show, None, [table], trigger_mode="multiple", **QUIETLY)
    table.submit(do.download, None, [file], **QUIETLY)


@dataclass(frozen=True, slots=True)
class _Handlers:
    """What happens on each event of the tab. Holds nothing of any visitor."""

    assistant: Assistant
    strings: Strings

    def show(self, event: gr.EventData) -> dict[str, str]:
        """Draw what was asked for; a failure is a message, and what was chosen stays chosen."""
        asked = data_of(event)
        try:
            documents = self.assistant.documents()
            shown = _shown(documents, str(asked.get("doc", "")))
            rows = self._rows(shown)
            return self._drawn(documents, shown, rows, asked)
        except StoreError as error:
            return {"asked": str(asked.get("asked", "")), "message": figures_html.failure(str(error))}

    def download(self, event: gr.EventData) -> dict[str, str]:
        """Make a file of all rows that the visitor's choice lets through."""
        asked = data_of(event)
        try:
            shown = _shown(self.assistant.documents(), str(asked.get("doc", "")))
            rows = chosen(self._rows(shown), choice_of(asked, self.strings.figures))
        except StoreError as error:
            return {"failure": str(error)}
        excel = asked.get("format") != "csv"
        content = as_xlsx(rows) if excel else as_csv(rows)
        return {
            "name": file_name(shown, "xlsx" if excel else "csv"),
            "type": _XLSX if excel else "text/csv;charset=utf-8",
            "content": base64.b64encode(content).decode("ascii"),
        }

    def _rows(self, documents: Sequence[Document]) -> list[Indicator]:
        return [row for document in documents for row in self.assistant.indicators(document.id)]

    def _drawn(
        self, documents: Sequence[Document], shown: Sequence[Document], rows: list[Indicator], asked: Mapping[str, Any]
    ) -> dict[str, str]:
        words, choice = self.strings.figures, choice_of(asked, self.strings.figures)
        found = chosen(rows, choice)
        limit = max(PAGE, int(asked.get("shown") or PAGE))
        doc = shown[0].id if len(shown) == 1 else ALL
        return {
            "asked": str(asked.get("asked", "")),
            "doc": doc,
            "tools": figures_html.tools(documents, doc, rows, words),
            **self._told(shown, rows),
            "rows": figures_html.table(found, limit, choice, _columns(shown, rows), words),
            "message": "",
        }

    def _told(self, shown: Sequence[Document], rows: Sequence[Indicator]) -> dict[str, str]:
        """What one report says as a whole: how last year's plan came out, in a line, and the charts."""
        words = self.strings.figures
        if len(shown) != 1:
            return {"summary": "", "charts": figures_html.note(words.one_report)}
        fulfilment = fulfilment_of(shown[0], rows, self.assistant.corpus())
        heads = figures_html.heads(shown[0], words)
        charts = (
            figures_charts.fulfilment(fulfilment, shown[0], heads, words),
            figures_charts.pairs(rows, heads, words),
            figures_charts.annex(rows, words),
        )
        return {"summary": figures_charts.summary(fulfilment, shown[0], words), "charts": "".join(charts)}


def choice_of(asked: Mapping[str, Any], words: FiguresStrings) -> Choice:
    """What the page asked for; anything that it does not offer counts as not chosen."""
    return Choice(
        area=str(asked.get("area") or ""),
        year=str(asked.get("year") or ""),
        stated=_one_of(words.stated, asked.get("stated"), ""),
        only=_one_of(words.only, asked.get("only"), ""),
        words=str(asked.get("words") or "")[:_WORDS],
        order=_one_of(words.orders, asked.get("order"), "report"),
        descending=bool(asked.get("descending")),
    )


def _one_of(offered: Iterable[_Offered], wanted: object, otherwise: _Offered) -> _Offered:
    return next((one for one in offered if one == wanted), otherwise)


def _shown(documents: Sequence[Document], wanted: str) -> list[Document]:
    """The report asked for; at first, and when it is gone, the newest."""
    if wanted == ALL:
        return list(documents)
    known = [document for document in documents if document.id == wanted]
    return known or sorted(documents, key=lambda document: (document.report_year or 0, document.date))[-1:]


def _columns(shown: Sequence[Document], rows: Sequence[Indicator]) -> figures_html.Columns:
    return figures_html.Columns(document=shown[0] if len(shown) == 1 else None, target=any(row.target for row in rows))
