"""The answer with no model server: cited sentences, tables, comparisons, refusals, by intent."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.compose.body import compose_body
from assistant.compose.compare import compose_comparison
from assistant.compose.completion import compose_completion, is_about_completion
from assistant.compose.count import compose_count, counted_rows
from assistant.compose.delivery import compose_delivery
from assistant.compose.draft import Draft
from assistant.compose.english import in_english
from assistant.compose.fact import compose_fact
from assistant.compose.listing import compose_list
from assistant.compose.ordinal import compose_ordinal
from assistant.compose.premise import compose_correction
from assistant.compose.refusal import refuse_place
from assistant.compose.summary import compose_summary
from assistant.compose.talk import compose_talk, says_nothing
from assistant.compose.where import compose_where
from assistant.compose.why import compose_why
from assistant.compose.yesno import compose_yesno
from assistant.rank import Evidence, foreign_places
from assistant.records import Intent

_EITHER_WAY = re.compile(r"[升涨增]还是[降跌减]|增长还是下降|下降还是增长|增加还是减少|多了还是少了")

_COMPOSERS: Mapping[Intent, Callable[[Evidence], Draft]] = {
    "fact": compose_fact,
    "yesno": compose_yesno,
    "list": compose_list,
    "count": compose_count,
    "compare": compose_comparison,
    "why": compose_why,
    "where": compose_where,
    "summary": compose_summary,
}


def compose(evidence: Evidence) -> Draft:
    """The answer in the shape that the question's intent asks for, framed in English for an English question."""
    draft = _composed(evidence)
    return in_english(draft, evidence.lexicon) if evidence.question.language == "en" else draft


def _composed(evidence: Evidence) -> Draft:
    intent = evidence.question.intent
    delivery = compose_delivery(evidence)
    if delivery is not None:
        return delivery
    if intent not in _COMPOSERS or says_nothing(evidence.question):
        return compose_talk(evidence.question, evidence.documents)
    rows = counted_rows(evidence) if intent in {"count", "list"} and "“" in evidence.question.text else None
    if rows is not None:
        return rows
    if intent != "where" and is_about_completion(evidence.question):
        completion = compose_completion(evidence)
        if completion is not None:
            return completion
    nth = compose_ordinal(evidence) if intent != "where" else None
    if nth is not None:
        return nth
    correction = compose_correction(evidence)
    if correction is not None:
        return correction
    places = foreign_places(evidence)
    if places:
        return refuse_place(evidence, places)
    responsible = compose_body(evidence)
    if responsible is not None:
        return responsible
    if intent == "compare" and len(evidence.question.years) < 2 and _EITHER_WAY.search(evidence.question.text):
        return compose_fact(
            evidence.about(
                replace(evidence.question, asked="change", wants_number=True, basis=evidence.question.basis or "actual")
            )
        )
    if intent == "fact" and len(evidence.question.years) > 1:
        return compose_comparison(evidence)
    return _COMPOSERS[intent](evidence)
