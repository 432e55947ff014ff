"""Charts of the table of indicators, in HTML: every bar is a link to its sentence, and every number is text.

Each unit has an axis of its own. HTML and not a charting library: its bars in Gradio's plot are pixels that no keyboard
and no screen reader reaches, stay white in the dark, and leave the page when clicked.
"""

import html
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.compose.completion import Tally
from assistant.figures import in_unit
from assistant.indicators.choose import area_of
from assistant.indicators.fulfilment import Fulfilment
from assistant.indicators.records import Indicator, Side, Statement, Value
from assistant.indicators.wording import change_said, said, unit_shown
from assistant.web.figures_html import note, value_link
from assistant.web.links import source_link
from assistant.web.strings.figures import FiguresStrings
from vectorstore.records import Document

Heads = Mapping[Side, str]


@dataclass(frozen=True, slots=True)
class _Bar:
    """One bar: what states it, and its size in its group's unit."""

    statement: Statement
    side: Side
    size: Decimal


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two bars of one indicator and the difference between them in words."""

    row: Indicator
    bars: tuple[_Bar, _Bar]
    difference: str


def pairs(rows: Sequence[Indicator], heads: Heads, words: FiguresStrings) -> str:
    """The result beside the plan, for every indicator that has both in numbers."""
    found = [pair for row in rows if (pair := _pair(row, "actual", "plan"))]
    title = words.pairs_title.format(actual=heads["actual"], plan=heads["plan"])
    if not found:
        return _chart(title, "", note(words.pairs_none))
    return _chart(title, words.pairs_alt.format(count=len(found)), _groups(found, heads, words))


def annex(rows: Sequence[Indicator], words: FiguresStrings) -> str:
    """The targets of the annex by category, those without a number told apart."""
    targets = [(row, value) for row in rows if row.in_table and (value := row.plan or row.actual)]
    targets.sort(key=lambda target: _in_table(target[0]).span.start)
    if not targets:
        return _chart(words.annex_title, "", note(words.annex_none))
    without = sum(value.unquantified for _, value in targets)
    alt = words.annex_alt.format(count=len(targets), numbers=len(targets) - without, words=without)
    categories: dict[str, list[tuple[Indicator, Value]]] = defaultdict(list)
    for row, value in targets:
        categories[_category(row)].append((row, value))
    return _chart(words.annex_title, alt, "".join(_tiles(*category, words) for category in categories.items()))


def fulfilment(told: Fulfilment, document: Document, heads: Heads, words: FiguresStrings) -> str:
    """How last year's plan came out: the report's own count, what was missed, targets beside results."""
    title = words.fulfilment_title.format(year=document.report_year or "")
    if not told.said:
        return _chart(title, "", note(words.fulfilment_none))
    held = [pair for row in told.held if (pair := _pair(row, "target", "actual"))]
    alt = words.fulfilment_alt.format(count=len(held)) if held else ""
    return _chart(
        title, alt, _tally(told, words) + _missed(told, words) + (_groups(held, heads, words) if held else "")
    )


def summary(told: Fulfilment, document: Document, words: FiguresStrings) -> str:
    """The report's own count of targets met in one line; empty if it gives none."""
    if told.tally is None:
        return ""
    title = words.fulfilment_title.format(year=document.report_year or "")
    return f'<p class="tally-said"><b>{html.escape(title)}</b>{_tally_said(told.tally, words)}</p>'


# --- bars ---------------------------------------------------------------------------------------------------


def _pair(row: Indicator, one: Side, two: Side) -> _Pair | None:
    bars = [bar for side in (one, two) if (bar := _bar(row, side))]
    difference = row.change if two == "plan" else row.gap
    return _Pair(row, (bars[0], bars[1]), change_said(difference)) if len(bars) == 2 else None


def _bar(row: Indicator, side: Side) -> _Bar | None:
    figure, value = row.figure(side), row.value(side)
    size = in_unit(figure, row.unit) if figure else None
    if value is None or figure is None or size is None or row.measure == "rank":
        return None
    statement = next(s for s in value.statements if s.figure and s.figure.id == figure.id)
    # A number in words counts what is named (两个“关键小事”) and measures nothing.
    return _Bar(statement, side, size) if any(char.isdigit() for char in statement.printed) else None


def _groups(found: Sequence[_Pair], heads: Heads, words: FiguresStrings) -> str:
    """One part for each unit, those with most bars first."""
    groups: dict[str, list[_Pair]] = defaultdict(list)
    for pair in found:
        groups[_axis(pair.row, words)].append(pair)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    sides = [bar.side for bar in found[0].bars]
    legend = "".join(f'<li class="{side}">{html.escape(heads[side])}</li>' for side in sides)
    return f'<ul class="legend">{legend}</ul>' + "".join(_group(name, group, heads, words) for name, group in ordered)


