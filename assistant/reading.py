"""A question as it was read, and the answer that came of it."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.compose.draft import Draft
from assistant.corpus import Corpus
from assistant.examples import suggestions_after
from assistant.rank import Evidence
from assistant.records import Answer
from assistant.retrieve import Retrieved
from assistant.settings import EXTRACTIVE
from assistant.verify import verify
from assistant.write import Written


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it stands alone, what was found for it, and the code's own answer to it.

    ``trace`` tells of the model's help with the reading, empty as a rule.
    """

    standalone: str
    found: Sequence[Retrieved]
    evidence: Evidence
    draft: Draft
    trace: Mapping[str, Any] = field(default_factory=dict)

    @property
    def unsure(self) -> bool:
        """Whether a follow-up may have been read wrongly: the report does not give it, and not for its place alone."""
        return self.draft.status == "not_found" and not self.evidence.question.places


def finished(written: Written, reading: Reading, corpus: Corpus, began: float) -> Answer:
    """What was written, verified, with its suggestions and its trace."""
    draft = written.draft
    answer = replace(
        said(draft, reading),
        mode=written.mode,
        checks=verify(draft.text, draft.citations, draft.computed, corpus.passages),
        notice=written.notice,
        suggestions=suggestions_after(draft, corpus),
        trace={**_trace(draft, reading), **written.trace},
    )
    return replace(answer, seconds=round(time.perf_counter() - began, 4))


def said(draft: Draft, reading: Reading) -> Answer:
    """What a draft says, for a further question to lean on: not verified, and never shown."""
    return Answer(
        question=reading.evidence.question.typed,
        standalone=reading.standalone,
        text=draft.text,
        status=draft.status,
        mode=EXTRACTIVE,
        citations=draft.citations,
        trace=_trace(draft, reading),
    )


def _trace(draft: Draft, reading: Reading) -> Mapping[str, Any]:
    question = reading.evidence.question
    return {
        "intent": question.intent,
        "terms": [list(term.forms) for term in question.terms],
        "years": list(question.years),
        "basis": question.basis,
        "asked": question.asked,
        "subject": draft.subject,
        "items": list(draft.items),
        "passages": [hit.passage.id for hit in reading.found[:8]],
        **reading.trace,
    }
