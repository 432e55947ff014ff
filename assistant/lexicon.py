"""What everyday words, abbreviations and English terms are called in plan reports: data, with reasons.

The rows live in ``assistant/lexicon/*.tsv``; they hold for any plan report, never for one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

OFFICIAL = 4
"""Characters that an official wording has at least; shorter ones are everyday words too."""


@dataclass(frozen=True)  # no slots: what is derived is kept
class Lexicon:
    """Wordings by what people type.

    ``places`` maps a place's name to its level (province, city, district ...);
    each of ``rivals`` lists words for things of one kind that exclude each other (收入, 支出);
    ``stop_words`` say nothing of a question's subject, ``weak_words`` are nouns that an answer may lack.
    """

    synonyms: Mapping[str, tuple[str, ...]]
    english: Mapping[str, tuple[str, ...]]
    english_units: Mapping[str, tuple[str, str]]
    places: Mapping[str, str]
    rivals: tuple[tuple[str, ...], ...]
    stop_words: frozenset[str]
    weak_words: frozenset[str]
    english_stop_words: frozenset[str]

    @cached_property
    def official(self) -> frozenset[str]:
        """The longer wordings that reports use: who types one of them means just that."""
        return frozenset(form for forms in self.synonyms.values() for form in forms if len(form) >= OFFICIAL)

    def expand(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        """Every known expression in a Chinese text with its other wordings, longest first, none overlapping."""
        lowered = text.lower()
        return [(text[start:end], self.synonyms[lowered[start:end]]) for start, end in matches(lowered, self.synonyms)]


def matches(text: str, known: Mapping[str, object]) -> list[tuple[int, int]]:
    """Where ``text`` holds a key of ``known``, leftmost longest, none overlapping."""
    longest = max(map(len, known), default=0)
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        for size in range(min(longest, len(text) - at), 0, -1):
            if text[at : at + size] in known:
                spans.append((at, at + size))
                at += size
                break
        else:
            at += 1
    return spans


@dataclass(frozen=True, slots=True)
class Area:
    """An area that plan reports speak of (养老).

    ``names`` are what it is called, the shown one first; a single word of ``words`` tells of it, or two of ``hints``.
    The area without names lists expressions that tell of none.
    """

    names: tuple[str, ...]
    words: tuple[str, ...]
    hints: tuple[str, ...]


@cache
def load_areas() -> tuple[Area, ...]:
    """The areas as shipped."""
    return tuple(Area(*(_alternatives(cell) for cell in row[:3])) for row in _rows("areas.tsv"))


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(form for form in cell.split("|") if form)


@cache
def load_lexicon() -> Lexicon:
    """The lexicon as shipped."""
    synonyms: dict[str, tuple[str, ...]] = {}
    for name, official in [(row[0], row[1]) for row in _rows("synonyms.tsv")] + [
        (row[0], row[1]) for row in _rows("abbreviations.tsv")
    ]:
        others = tuple(form for form in official.split("|") if form)
        synonyms[name.lower()] = synonyms.get(name.lower(), ()) + others
    return Lexicon(
        synonyms=synonyms,
        english={row[0].lower(): tuple(row[1].split("|")) for row in _rows("english.tsv")},
        english_units={row[0]: (row[1], row[2]) for row in _rows("units_english.tsv")},
        places={row[0]: row[1] for row in _rows("places.tsv")},
        rivals=tuple(tuple(row[0].split("|")) for row in _rows("rivals.tsv")),
        stop_words=_words("stop_words.txt"),
        weak_words=_words("weak_words.txt"),
        english_stop_words=_words("stop_words_english.txt"),
    )


def _rows(name: str) -> Iterator[list[str]]:
    """The data rows of one table: comments and the header line left out, short rows padded."""
    header = True
    for line in (files("assistant") / "lexicon" / name).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if header:
            header = False
            continue
        yield ([*line.split("\t"), "", "", ""])[:4]


def _words(name: str) -> frozenset[str]:
    """The words of a plain list, comments left out."""
    lines = (files("assistant") / "lexicon" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
