"""What a model's answer would be without grounding and verification: the gap is what those are worth."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.records import Answer, Citation


def unverified(answer: Answer, texts: Mapping[str, str]) -> Answer:
    """Return the model's own words, citing the passages that its own markers name; other answers as they are.

    ``texts`` are the stored texts of all reports by file name. A marker that names no passage cites nothing.
    """
    reply = answer.trace.get("reply")
    if not reply:
        return answer
    return replace(answer, text=reply, citations=tuple(_cited(reply, answer.trace["given"], texts)), checks=())


def _cited(reply: str, given: list[tuple[str, int, int]], texts: Mapping[str, str]) -> Iterator[Citation]:
    for marker in sorted({int(number) for number in re.findall(r"\[(\d+)\]", reply)}):
        if 0 < marker <= len(given):
            name, start, end = given[marker - 1]
            yield Citation(marker, "", name, "", (), "", texts[name][start:end], start, end)
