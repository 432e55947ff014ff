"""What a brief is about: an area that reports speak of, or whatever a deputy types."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.corpus import Corpus
from assistant.lexicon import Area, Lexicon, load_areas, matches
from assistant.query_terms import terms_of
from assistant.records import Term
from assistant.text import bare_heading, fold, normalise
from vectorstore.records import Document, Heading

OFFERED = 24
"""Topics that are offered for a report; more is no choice."""

OFTEN = 5
"""Sentences on an area that make it a topic of a report without headings."""

SPOKEN_OF = 0.7
"""The weighted share of a typed topic's words that a sentence must hold."""

RUN_THROUGH = 4
"""A clause that names more areas only lists them."""

_FRAME = re.compile(r"(?:方面|工作|领域|事业|建设|问题|情况|专题|话题|主题|议题|相关|有关|的)+$|^(?:关于|有关)")
_RESPONSIBLE = re.compile(r"[（(](?:牵头|责任|配合|主办|承办)(?:单位|部门)[^（）()]*[）)]")
"""Who does it says nothing of what it is about (牵头单位：市卫生健康委)."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, ready to be held against headings and sentences.

    One of the areas of reports (``area``), or else the ``terms`` of what was typed with their weights.
    """

    name: str
    area: str = ""
    terms: tuple[tuple[Term, float], ...] = ()

    def owns(self, section: Sequence[str]) -> bool:
        """Whether a heading path is of this topic: its deepest telling heading names it and no other area."""
        if not self.area:
            return any(self._is_heading(heading) for heading in section[1:])
        told = next((areas for heading in reversed(section) if (areas := named_areas(heading))), frozenset())
        return told == {self.area}

    def speaks(self, text: str) -> bool:
        """Whether a text is about the topic."""
        text = _RESPONSIBLE.sub("", text)
        if self.area:
            return self.area in areas_of(text)
        folded = fold(text)
        total = sum(weight for _, weight in self.terms) or 1.0
        met = sum(weight for term, weight in self.terms if any(fold(form) in folded for form in term.forms))
        return bool(self.terms) and met / total >= SPOKEN_OF

    def mentions(self, text: str) -> bool:
        """Whether a text names the topic, be it as one of many: an admitted problem of many areas is one of each."""
        return self.speaks(text) or (bool(self.area) and self.area in named_areas(text))

    def _is_heading(self, heading: str) -> bool:
        return fold(self.name) in {fold(heading), fold(bare_heading(heading))} or (
            len(self.name) >= 4 and fold(self.name) in fold(heading)
        )


def topic_of(typed: str, document: Document, corpus: Corpus, lexicon: Lexicon) -> Topic:
    """Read what was typed: the name of an area as that area, anything else by its words."""
    text = normalise(typed)
    while text != (shorter := _FRAME.sub("", text)) and shorter:
        text = shorter
    for area in load_areas():
        if fold(text) in {fold(name) for name in area.names}:
            return Topic(area.names[0] if len(text) > len(area.names[0]) else text, area.names[0])
    terms = [term for term in terms_of(text, "zh", (document,), lexicon) if term.core] or [
        Term(text, (text,), core=True)
    ]
    return Topic(text, terms=tuple((term, corpus.rarity(term.text)) for term in terms))


def topics_in(document: Document, corpus: Corpus) -> tuple[str, ...]:
    """The areas that a report's own headings name, in their order; of a report without any those it speaks of most."""
    headings = [heading for heading in document.outline if heading.kind in {"section", "topic"}]
    named = Counter(name for heading in headings for name in sorted(_few(heading)))
    if len(named) < OFTEN:
        named.update(_spoken_of(document, corpus))
    best = {name for name, _ in named.most_common(OFFERED)}
    return tuple(name for name in named if name in best)


def headings_in(document: Document) -> tuple[str, ...]:
    """The headings of a report that a topic can be chosen from."""
    return tuple(
        dict.fromkeys(bare_heading(h.title) for h in document.outline if h.kind == "topic" and len(h.title) <= 40)
    )


def _few(heading: Heading) -> frozenset[str]:
    """The areas of a heading that does not run through many."""
    named = named_areas(heading.title)
    return named if len(named) <= 2 else frozenset()


def _spoken_of(document: Document, corpus: Corpus) -> dict[str, int]:
    sentences = corpus.sentences(corpus.by_document.get(document.id, ()))
    counts = Counter(area for sentence in sentences for area in sorted(areas_of(sentence.text)))
    return {area: count for area, count in counts.items() if count >= OFTEN}


def named_areas(text: str) -> frozenset[str]:
    """The areas whose own words a text holds."""
    return frozenset(area.names[0] for area, word in _told(text) if word in _folded(area.words))


def areas_of(text: str) -> frozenset[str]:
    """The areas that a text is about: a clause of it holds a word of them, or all of it two different hints.

    A clause that runs through many areas (在医疗、教育、金融、文化、能源等领域) is about none.
    """
    hints: dict[str, set[str]] = {}
    for area, word in _told(text):
        if word not in _folded(area.words):
            hints.setdefault(area.names[0], set()).add(word)
    clauses = [named_areas(clause) for clause in re.split(r"[，；。,;]", text)]
    told = frozenset[str]().union(*(areas for areas in clauses if len(areas) <= RUN_THROUGH))
    return told | {name for name, words in hints.items() if len(words) > 1}


def _told(text: str) -> list[tuple[Area, str]]:
    folded, known = fold(text), _areas_by_word()
    return [(area, folded[start:end]) for start, end in matches(folded, known) for area in known[folded[start:end]]]


@cache
def _areas_by_word() -> dict[str, tuple[Area, ...]]:
    found: dict[str, tuple[Area, ...]] = {}
    for area in load_areas():
        for word in (*area.words, *area.hints):
            found[fold(word)] = found.get(fold(word), ()) + ((area,) if area.names else ())
    return found


@cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))
