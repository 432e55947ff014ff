"""What readers think of answers: one line of JSON a verdict, added to a file and never changed."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from assistant.records import Answer

FILE_NAME = "feedback.jsonl"
"""In the folder of the settings' ``var``."""

LONGEST_REASON = 500
"""Characters; what is longer is cut off."""

Vote = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A reader's vote on one answer, with nothing about the reader.

    ``key`` tells that several lines are about the same answer, of which the last one counts. ``time`` is in UTC
    (ISO 8601). ``documents`` are the reports that the answer cites: their names, and the ids that tell their versions.
    """

    key: str
    time: str
    question: str
    answer: str
    status: str
    mode: str
    documents: Sequence[Mapping[str, str]]
    vote: Vote
    reason: str


def verdict(key: str, time: str, answer: Answer, vote: Vote, reason: str) -> Verdict:
    """A reader's vote on ``answer``, to be kept."""
    cited = {citation.document_id: citation.document for citation in answer.citations}
    documents = [{"name": name, "id": document_id} for document_id, name in cited.items()]
    return Verdict(
        key, time, answer.question, answer.text, answer.status, answer.mode, documents, vote,
        " ".join(reason.split())[:LONGEST_REASON],
    )  # fmt: skip


def keep(given: Verdict, var: Path) -> None:
    """Add a line to the file. Raises ``OSError`` if that cannot be done."""
    var.mkdir(parents=True, exist_ok=True)
    line = json.dumps(asdict(given), ensure_ascii=False) + "\n"
    handle = os.open(var / FILE_NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    with os.fdopen(handle, "ab", buffering=0) as file:  # in one piece, so that lines written at once do not mix
        file.write(line.encode("utf-8", "replace"))
