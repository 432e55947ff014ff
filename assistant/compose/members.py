"""Lists whose members a report does not part by 、: sentences of one mould, and so many members as a name counts."""

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.phrase import trimmed
from assistant.compose.state import plain
from assistant.corpus import Sentence
from assistant.evidence import Support
from assistant.rank import Evidence
from assistant.text import NUMERALS, fold, small_number

_COUNTED = re.compile(rf"哪?(?P<count>[{NUMERALS}两])(?:大|对|个|类|项|条|种|样|件|方面)|新(?P<new>[{NUMERALS}])样")
_LISTED = re.compile(r"、|(?<=[\u4e00-\u9fff”])(?:和|与|以及)(?=[\u4e00-\u9fff“])")

_FARED = re.compile(r"、(?:均|都|分别|同比)*(?:增长|下降|提高|达|居|位|占|超|总).*$")
"""What is told of the members behind them: 、增长77.6%."""

HEAD, TAIL, WIDEST = 3, 2, 24
"""Characters that clauses of one mould begin and end with alike, and the most that one has."""

FEWEST = 3
"""Members that make a list of such clauses."""

FOLLOWING = 2
"""Sentences behind the one that names what they list."""


def compose_mould(evidence: Evidence) -> Draft | None:
    """The clauses of one mould in the sentences of one section: 培育壮大未来制造产业, 培育壮大未来信息产业."""
    best = next(
        (s for s in evidence.statements[:FEWEST] if s.sentence.passage.row is None and evidence.accepts(s)), None
    )
    if best is None:
        return None
    for support in evidence.statements[:FEWEST]:
        if support.sentence.passage.section != best.sentence.passage.section:
            continue
        for clause in _clauses(support.sentence):
            alike = _of_one_mould(evidence, support, clause)
            if len(alike) >= FEWEST:
                lines = [Line(f"- {escaped(text)}", (Source.of(sentence),)) for text, sentence in alike]
                return assemble(lines, subject=evidence.question.text, items=[text for text, _ in alike])
    return None


def _of_one_mould(evidence: Evidence, support: Support, model: str) -> list[tuple[str, Sentence]]:
    """The clauses of the section that begin and end like ``model``, where that is what the question says."""
    passage = support.sentence.passage
    section = [p for p in evidence.passages if (p.document_id, p.section) == (passage.document_id, passage.section)]
    found: list[tuple[str, Sentence]] = []
    frame = ""
    for sentence in evidence.corpus.sentences(section):
        for clause in _clauses(sentence):
            shared = _frame(model, clause)
            if clause == model or (shared and (not frame or shared == frame)):
                frame = frame or shared
                found.append((clause, sentence))
    return found if frame and evidence.matcher.head(evidence.matcher.met(fold(frame))) >= 0.5 else []


def _frame(one: str, two: str) -> str:
    """What two clauses begin and end with alike, if that makes one mould of them; else empty."""
    if one == two or max(len(one), len(two)) > WIDEST or re.search(r"\d|、", one + two):
        return ""
    head = _alike(one, two)
    tail = _alike(one[::-1], two[::-1])
    if head < HEAD or tail < TAIL or head + tail >= min(len(one), len(two)):
        return ""
    return one[:head] + one[len(one) - tail :]


def _alike(one: str, two: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def _clauses(sentence: Sentence) -> list[str]:
    return [trimmed(clause) for clause in re.split(r"[，；。：:]", plain(sentence.text)) if clause.strip()]


def compose_counted(evidence: Evidence) -> Draft | None:
    """The sentence that lists just as many members as the question counts, of the thing that it names."""
    asked = _COUNTED.search(evidence.question.text)
    count = small_number(asked["count"] or asked["new"]) if asked else 0
    names = [fold(form) for w in evidence.matcher.terms if w.term.head for form in w.term.forms]
    names = [name for name in names if len(name) > 1 and not _COUNTED.match(name)]
    if count < 2 or not names:
        return None
    for support in evidence.statements:
        sentence, passage = support.sentence, support.sentence.passage
        if passage.row is None and evidence.question.is_of(passage.years) and _lists(sentence, names, count):
            return _told(evidence, sentence)
    below = next((s for s in _below_a_name(evidence) if count == _first_list(s)), None)
    return _told(evidence, below) if below else None


def _told(evidence: Evidence, sentence: Sentence) -> Draft:
    line = Line(escaped(plain(sentence.text)) + "。", (Source.of(sentence),))
    return assemble([line], subject=evidence.question.text)


def _lists(sentence: Sentence, names: list[str], count: int) -> bool:
    """Whether a sentence lists so many members right before or behind the name, or in clauses that end like it."""
    clauses = _clauses(sentence)
    for clause in map(fold, clauses):
        members = _LISTED.split(clause)
        if len(members) == count > 2 and any(name in members[-1] for name in names) and "的" in members[-1]:
            return True
        if (
            any(re.search(rf"{re.escape(name)}(?:：|是|为|即|包括|分为)", clause) for name in names)
            and len(members) == count
        ):
            return True
    tails = [fold(clause)[-2:] for clause in clauses if not _COUNTED.search(clause)]
    runs = [len(list(run)) for run in _runs(tails, names)]
    return count in runs and count > 2


def _runs(tails: list[str], names: list[str]) -> Iterator[list[str]]:
    """The clauses in a row that end alike, as the name does."""
    run: list[str] = []
    for before, tail in pairwise(["", *tails]):
        if tail != before:
            yield run
            run = []
        if any(name.endswith(tail) for name in names):
            run.append(tail)
    yield run


def _below_a_name(evidence: Evidence) -> Iterator[Sentence]:
    """The sentences behind the one that says all that the question does and lists nothing itself."""
    top = evidence.statements[0] if evidence.statements else None
    if top is None or top.missing or not evidence.accepts(top):
        return
    sentences = list(evidence.corpus.sentences([top.sentence.passage]))
    at = next((i for i, s in enumerate(sentences) if s.key == top.sentence.key), len(sentences))
    for sentence in sentences[at + 1 : at + 1 + FOLLOWING]:
        if max(evidence.matcher.met(fold(sentence.text)), default=0.0) >= 1.0:
            yield sentence


def _first_list(sentence: Sentence) -> int:
    """How many members the list has that a sentence begins with."""
    return len(_LISTED.split(_FARED.sub("", next(iter(_clauses(sentence)), ""))))
