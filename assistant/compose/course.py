"""What a thing came from and what it came to, where a report states both in one clause: 从54万亿元增加到82.7万亿元."""

import re
from dataclasses import replace

from assistant.compose.phrase import segment
from assistant.corpus import Sentence
from assistant.evidence import Support
from assistant.figures import unit_kind
from assistant.rank import Evidence
from assistant.records import Question
from vectorstore.records import Figure

_ASKED = re.compile(
    r"[从由](?:多少|几)|(?:五|十|几|\d)年(?:来|里|间|前后|之间)|前后|拉大还是缩小|缩小还是拉大|扩大还是缩小|"
    r"(?:原来|原先|以前|之前|当初|本来)[^。？?]*(?:现在|如今|目前|后来)"
)
_TO_A_PLAN = re.compile(r"两年|目标|计划|预期|今年|明年")
_CAME_TO = re.compile(r"[^，；、\d]{0,8}[为到至](?:(?:19|20)\d\d年的?|约|近|超)*$")
_CAME_FROM = re.compile(r"[从由][^，；]*$")

LOOKED_AT = 4
"""The best figures among which such a pair is looked for."""


def asks_course(question: Question) -> bool:
    """Whether a question asks how a thing went over time, and not from a result to a plan."""
    return bool(_ASKED.search(question.text)) and not _TO_A_PLAN.search(question.text)


def course_of(evidence: Evidence) -> tuple[Support, Support] | None:
    """The two figures of the best such pair, the former first; both are of one thing, as one clause states them."""
    for support in evidence.fitting[:LOOKED_AT]:
        figures = evidence.corpus.figures_in(support.sentence)
        for former, latter in ((a, b) for a in figures for b in figures if support.figure in (a, b)):
            if _came_to(support.sentence, former, latter):
                return replace(support, figure=_like(former, latter)), replace(support, figure=latter)
    return None


def told(pair: tuple[Support, Support]) -> str:
    """The clause that states both, as printed."""
    latter = pair[1].figure
    return segment(pair[1].sentence, latter) if latter else ""


def _came_to(sentence: Sentence, former: Figure, latter: Figure) -> bool:
    """Whether the first figure is what the second came from."""
    if former.clause != latter.clause or unit_kind(former.unit) != unit_kind(latter.unit) or former.end > latter.start:
        return False
    text = sentence.document.text
    begun = _CAME_FROM.search(text[former.clause.start : former.start])
    return bool(begun and _CAME_TO.fullmatch(text[former.end : latter.start]))


def _like(former: Figure, latter: Figure) -> Figure:
    """The former figure as one of the latter's thing; the report names that once."""
    return replace(former, subject=latter.subject, measure=latter.measure, direction=latter.direction)
