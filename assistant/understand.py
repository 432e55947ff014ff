"""A question in everyday language -> a Question: what is asked, of what, for when and where."""

import re
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

_ENGLISH_PARTS = tuple(
    (re.compile(rf"\b(?:{english})\b", re.IGNORECASE), chinese)
    for english, chinese in {
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
        "(?:main|central|core) urban (?:area|district)s?": "主城区",
        r"(?:did|has|have|was|were) .*(?:meet|met|achieved?|reach(?:ed)?|hit) .*(?:targets?|goals?)": "目标完成了吗",
        r"(?:has|have|was|were|is|are) .*(?:targets?|goals?) .*(?:met|achieved|reached|hit)": "目标完成了吗",
    }.items()
)
"""What an English question says that is read in Chinese: a time, a part of the area, whether a target was met."""


def _with_chinese_parts(text: str, language: Language) -> str:
    """An English question with such parts said in Chinese as well, as the reports say them."""
    parts = [chinese for english, chinese in _ENGLISH_PARTS if language == "en" and english.search(text)]
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
        scopes=scopes_asked(told, documents),
        asked=measure_asked(text, unit),
        unit=unit,
        wants_number=wants_number(text, language),
        numbers=asserted(text),
        direction=direction_of(text),
    )
