"""A second reading of a follow-up, for when the report does not answer the first."""

import re
from collections.abc import Sequence

from assistant.asking import unit_asked
from assistant.follow_up import asked_of_reports, stand_alone
from assistant.lexicon import Lexicon
from assistant.places import scopes_of
from assistant.query_terms import skeleton
from assistant.records import Answer
from vectorstore.records import Document

_REASON = re.compile(r"为什么|为何|为啥|原因|\bwhy\b|\breason\b", re.IGNORECASE)


def wider(typed: str, whole: str, history: Sequence[Answer], documents: Sequence[Document], lexicon: Lexicon) -> str:
    """The follow-up as it reads after the question that the last ones went on about, if that is another reading.

    For one that the report does not answer as a follow-up of the last: 2026年计划多少 after 其中老城片区的呢 may ask
    for all of it again. Empty where there is none.
    """
    if whole == typed or _REASON.search(typed):
        return ""
    asked = [answer for answer in history if asked_of_reports(answer)]
    at = len(asked) - 1
    while at > 0 and _goes_on(asked[at], asked[at - 1], typed):
        at -= 1
    if at == len(asked) - 1:
        return ""
    other = stand_alone(typed, asked[: at + 1], documents, lexicon)
    return other if other not in (typed, whole) else ""


def _goes_on(answer: Answer, before: Answer, typed: str) -> bool:
    """Whether a question asked more of the thing of the one before it, and not of another thing beside it.

    Both answers rest on one sentence. A unit in the follow-up tells the two apart by itself.
    """
    places = {(citation.document_id, citation.start) for citation in before.citations}
    if not any((citation.document_id, citation.start) in places for citation in answer.citations):
        return False
    part = "其中" in str(answer.trace.get("subject", "")) or bool(scopes_of(answer.standalone))
    same = answer.standalone == answer.question or skeleton(before.standalone) in answer.standalone
    return part or same or bool(unit_asked(typed))
