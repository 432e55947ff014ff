"""The numbers of a text. The evals check how the engine reads numbers, so they read them on their own."""

import re
from collections.abc import Iterator
from decimal import Decimal

Number = tuple[Decimal, str]
"""A value in full (1万 is 10000) and whether it is a percentage (``%``), percentage points (``pp``) or neither."""

MARKERS = re.compile(r"\[\d+\](?:[\s、,，]*\[\d+\])*")
"""Citation markers that stand together."""

_VALUE = r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_POINTS = r"个?百分点|percentage points?"
_SCALE = rf"{_POINTS}|%|percent|万亿|亿|万|trillion|billion|million"
_NUMBER = re.compile(rf"{_VALUE}\s*(?P<scale>{_SCALE})?", re.IGNORECASE)
_UNIT_APART = re.compile(rf"(?<![\d\s左右])\s*(?P<scale>{_SCALE})")
_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.,%个万亿])(?=[年至到和与及实计]|[^一-鿿]|$)")
_NUMBERING = re.compile(r"(?m)^\s*\d{1,2}(?:[.、)）](?!\d)|\s*\|)")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９％．，", "0123456789%.,")
_CHINESE = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def numbers(text: str) -> Iterator[tuple[Number, int]]:
    """Yield the numbers of an answer with their places; years, list numbering and markers are left out."""
    blank = text.translate(_FULL_WIDTH)
    for pattern in (MARKERS, _NUMBERING, _YEAR):
        blank = pattern.sub(lambda match: " " * len(match.group()), blank)
    for match in _NUMBER.finditer(blank):
        yield _scaled(match["value"], match["scale"] or ""), match.start()


def quoted_numbers(quote: str) -> set[Number]:
    """Return all that a quote gives as a number, in digits or as a single Chinese numeral.

    In a table row the unit stands apart from the values, so a bare value counts with any unit printed on its own.
    """
    plain = quote.translate(_FULL_WIDTH)
    units = {match["scale"] for match in _UNIT_APART.finditer(plain)}
    found = {(Decimal(value), "") for character, value in _CHINESE.items() if character in quote}
    for match in _NUMBER.finditer(plain):
        scales = {match["scale"]} if match["scale"] else {"", *units}
        found |= {_scaled(match["value"], scale) for scale in scales}
    return found


def _scaled(value: str, scale: str) -> Number:
    scale = scale.lower()
    kind = "pp" if "点" in scale or "point" in scale else "%" if scale in ("%", "percent") else ""
    return Decimal(value.replace(",", "")) * _SCALES.get(scale, 1), kind
