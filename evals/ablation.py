"""What a model's answer would be without grounding and verification: the gap is what those are worth."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.records import Answer, Citation
from evals.records import Scores
from evals.scorers.figure_support import unsupported


def unverified(answer: Answer, texts: Mapping[str, str]) -> Answer:
    """Return the model's own words, citing the passages that its own markers name; other answers as they are.

    ``texts`` are the stored texts of all reports by file name. A marker that names no passage cites nothing.
    """
    reply = answer.trace.get("reply")
    if not reply:
        return answer
    return replace(answer, text=reply, citations=tuple(_cited(reply, answer.trace["given"], texts)), checks=())


def invented(answer: Answer, texts: Mapping[str, str]) -> Scores:
    """Count the figures of the model's own words that none of the passages given to it holds; nothing without a reply.

    Small models put no marker to most sentences: their figures count as unsupported above, and here only if made up.
    """
    reply = answer.trace.get("reply")
    if not reply:
        return {}
    given = answer.trace["given"]
    everything = "".join(f"[{number}]" for number in range(1, len(given) + 1))
    citations = tuple(_cited(everything, given, texts))
    bare = replace(answer, text=re.sub(r"\[\d+\]", "", reply), citations=citations, checks=())
    return {"invented_figures": float(len(unsupported(bare, answer.question)))}


def _cited(reply: str, given: list[tuple[str, int, int]], texts: Mapping[str, str]) -> Iterator[Citation]:
    for marker in sorted({int(number) for number in re.findall(r"\[(\d+)\]", reply)}):
        if 0 < marker <= len(given):
            name, start, end = given[marker - 1]
            yield Citation(marker, "", name, "", (), "", texts[name][start:end], start, end)
