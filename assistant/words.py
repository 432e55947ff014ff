"""Words and their parts of speech; the only module that knows the segmenter."""

from dataclasses import dataclass

import rjieba


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its part of speech in jieba's tag set (n, v, ns, m, q ...) and its offset."""

    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        """The offset just behind the word."""
        return self.start + len(self.text)


def is_word(text: str) -> bool:
    """Whether the dictionary has ``text`` as one word."""
    return len(rjieba.cut(text, False)) == 1


def kind_and_thing(text: str) -> tuple[str, str] | None:
    """The noun that a compound begins with and the rest of it (臭氧, 浓度); ``None`` where it begins with none."""
    inner = (part for part in rjieba.cut_for_search(text, False) if 1 < len(part) < len(text) and text.startswith(part))
    kind = max((part for part in inner if rjieba.tag(part)[0][1].startswith("n")), key=len, default="")
    return (kind, text.removeprefix(kind)) if kind else None


def split_words(text: str) -> list[Word]:
    """The words of ``text`` in order; joined they give ``text`` again."""
    words: list[Word] = []
    at = 0
    for token, tag in rjieba.tag(text):
        words.append(Word(token, tag, at))
        at += len(token)
    return words
