"""Text as compared: one spelling for what reads the same."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

import opencc

from assistant.records import Language
from vectorstore.records import Span

_KEPT = frozenset("，。？！：；（）“”、")
"""Chinese punctuation, which NFKC would turn into its half-width look-alikes."""

_OUTLINE_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]+(?:[）)]|[、.．]|是)\s*")
NUMERALS = "一二三四五六七八九十"

_UNREAD = re.compile(r"[\s“”\"'‘’「」]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@lru_cache(maxsize=1 << 15)  # every question is held against the same subjects, headings and rows of the reports
def fold(text: str) -> str:
    """``text`` in one width and case, white space and quotation marks left out. Lengths may change."""
    return _UNREAD.sub("", unicodedata.normalize("NFKC", text).lower())


def small_number(said: str) -> int:
    """The number that digits or a Chinese numeral up to ten say (3, 三, 两); 0 for what is none."""
    if said.isdigit():
        return int(said)
    return 2 if said == "两" else NUMERALS.find(said) + 1 if said else 0


def bare_heading(heading: str) -> str:
    """A heading without its number and its closing mark."""
    return _OUTLINE_NUMBER.sub("", heading).strip("。：: ")


def bigrams(text: str) -> Iterator[str]:
    """All pairs of neighbouring characters."""
    return (text[at : at + 2] for at in range(len(text) - 1))


def clauses_of(text: str, within: Span) -> Iterator[Span]:
    """The clauses of a sentence, parted by commas and semicolons, each without its closing mark."""
    start = within.start
    for at in range(within.start, within.end):
        if text[at] in "，；。！？;!?" or (text[at] in ",:：" and not text[at + 1 : at + 2].isdigit()):
            if text[start:at].strip():
                yield Span(start, at)
            start = at + 1
    if text[start : within.end].strip():
        yield Span(start, within.end)


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def normalise(text: str) -> str:
    """Half-width, simplified, without control characters or runs of white space."""
    folded = "".join(char if char in _KEPT else unicodedata.normalize("NFKC", char) for char in text)
    folded = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in folded)
    simplified = _simplifier().convert(folded)
    return re.sub(r"\s+", " ", re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", simplified)).strip()


def language_of(text: str) -> Language:
    """``en`` for a question in Latin letters with hardly a Chinese character."""
    return "zh" if len(_CHINESE.findall(text)) * 4 >= len(re.findall(r"[A-Za-z]+", text)) else "en"
