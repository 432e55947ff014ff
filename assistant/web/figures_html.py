"""The table of indicators as HTML: its tools, its rows, and the sentences below a row."""

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.indicators.choose import Choice, Order, areas_of, years_of
from assistant.indicators.records import Indicator, Side, Statement
from assistant.indicators.wording import FALL, change_said, said, unit_shown
from assistant.web.links import source_link
from assistant.web.markup import with_gaps
from assistant.web.strings.figures import FiguresStrings
from vectorstore.records import Document

SIDES: tuple[Side, ...] = ("target", "actual", "plan")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns the table has: ``document`` is the one report shown, ``target`` says whether last plans are."""

    document: Document | None
    target: bool

    @property
    def sides(self) -> tuple[Side, ...]:
        """The columns of values."""
        return SIDES if self.target else SIDES[1:]


def heads(document: Document | None, words: FiguresStrings) -> dict[Side, str]:
    """The heads of the columns of values: 2025年实际, or 实际 where reports of several years are shown."""
    if document is None or not document.report_year or not document.plan_year:
        return dict(words.sides)
    years = {"reported": document.report_year, "planned": document.plan_year}
    return {side: head.format(**years) for side, head in words.sides_of.items()}


def tools(documents: Sequence[Document], doc: str, rows: Sequence[Indicator], words: FiguresStrings) -> str:
    """The filters and buttons above the table. What is chosen in them is the script's to set."""
    reports = [(document.id, document.title or document.name) for document in documents]
    if len(reports) > 1:
        reports.append(("all", words.all_reports))
    areas = [("", words.all_areas), *((area, area) for area in areas_of(rows))]
    years = [("", words.all_years), *((year, year) for year in years_of(rows))]
    return (
        f'<form class="choose" role="search" data-doc="{html.escape(doc)}">'
        + _select("doc", words.report, reports)
        + _select("area", words.area, areas)
        + _select("year", words.year, years)
        + _select("stated", words.stated_label, words.stated.items())
        + _select("only", words.only_label, words.only.items())
        + _select("order", words.order_label, words.orders.items())
        + f'<label class="turn"><input type="checkbox" name="descending"><span>{_(words.turn)}</span></label>'
        + f'<input type="search" name="words" maxlength="200" autocomplete="off" placeholder="{_(words.search)}" '
        f'aria-label="{_(words.search)}"></form>'
        '<div class="actions"><div class="views" role="group">'
        + _button("view", "table", words.table_view)
        + _button("view", "charts", words.chart_view)
        + "</div>"
        + _button("download", "xlsx", words.xlsx)
        + _button("download", "csv", words.csv)
        + "</div>"
    )


def table(rows: Sequence[Indicator], limit: int, choice: Choice, columns: Columns, words: FiguresStrings) -> str:
    """The first ``limit`` rows, with a head that sorts and a button for more."""
    count = f'<p class="count" aria-live="polite">{_(words.count.format(all=len(rows)))}</p>'
    if not rows:
        button = f'<button type="button" data-reset>{_(words.reset)}</button>'
        return f'{count}<p class="nothing">{_(words.nothing)} {button}</p>'
    shown_heads = heads(columns.document, words)
    body = "".join(_row(row, columns, shown_heads, words) for row in rows[:limit])
    left = len(rows) - limit
    more = (
        f'<button type="button" class="more" data-more>{_(words.more.format(left=left))}</button>' if left > 0 else ""
    )
    return (
        f'{count}<table class="figures">{_head(choice, columns, shown_heads, words)}<tbody>{body}</tbody></table>{more}'
    )


def failure(sentence: str) -> str:
    """What went wrong and what to do."""
    return f'<p class="failure" role="alert">{html.escape(sentence)}</p>'


def note(sentence: str) -> str:
    """A remark in place of what cannot be shown."""
    return f'<p class="note">{html.escape(sentence)}</p>'


def value_link(row: Indicator, statement: Statement, head: str, words: FiguresStrings) -> str:
    """A value, exactly as printed, that leads to the place it stands in."""
    printed = " ".join(statement.printed.split())
    label = words.opens.format(name=row.name, side=head, value=said(row, statement))
    return source_link(printed, statement.document.id, statement.span.start, statement.span.end, label=label)


# --- rows ---------------------------------------------------------------------------------------------------


def _head(choice: Choice, columns: Columns, shown: Mapping[Side, str], words: FiguresStrings) -> str:
    cells = [_sorter("name", words.name, choice, words, "name")]
    cells += [_sorter("value", shown[side], choice, words, "number") for side in columns.sides]
    cells += [_sorter("change", words.change, choice, words, "number")]
    cells += [_sorter("report", words.place, choice, words, "place")]
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def _sorter(order: Order, name: str, choice: Choice, words: FiguresStrings, kind: str) -> str:
    sorted_by = choice.order == order
    direction = f' aria-sort="{"descending" if choice.descending else "ascending"}"' if sorted_by else ""
    title = _(words.sort_by.format(name=name))
    button = f'<button type="button" data-order="{order}" title="{title}">{_(name)}</button>'
    return f'<th scope="col" class="{kind}"{direction}>{button}</th>'


