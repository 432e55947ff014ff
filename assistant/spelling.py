"""Typing slips put right: homophones (养老助参点) and stray pinyin (托wei) that sound like the report's own words."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, product

from pypinyin import Style, pinyin

from assistant.words import is_word, split_words

_UNIT = re.compile(r"[\u4e00-\u9fff]|[a-z]{1,6}")
_LATIN = re.compile(r"[a-z]{2,}(?: [a-z]+)*", re.IGNORECASE)
_ASKED = (
    "多少",
    "什么",
    "哪些",
    "哪个",
    "怎么",
    "为什么",
    "几个",
    "今年",
    "去年",
    "计划",
    "目标",
    "增长",
    "下降",
    "多少家",
    "多少个",
    "多少亿",
    "有",
)
"""What questions are asked with, which a report may not hold."""

_ALONE = {
    "nian": "年",
    "le": "了",
    "jia": "家",
    "ge": "个",
    "you": "有",
    "de": "的",
    "yi": "亿",
    "shi": "是",
    "zai": "在",
}
"""Single syllables that a question in pinyin has between its words."""
_RUN = re.compile(r"[\u4e00-\u9fff]+")
_FUNCTION = frozenset(
    "的了是在和与及有就都也还又我你他她它这那哪几多个里中上下到为给把被让对从向以用吗呢吧啊呀没未不只各提值说查过人要由"
)

_MISREAD = {"券": ("juan",), "粘": ("nian",), "械": ("jie",), "酵": ("xiao",), "绽": ("ding",), "氛": ("fen",)}
"""How characters are commonly read, and then typed, though no dictionary has it: 债卷 for 债券."""

LONGEST = 5
"""Syllables of the longest expression that is put right at once."""


@cache
def sounds(char: str) -> tuple[str, ...]:
    """The readings of one character without tone; Latin letters sound as typed."""
    if not "\u4e00" <= char <= "\u9fff":
        return (char.lower(),)
    read = pinyin(char, style=Style.NORMAL, heteronym=True)[0][:3]
    return tuple(dict.fromkeys([*read, *_MISREAD.get(char, ())]))


def readings(units: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """All readings of an expression; most have one."""
    return product(*(sounds(unit) for unit in units))


def _as_read(units: Sequence[str]) -> tuple[str, ...]:
    """The reading of an expression as it is typed: a rare reading of one character (台 as yi) makes no slip."""
    return tuple(syllable[0].lower() for syllable in pinyin(list(units), style=Style.NORMAL))


class Speller:
    """The expressions of some texts, whole words and runs of them, by their sound."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._text = "\n".join((*texts, *_ASKED))
        self._by_sound = self._index()

    def _index(self) -> Mapping[tuple[str, ...], str]:
        counts: Counter[str] = Counter()
        for run in _RUN.findall(self._text):
            words = [word.text for word in split_words(run)]
            for at in range(len(words)):
                for size in range(1, LONGEST + 1):
                    expression = "".join(words[at : at + size])
                    if 2 <= len(expression) <= LONGEST:
                        counts[expression] += 1
        index: dict[tuple[str, ...], str] = {}
        for expression, _ in counts.most_common():
            for reading in readings(expression):
                index.setdefault(reading, expression)
        return index

    def correct(self, text: str) -> str:
        """``text`` with the expressions that occur nowhere, but sound like one that does, put right."""
        text = _LATIN.sub(lambda match: self._from_pinyin(match.group()), text)
        loose, edges = self._loose(text), {0, *(word.end for word in split_words(text))}
        units = [match.span() for match in _UNIT.finditer(text.lower())]
        at, pieces, done = 0, [], 0
        while at < len(units):
            size, found = self._at(text, units, at, loose, edges)
            if size:
                start, end = units[at][0], units[at + size - 1][1]
                pieces += [text[done:start], found]
                done = end
                at += size
            else:
                at += 1
        return "".join([*pieces, text[done:]])

    def _from_pinyin(self, latin: str) -> str:
        """Words typed in pinyin as the report's words; Latin text that is no pinyin, or no word of the report, stays.

        The longest expressions are tried first (quanguo wenming chengqu), each syllable run being cut in every way.
        """
        syllables = _syllables(latin.lower().replace(" ", ""), frozenset(s for key in self._by_sound for s in key))
        if len(syllables) < 2:
            return latin
        words: list[str] = []
        at = 0
        while at < len(syllables):
            if syllables[at : at + 1] and syllables[at] in _ALONE and syllables[at : at + 2] not in self._by_sound:
                words.append(_ALONE[syllables[at]])
                at += 1
                continue
            size = next(
                (
                    n
                    for n in range(min(LONGEST, len(syllables) - at), 1, -1)
                    if syllables[at : at + n] in self._by_sound
                ),
                0,
            )
            if not size:
                return latin
            words.append(self._by_sound[syllables[at : at + size]])
            at += size
        return "".join(words)

    def _at(
        self, text: str, units: Sequence[tuple[int, int]], at: int, loose: Collection[int], edges: Collection[int]
    ) -> tuple[int, str]:
        """The longest slip that begins at a unit: how many units it takes and what it should read."""
        for size in range(min(LONGEST, len(units) - at), 1, -1):
            window = units[at : at + size]
            if any(left[1] != right[0] for left, right in pairwise(window)):
                continue
            if window[0][0] not in edges or window[-1][1] not in edges:
                continue
            typed = [text[a:b] for a, b in window]
            found = self._by_sound.get(_as_read(typed), "")
            if not found or "".join(typed) in self._text:
                continue
            wrong = [w for w, unit, char in zip(window, typed, found, strict=True) if unit != char]
            if (
                0 < len(wrong) < size
                and len([a for a, b in wrong if b - a == 1 and not text[a].isascii()]) <= 1
                and all(a in loose and self._strange(text, a, b) for a, b in wrong)
            ):
                return size, found
        return 0, ""

    def _strange(self, text: str, start: int, end: int) -> bool:
        """Whether the report never puts these letters beside their neighbours."""
        left, right = text[max(0, start - 1) : end], text[start : end + 1]
        return left not in self._text and (right not in self._text or end == len(text))

    def _loose(self, text: str) -> set[int]:
        """Where a slip can be: in single characters, pinyin, and short words that the report does not have."""
        slips: set[int] = set()
        for word in split_words(text):
            if word.text in _FUNCTION:
                continue
            if (
                len(word.text) == 1
                or re.fullmatch(r"[a-zA-Z]+", word.text)
                or (len(word.text) <= 3 and not is_word(word.text))
            ):
                slips.update(at for at in range(word.start, word.end) if text[at] not in _FUNCTION)
        return slips


def _syllables(latin: str, known: frozenset[str]) -> tuple[str, ...]:
    """``latin`` cut into known syllables, longest first with going back; empty if it cannot be."""
    if not latin:
        return ()
    for size in range(min(6, len(latin)), 0, -1):
        if latin[:size] in known:
            rest = _syllables(latin[size:], known)
            if rest or size == len(latin):
                return (latin[:size], *rest)
    return ()
