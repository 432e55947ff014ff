"""The About tab: what this is good for, what is running, and how good it was when last measured."""

import html
from collections.abc import Iterable

import gradio as gr

from assistant.about import About, IndexState, about
from assistant.answer import Assistant
from assistant.measured import Measurement, Score
from assistant.settings import EXTRACTIVE
from assistant.web.region import QUIETLY, region
from assistant.web.strings import Strings
from assistant.web.strings.about import AboutStrings


def build(page: gr.Blocks, assistant: Assistant, strings: Strings) -> None:
    """Lay out the tab; it is drawn anew whenever the page is loaded."""

    def drawn() -> str:
        return render(about(assistant), strings.about)

    with gr.Column(elem_classes="sheet", elem_id="about"):
        sheet = region("facts", ())
    page.load(drawn, None, [sheet], **QUIETLY)


def render(found: About, words: AboutStrings) -> str:
    """Draw the tab."""
    return (
        '<div class="columns">'
        f"{_points(words.can, words.can_points)}{_points(words.cannot, words.cannot_points)}</div>"
        f"{_measured(found.measured, words)}{_running(found, words)}"
    )


def _points(title: str, points: Iterable[str]) -> str:
    items = "".join(f"<li>{html.escape(point)}</li>" for point in points)
    return f"<section><h2>{html.escape(title)}</h2><ul>{items}</ul></section>"


def _running(found: About, words: AboutStrings) -> str:
    mode = words.extractive if found.mode == EXTRACTIVE else words.model.format(model=found.mode)
    libraries = " · ".join(f"{name} {number}" for name, number in found.libraries)
    facts = [(words.mode, html.escape(mode)), *_index(found.index, words)]
    facts += [(words.version, html.escape(found.version))] if found.version else []
    facts += [(words.libraries, html.escape(libraries))]
    rows = "".join(f"<dt>{html.escape(name)}</dt><dd>{value}</dd>" for name, value in facts)
    return f"<section><h2>{html.escape(words.running)}</h2><dl>{rows}</dl></section>"


def _index(index: IndexState | str, words: AboutStrings) -> list[tuple[str, str]]:
    if isinstance(index, str):
        return [(words.no_index, html.escape(index))]
    counts = words.document_count.format(
        documents=len(index.documents), passages=f"{index.passages:,}", figures=f"{index.figures:,}"
    )
    titles = "".join(
        f"<li>{html.escape(one.title or one.name)}"
        f" <small>{html.escape(words.characters.format(count=f'{len(one.text):,}'))}</small></li>"
        for one in index.documents
    )
    return [
        (words.documents, f"{html.escape(counts)}<ul>{titles}</ul>"),
        (words.generation, html.escape(index.generation)),
        (words.embedding, html.escape(index.embedding)),
    ]


def _measured(measured: Measurement | None, words: AboutStrings) -> str:
    title = f"<h2>{html.escape(words.measured)}</h2>"
    if measured is None:
        return f"<section>{title}<p>{html.escape(words.not_measured)}</p></section>"
    told = words.measured_on.format(
        date=measured.date, turns=measured.turns, right=measured.right,
        share=_percent(measured.right / measured.turns if measured.turns else 0), commit=measured.commit[:7],
        changed=words.uncommitted if measured.changed else "",
    )  # fmt: skip
    return f"<section>{title}<p>{html.escape(told)}</p>{_scores(measured.scores, words)}</section>"


def _scores(scores: Iterable[Score], words: AboutStrings) -> str:
    ordered = sorted(scores, key=lambda score: score.cleared)
    missed = sum(not score.cleared for score in ordered)
    summary = (words.missed if missed else words.none_missed).format(count=missed, all=len(ordered))
    names = (words.score, words.value, words.bar, words.turns, "")
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
    rows = "".join(_score(score, words) for score in ordered)
    return (
        f'<p>{html.escape(summary)}</p><div class="table" tabindex="0"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _score(score: Score, words: AboutStrings) -> str:
    name = words.scores.get(score.name, score.label)
    sign = "≤" if score.at_most else "≥"
    kind, verdict = ("right", words.cleared) if score.cleared else ("wrong", words.not_cleared)
    return (
        f'<tr><th scope="row">{html.escape(name)}</th><td>{_value(score.value, score, words)}</td>'
        f"<td>{sign} {_value(score.limit, score, words)}</td><td>{score.count}</td>"
        f'<td class="{kind}">{html.escape(verdict)}</td></tr>'
    )


def _value(value: float, score: Score, words: AboutStrings) -> str:
    if score.unit == "share":
        return _percent(value)
    number = f"{value:.3f}".rstrip("0").rstrip(".")
    return html.escape(words.seconds.format(value=number)) if score.unit == "seconds" else number


def _percent(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0") + "%"
