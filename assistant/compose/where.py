"""Where in the report something stands: the section path, and the sentence itself."""

import re

from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.phrase import trimmed
from assistant.compose.refusal import refuse_subject
from assistant.compose.state import row_statement
from assistant.evidence import Support
from assistant.rank import Evidence


def compose_where(evidence: Evidence) -> Draft:
    """The heading path of the sentence that says it; a sentence that also holds the question's number comes first."""
    sentences = evidence.sentences
    numbered = [s for s in sentences[:20] if _holds_numbers(s, evidence)]
    best = (numbered or sentences)[:1]
    if not best or not evidence.accepts(best[0]):
        return refuse_subject(evidence, sentences)
    path = " › ".join(trimmed(heading) for heading in best[0].sentence.passage.section)
    row = best[0].sentence.passage.row
    quote = row_statement(row).rstrip("。") if row is not None else trimmed(best[0].sentence.text)
    shown = quote if len(quote) <= WIDE else _cut(quote)
    text = f"在{escaped(best[0].sentence.passage.label)}（{escaped(path)}）：“{escaped(shown)}”{{}}"
    return assemble([Line(text, (Source.of(best[0].sentence),))], subject=evidence.question.text)


WIDE = 60
"""Characters of the sentence that are shown; a longer one is cut at a clause's end, never inside a figure."""


def _cut(text: str) -> str:
    ends = [mark.start() for mark in re.finditer(r"[，；、]", text) if mark.start() <= WIDE]
    return text[: ends[-1]] + "……" if ends else text[:WIDE] + "……"


def _holds_numbers(support: Support, evidence: Evidence) -> bool:
    figures = evidence.corpus.figures_in(support.sentence)
    return bool(evidence.question.numbers) and all(
        any(figure.value == quantity.value for figure in figures) for quantity in evidence.question.numbers
    )