def _row(row: Indicator, columns: Columns, shown: Mapping[Side, str], words: FiguresStrings) -> str:
    first = row.statements[0]
    key = f"{row.document.id}-{first.span.start}-{first.side}"
    cells = "".join(
        f'<td class="number" data-head="{_(shown[side])}">{_value(row, side, shown[side], words)}</td>'
        for side in columns.sides
    )
    change = change_said(row.change)
    report = "" if columns.document else f"{_short(row.document)} · "
    return (
        f'<tr data-row="{_(key)}"><th scope="row" class="name">{_named(row, words)}</th>{cells}'
        f'<td class="number change" data-head="{_(words.change)}">{_(change) or _empty(words)}</td>'
        f'<td class="place" data-head="{_(words.place)}">{_(report + first.passage.label)}</td></tr>'
        f'<tr class="sentences" hidden><td colspan="{len(columns.sides) + 3}">{_sentences(row, shown, words)}</td></tr>'
    )


def _named(row: Indicator, words: FiguresStrings) -> str:
    chips = (
        f'<span class="chip">{_(words.annex)}</span>' if row.in_table else "",
        f'<span class="chip odd">{_(words.differs)}</span>' if row.differs else "",
    )
    return (
        f'<button type="button" class="unfold" aria-expanded="false" '
        f'aria-label="{_(words.unfold.format(name=row.name))}">{_(row.name)}</button>{"".join(chips)}'
    )


def _value(row: Indicator, side: Side, head: str, words: FiguresStrings) -> str:
    value = row.value(side)
    if value is None:
        return _empty(words)
    told = '<span class="against">/</span>'.join(_one(row, statement, head, words) for statement in value.stated)
    lead = f'<span class="words">{_(words.unquantified)}</span>' if value.unquantified else ""
    odd = "" if value.first.regular else value.first.period
    period = f'<small class="period">{_(odd)}</small>' if odd else ""
    places = len(value.statements)
    more = f"<small>{_(words.places.format(count=places))}</small>" if places > 1 else ""
    return f"{lead}{told}{period}{more}"


def _one(row: Indicator, statement: Statement, head: str, words: FiguresStrings) -> str:
    unit = unit_shown(statement.unit) if statement.figure else ""
    apart = f'<span class="unit">{_(unit)}</span>' if unit and not statement.has_unit else ""
    return f"{FALL if row.falls(statement) else ''}{value_link(row, statement, head, words)}{apart}"


def _empty(words: FiguresStrings) -> str:
    return f'<span class="none">{_(words.not_stated)}</span>'


def _sentences(row: Indicator, shown: Mapping[Side, str], words: FiguresStrings) -> str:
    about = [words.also.format(names="、".join(row.other_names))] if row.other_names else []
    if row.scope and row.scope != row.document.place:
        about.append(words.scope.format(scope=row.scope))
    lines = "".join(f"<li>{_sentence(s, shown[s.side], words)}</li>" for s in row.statements)
    return f"<ul>{lines}</ul>" + "".join(f'<p class="about">{_(line)}</p>' for line in about)


def _sentence(statement: Statement, head: str, words: FiguresStrings) -> str:
    text, span, sentence = statement.document.text, statement.span, statement.sentence
    before, after = text[sentence.start : span.start].lstrip(), text[span.end : sentence.end].rstrip()
    marked = f"{with_gaps(before)}<mark>{with_gaps(text[span.start : span.end])}</mark>{with_gaps(after)}"
    label = f"{words.open_source}：{statement.passage.label}"
    link = source_link(words.open_source, statement.document.id, span.start, span.end, label=label)
    period = head if statement.regular else f"{head} {statement.period}"
    return f'<span class="where">{_(period)} · {_(statement.passage.label)}</span><q>{marked}</q>{link}'


def _short(document: Document) -> str:
    """A report by its place and year, where several are shown."""
    known = document.place and document.report_year
    return f"{document.place} {document.report_year}" if known else document.title or document.name


# --- pieces -------------------------------------------------------------------------------------------------


def _(text: str) -> str:
    return html.escape(text)


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    shown = "".join(f'<option value="{_(value)}">{_(text)}</option>' for value, text in options)
    return f'<label class="{name}"><span>{_(label)}</span><select name="{name}">{shown}</select></label>'


def _button(kind: str, value: str, text: str) -> str:
    return f'<button type="button" data-{kind}="{value}">{_(text)}</button>'
