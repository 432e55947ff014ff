"""Whether every figure of an answer stands in the quote cited for it: a check on the verifier, not through it."""

import re

from assistant.records import Answer
from evals.numbers import MARKERS, Number, numbers, quoted_numbers
from evals.records import Observation, Scores

_MARKED = re.compile(r"[\d.,，]+[^\d，。；|\n]{0,10}[（(][^（）()]*(?:计算|computed)")
"""A figure that the answer itself calls computed: +20家（计算）."""


def unsupported(answer: Answer, question: str) -> list[str]:
    """List the figures that are neither in the quote cited for them (nor its heading) nor marked computed.

    An answer that contradicts or refuses may repeat the figures of the question.
    """
    told = (
        set() if answer.status == "answered" else {number for number, _ in numbers(f"{question} {answer.standalone}")}
    )
    computed = [check.at for check in answer.checks if check.computed]
    return [
        f"{number[0].normalize():f}{number[1]}"
        for number, at in numbers(answer.text)
        if number not in told | _cited(answer, at)
        and not any(span.start <= at < span.end for span in computed)
        and not _MARKED.match(answer.text, at)
    ]


def figure_support(seen: Observation) -> Scores:
    """Score the share of figures that are supported, and count the others; nothing where there are no figures."""
    count = sum(1 for _ in numbers(seen.answer.text))
    wrong = len(unsupported(seen.answer, seen.turn.question))
    return {"figure_support": 1 - wrong / count, "unsupported_figures": float(wrong)} if count else {}


def _cited(answer: Answer, at: int) -> set[Number]:
    """Return the numbers of the quotes cited for a place: by the markers next in its sentence, else all of its line."""
    start, end = answer.text.rfind("\n", 0, at) + 1, answer.text.find("\n", at)
    line = answer.text[start:] if end < 0 else answer.text[start:end]
    after = re.split(r"[。！？]", answer.text[at : start + len(line)])[0]
    following = MARKERS.search(after)
    markers = {int(marker) for marker in re.findall(r"\[(\d+)\]", following.group() if following else line)}
    quotes = [c for c in answer.citations if c.marker in markers or not markers]
    return {number for c in quotes for text in (c.quote, *c.section, c.label) for number in quoted_numbers(text)}