def _axis(row: Indicator, words: FiguresStrings) -> str:
    """What an axis is of; a rate of growth and the level of a rate are both percentages and yet not comparable."""
    if row.unit in {"%", "％"}:
        return words.growth if row.measure == "change" else words.rate
    return unit_shown(row.unit) or words.ratio


def _group(name: str, group: Sequence[_Pair], heads: Heads, words: FiguresStrings) -> str:
    sizes = [bar.size for pair in group for bar in pair.bars]
    low, high = min(Decimal(0), *sizes), max(Decimal(0), *sizes)
    scale = (high - low) or Decimal(1)
    lines = "".join(
        f'<li><span class="of">{html.escape(pair.row.name)}</span><div class="bars">'
        + "".join(_drawn(pair.row, bar, low, scale, heads, words) for bar in pair.bars)
        + f'</div><span class="change">{html.escape(pair.difference)}</span></li>'
        for pair in group
    )
    return f'<section><h4>{html.escape(name)}</h4><ul class="pairs">{lines}</ul></section>'


def _drawn(row: Indicator, bar: _Bar, low: Decimal, scale: Decimal, heads: Heads, words: FiguresStrings) -> str:
    start = float((min(bar.size, Decimal(0)) - low) / scale)
    length = float(abs(bar.size) / scale)
    place = f"--start:{start:.4f};--length:{length:.4f}"
    label = words.opens.format(name=row.name, side=heads[bar.side], value=said(row, bar.statement))
    span = bar.statement.span
    link = source_link(said(row, bar.statement), bar.statement.document.id, span.start, span.end, label=label)
    return f'<div class="bar {bar.side}" style="{place}">{link}</div>'


# --- tiles and the report's own count -----------------------------------------------------------------------


def _category(row: Indicator) -> str:
    statement = _in_table(row)
    return (statement.passage.row.category if statement.passage.row else "") or area_of(statement)


def _in_table(row: Indicator) -> Statement:
    return next(statement for statement in row.statements if statement.in_table)


def _tiles(category: str, targets: Sequence[tuple[Indicator, Value]], words: FiguresStrings) -> str:
    without = sum(value.unquantified for _, value in targets)
    head = (words.category if without else words.category_in_numbers).format(
        name=category, count=len(targets), words=without
    )
    tiles = "".join(_tile(row, value, words) for row, value in targets)
    return f'<section><h4>{html.escape(head)}</h4><ul class="tiles">{tiles}</ul></section>'


def _tile(row: Indicator, value: Value, words: FiguresStrings) -> str:
    statement = next((s for s in value.statements if s.in_table), value.first)
    unit = unit_shown(statement.unit) if statement.figure else ""
    apart = f" {html.escape(unit)}" if unit and not statement.has_unit else ""
    kind = "vague" if value.unquantified else "counted"
    link = value_link(row, statement, words.sides[statement.side], words)
    return f'<li class="{kind}"><span>{html.escape(row.name)}</span><b>{link}{apart}</b></li>'


def _tally(told: Fulfilment, words: FiguresStrings) -> str:
    if told.tally is None:
        return ""
    met, short = told.tally.met, told.tally.of - told.tally.met
    missed = f'<div class="missed" style="flex:{short}">{short}</div>' if short else ""
    return (
        f'<p class="tally-said">{_tally_said(told.tally, words)}</p><div class="tally" aria-hidden="true">'
        f'<div class="met" style="flex:{met}">{met}</div>{missed}</div>'
    )


def _tally_said(tally: Tally, words: FiguresStrings) -> str:
    source, short = tally.source, tally.of - tally.met
    link = source_link(words.tally.format(met=tally.met, of=tally.of), source.document.id, source.start, source.end)
    return link + (f"<span>{html.escape(words.tally_missed.format(count=short))}</span>" if short else "")


def _missed(told: Fulfilment, words: FiguresStrings) -> str:
    if not told.missed:
        return ""
    lines = "".join(
        f"<li>{source_link(one.text, one.source.document.id, one.source.start, one.source.end)}</li>"
        for one in told.missed
    )
    return f'<h4>{html.escape(words.missed)}</h4><ul class="missed-targets">{lines}</ul>'


def _chart(title: str, alt: str, body: str) -> str:
    told = f'<p class="alt">{html.escape(alt)}</p>' if alt else ""
    return f'<figure class="chart"><figcaption><h3>{html.escape(title)}</h3>{told}</figcaption>{body}</figure>'
