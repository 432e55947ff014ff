"""When two texts say the same characters: folding, and containment that knows where a number ends."""

import re
import unicodedata
from collections.abc import Iterable

_MARKER = re.compile(r"\[\d+\]")
_CIRCLED = re.compile(r"([①-⓿])")
_EMPHASIS = re.compile(r"\*\*")
# White space goes, except between two digits, where it tells two numbers apart.
_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def fold(text: str) -> str:
    """Return ``text`` after NFKC and case folding, without white space and thousands commas."""
    # NFKC turns ① into 1, which must not join the number that follows it.
    folded = unicodedata.normalize("NFKC", _CIRCLED.sub(r"\1 ", text)).casefold()
    return _THOUSANDS.sub("", _SPACE.sub("", folded))


def fold_answer(text: str) -> str:
    """Fold the text of an answer: citation markers and bold signs are not part of what it says."""
    return fold(_EMPHASIS.sub("", _MARKER.sub(" ", text)))


def holds(folded: str, wanted: str) -> bool:
    """Tell whether ``wanted`` occurs in a folded text, and not as a part of a longer number.

    ``5%`` does not occur in ``4.5%``, nor ``60个`` in ``8060个``, nor ``5.2`` in ``5.25%``.
    """
    needle = fold(wanted)
    before = r"(?<!\d)(?<!\d\.)" if needle[:1].isdigit() else ""
    after = r"(?!\d)(?!\.\d)" if needle[-1:].isdigit() else ""
    return bool(needle) and re.search(before + re.escape(needle) + after, folded) is not None


def holds_any(folded: str, alternatives: Iterable[str]) -> bool:
    """Tell whether one of several ways to put the same thing occurs in a folded text."""
    return any(holds(folded, wanted) for wanted in alternatives)


def occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    """List the half-open spans at which ``quote`` stands in ``text``, in code points, overlapping ones included."""
    spans = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        spans.append((start, start + len(quote)))
        start = text.find(quote, start + 1)
    return spans
