"""A question in everyday language -> a Question: what is asked, of what, for when and where."""

from collections.abc import Sequence

from assistant.asking import asserted, direction_of, measure_asked, unit_asked, wants_number, with_things_apart
from assistant.intents import intent_of, without_orders
from assistant.lexicon import Lexicon
from assistant.places import places_of, scopes_asked
from assistant.query_terms import terms_of
from assistant.records import Language, Question
from assistant.text import language_of, normalise
from assistant.timing import when
from vectorstore.records import Document

_ENGLISH_PARTS = {
    "first quarter": "一季度",
    "second quarter": "二季度",
    "third quarter": "三季度",
    "fourth quarter": "四季度",
    "first three quarters": "前三季度",
    "first half": "上半年",
    "second half": "下半年",
    "last year": "去年",
    "this year": "今年",
    "next year": "明年",
}


def _with_chinese_parts(text: str, language: Language) -> str:
    """An English question with its part of a year said in Chinese as well, as the reports say it."""
    lowered = text.lower()
    parts = [chinese for english, chinese in _ENGLISH_PARTS.items() if language == "en" and english in lowered]
    return " ".join([text, *parts])


def understand(typed: str, standalone: str, documents: Sequence[Document], lexicon: Lexicon) -> Question:
    """Read a stand-alone question against the documents that it may be about."""
    whole = normalise(standalone)
    text = with_things_apart(without_orders(whole))
    language = language_of(text)
    told = _with_chinese_parts(text or whole, language)
    years, basis = when(told, documents[0] if documents else None)
    unit = unit_asked(text)
    return Question(
        typed=typed,
        text=told,
        language=language,
        intent=intent_of(whole, text),
        terms=terms_of(text, language, documents, lexicon),
        years=years,
        basis=basis,
        places=places_of(text, documents, lexicon),
        scopes=scopes_asked(text, documents),
        asked=measure_asked(text, unit),
        unit=unit,
        wants_number=wants_number(text, language),
        numbers=asserted(text),
        direction=direction_of(text),
    )
