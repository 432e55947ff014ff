"""An English follow-up -> an English question that stands alone."""

import re
from collections.abc import Sequence

from assistant.lexicon import Lexicon
from assistant.query_terms import terms_of
from vectorstore.records import Document

_WHEN = r"(?:19|20)\d\d|(?:last|this|next) year"
TIME = re.compile(
    rf"^(?:and|but|what about|how about)?\W*(?:in|for)?\s*(?:the year )?(?P<when>{_WHEN})\W*$", re.IGNORECASE
)
_YEAR = re.compile(rf"\b(?:{_WHEN})\b", re.IGNORECASE)
_OWNER = re.compile(r"\b(?:its|their)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:it|they|them|these|those|this|that)\b(?! year)", re.IGNORECASE)
_LEAD = re.compile(r"^(?:and|but|so|ok|okay|then|now|also)\b\W*", re.IGNORECASE)
_OTHER = re.compile(r"^(?:(?:and )?(?:what|how) about|and|or) (?P<thing>[^?]+)\?*$", re.IGNORECASE)
_WHY = re.compile(
    r"^(?:but |and )?(?:why(?: (?:is|was) that| not| so)?|how come|for what reason|what(?:'s| is| was) the reason)\W*$",
    re.IGNORECASE,
)
_BY_HOW_MUCH = re.compile(r"by (?:how much|what (?:percentage|percent|margin))\W*$", re.IGNORECASE)
_NEXT = re.compile(
    r"^(?:and|but|what about|how about)?\W*(?:in |for )?(?:the )?(?:next|following) year\W*$", re.IGNORECASE
)
_PLANNED = re.compile(r"\b(?:plan(?:ned|s)?|targets?|goals?)\b", re.IGNORECASE)
_NO_THING = re.compile(r"(?:reason|target|goal|indicator|planned indicator)s?")
"""Expressions that no question is of by themselves."""

_ASKS = re.compile(r"\b(?:what|how|which|when|why|where|who|is|was|are|were|did|does|do|will)\b", re.IGNORECASE)


def in_english(text: str, last: str, documents: Sequence[Document], lexicon: Lexicon) -> str:
    """And in 2026? is the last question of another year, What about exports? the last question of another thing.

    Why? and What is the target? ask of the last thing. Empty for a question that needs nothing.
    """
    year = _YEAR.search(last)
    if year and year.group().isdigit() and _NEXT.match(text):
        return last.replace(year.group(), str(int(year.group()) + 1))
    match = TIME.match(text)
    if match is not None:
        return last.replace(year.group(), match["when"]) if year else f"{last.rstrip('?？ ')} in {match['when']}?"
    things = _things(last, documents, lexicon)
    if not things:
        return ""
    rest = _LEAD.sub("", text).rstrip("?？. ")
    named = _things(rest, documents, lexicon)
    other = _OTHER.match(text)
    if other and named and not _ASKS.search(other["thing"]):
        return _of_another(last, things, other["thing"].strip())
    if named and not _OWNER.search(rest) and not _PRONOUN.search(rest):
        return ""
    thing = " ".join(things)
    when = f" in {year.group()}" if year and not _YEAR.search(text) else ""
    if _WHY.match(text):
        return f"What is the reason for {thing}{when}?"
    if _BY_HOW_MUCH.match(rest):
        return f"What is the growth of {thing}{when}?"
    if re.match("compare", rest, re.IGNORECASE) and _PRONOUN.search(rest):
        return f"{_PRONOUN.sub(f'{thing} in {year.group()}' if year else thing, rest, count=1)}?"
    if _PLANNED.search(rest):
        return f"{rest if _ASKS.search(rest) else 'What is the target'} of {thing}?"
    if _PRONOUN.search(rest):
        return f"{_PRONOUN.sub(thing, rest, count=1)}{when}?"
    return f"{rest} of {thing}{when}?"


def _things(text: str, documents: Sequence[Document], lexicon: Lexicon) -> list[str]:
    return [t.text for t in terms_of(text, "en", documents, lexicon) if t.core and not _NO_THING.fullmatch(t.text)]


def _of_another(last: str, things: Sequence[str], other: str) -> str:
    """The last question with what it asks of, from the first of its words to the last, put in other words."""
    lowered = last.lower()
    start = lowered.find(things[0].split()[0])
    ending = things[-1].split()[-1]
    end = lowered.rfind(ending) + len(ending)
    return f"{last[:start]}{other}{last[end:]}" if 0 <= start < end else ""
