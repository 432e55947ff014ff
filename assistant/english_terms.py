"""What an English question is about: its expressions that the glossary knows, with their Chinese wordings."""

import re

from assistant.lexicon import Lexicon
from assistant.records import Term

_AUXILIARY = frozenset({"is", "are", "was", "were", "be", "been", "being", "must", "should"})
"""English words that may stand inside an expression: grain must be produced."""


_COUNTED = re.compile(r"\bhow many (?:new |more |different |other |of the )*(?P<thing>[a-z-]+)", re.IGNORECASE)
_COUNTED_OF_ANY = re.compile(
    r"people|persons?|residents?|compan\w+|firms?|enterprises?|business\w*|households?|famil\w+|projects?|items?|places?|sites?|units?|"
    r"kilomet\w+|km|tonn?e?s|square|days?|percent\w*|yuan|hectares?|mu|times|visits?|cases?|things?|million|billion|points?|"
    r"pieces?|sets?|measures?|tasks?|areas?|aspects?|sections?|parts?|of|are|were|is|was|in|did|does|do|has|have|will"
)
"""What reports count of many things: it tells a unit, and no thing."""


def _counted_in_english(text: str) -> str:
    """The thing that an English question wants counted, empty where it is only a unit.

    If the glossary does not know it, a figure of what stands beside it in the question is not the figure asked for.
    """
    match = _COUNTED.search(text)
    thing = match["thing"].lower() if match else ""
    return "" if _COUNTED_OF_ANY.fullmatch(thing) else thing


def english_terms(text: str, lexicon: Lexicon) -> tuple[Term, ...]:
    """English phrases that the glossary knows, with their Chinese wordings; other words stand for themselves."""
    words = [word for part in text.split() if (word := part.strip(".,?!:;'\"()").lower()) not in _AUXILIARY]
    terms: list[Term] = []
    at = 0
    counted = _counted_in_english(text)
    while at < len(words):
        if words[at] in lexicon.english_stop_words:
            at += 1
            continue
        for size in range(min(7, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            forms = (phrase, phrase.removesuffix("s"), f"{phrase}s", re.sub("ies$", "y", phrase))
            chinese = next((said for form in forms if (said := lexicon.english.get(form))), None)
            if chinese:
                terms.append(Term(phrase, tuple(chinese), core=True))
                at += size
                break
        else:
            word = words[at]
            if word and word not in lexicon.english_stop_words and not re.fullmatch(r"[\d.,%]+", word):
                asked = word == counted
                terms.append(Term(word, (word,), core=asked, head=asked, name=asked))
            at += 1
    return tuple(dict.fromkeys(terms))
