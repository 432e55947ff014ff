"""The enumeration marks of Chinese official prose: 第一章, 一、, （一）, 1., （1）, 一是, ——, and Markdown's #."""

import re
from dataclasses import dataclass
from typing import Literal

Family = Literal["chapter", "chapter_section", "comma", "bracket", "dot", "digit_bracket", "item", "dash", "none"]

RANKS: tuple[Family, ...] = ("chapter", "chapter_section", "comma", "bracket", "dot", "digit_bracket")
"""From the outermost to the innermost, as GB/T 9704-2012 (7.3.3) orders 一、 （一） 1. （1）; 章 and 节 stand above."""

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_PATTERNS: tuple[tuple[Family, re.Pattern[str]], ...] = (
    ("chapter", re.compile(rf"第({_NUMERAL}|\d{{1,2}})(?:部分|章|篇)[\s、：:]*")),
    ("chapter_section", re.compile(rf"第({_NUMERAL}|\d{{1,2}})节[\s、：:]*")),
    ("comma", re.compile(rf"({_NUMERAL})、(?!{_NUMERAL}、)\s*")),
    ("bracket", re.compile(rf"[（(]({_NUMERAL})[）)]\s*")),
    ("dot", re.compile(r"(\d{1,2})[.．、](?!\d)\s*")),
    ("digit_bracket", re.compile(r"[（(](\d{1,2})[）)]\s*")),
    ("item", re.compile(rf"({_NUMERAL})(?:是|要)(?!否)|第({_NUMERAL})[，,：:]")),
    ("dash", re.compile(r"[—–－―]{1,2}|--")),
)
_HASHES = re.compile(r"(#{1,6})\s+")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Marker:
    """The mark that opens a paragraph: its family, its number (0 if none), its length, and Markdown's depth."""

    family: Family
    number: int
    length: int
    hashes: int = 0
    lead: int = 0
    """Characters of the Markdown mark before the printed heading."""


def read_marker(text: str) -> Marker:
    """The mark at the start of ``text``, which begins with its first visible character."""
    hashes = _HASHES.match(text)
    lead = hashes.end() if hashes else 0
    depth = len(hashes.group(1)) if hashes else 0
    for family, pattern in _PATTERNS:
        match = pattern.match(text, lead)
        if match:
            numeral = next((group for group in match.groups() if group), "")
            return Marker(family, number_of(numeral), match.end() - lead, depth, lead)
    return Marker("none", 0, 0, depth, lead)


def number_of(numeral: str) -> int:
    """The value of a Chinese or Arabic numeral below one thousand; 0 for an empty one."""
    if not numeral or numeral.isdigit():
        return int(numeral or 0)
    total = 0
    digit = 0
    for character in numeral:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def numeral_of(number: int) -> str:
    """1 to 99 as a Chinese numeral."""
    tens, units = divmod(number, 10)
    names = "零一二三四五六七八九"
    head = "" if tens == 0 else ("十" if tens == 1 else names[tens] + "十")
    return head + (names[units] if units or not tens else "")
