"""A follow-up that the rules could not place, made to stand alone by a model; and the check on what it wrote."""

import re
from collections.abc import Sequence

from assistant.claim_words import content_words
from assistant.compose.draft import Draft
from assistant.records import Answer
from assistant.text import fold
from assistant.words import split_words

TURNS = 3
"""Questions of the conversation that the model is shown: a follow-up leans on one of the last."""

LONGEST = 80
"""Characters of a question; what is longer is an answer or an explanation."""

_ASIDE = re.compile(r"呢|吗|啊|呀|吧|那么?|其中|的|了|请问|另外")
"""Words of a follow-up that a whole question goes without."""

_GRAMMAR = re.compile(r"多少|是多少|是什么|什么|哪些|哪个|怎样|如何|情况|由|的|了|在|是|有|和|对|中|里|计划")
"""Words that a whole question may bring along."""


def conversation_of(history: Sequence[Answer]) -> str:
    """The questions before this one as the model is shown them, each as it was understood."""
    asked = [answer.standalone for answer in history if answer.status != "off_topic"]
    return "\n".join(f"{number}. {question}" for number, question in enumerate(asked[-TURNS:], start=1))


def checked(restated: str, typed: str, history: Sequence[Answer]) -> str:
    """Return the model's question, or nothing where it lost words of the follow-up or brought some of its own."""
    question = re.sub(r"^(?:补全后的问题|问题)[:：]", "", restated.strip()).strip('“”" ')
    if "\n" in question or len(question) > LONGEST:
        return ""
    known = fold(typed + conversation_of(history))
    own = fold(question)
    kept = all(_in(word, own) for word in _words(typed, _ASIDE))
    borrowed = all(_in(word, known) for word in _words(question, _GRAMMAR))
    return question if kept and borrowed and own.rstrip("?") != fold(typed).rstrip("?") else ""


def bears(draft: Draft, typed: str) -> bool:
    """Whether the places that a draft cites hold what the follow-up itself names: a number of shops is no 营业额."""
    cited = fold("".join(f"{citation.quote}{''.join(citation.section)}" for citation in draft.citations))
    return all(_in(word, cited) for word, name in content_words(typed) if name)


def _words(text: str, without: re.Pattern[str]) -> list[str]:
    """The words of a text but for some: punctuation, and ``without``."""
    return [word.text for word in split_words(text) if re.search(r"\w", word.text) and not without.fullmatch(word.text)]


def _in(word: str, text: str) -> bool:
    """Whether a text holds a word; a number as a whole, so that 20 is not found in 2025."""
    if word[0].isdigit():
        return re.search(rf"(?<![\d.]){re.escape(fold(word))}(?![\d.])", text) is not None
    return fold(word) in text
