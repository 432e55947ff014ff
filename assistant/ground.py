"""A model's reply bound to the report, sentence by sentence: kept, replaced by what the report says, dropped or marked."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.claims import Binder, Verdict
from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.corpus import Corpus
from assistant.pack import Packed
from assistant.rank import Evidence
from assistant.records import Citation
from assistant.reply import Claim, claims_of
from assistant.text import bigrams, fold
from assistant.verify import verify
from vectorstore.quantities import find_quantities
from vectorstore.records import Passage

UNVERIFIED = "（未核实）"
"""Stands behind a sentence that nothing in the report was found to support."""

NEARLY = 0.75
"""A sentence without a number that shares so many content words with the report is shown, marked; else it is dropped."""

COVERED = 0.6
"""A line of the draft has been said when the answer holds this share of its pairs of characters."""

SLACK = 0.15
"""How far below the best figure another may score for a model to have chosen it instead."""

_NARROW = frozenset({"fact", "yesno"})
_CITED = re.compile(r"\[(\d+)\]")
_YES, _NO = re.compile(r"^(?:是的?|对的?)[，,。；]"), re.compile(r"^(?:否|不是的?|没有|并非)[，,。；]")
_OTHERS = "报告还写明："


@dataclass(frozen=True, slots=True)
class Grounded:
    """The answer that stands. ``worded``: whether a sentence of the model is in it. ``fates`` counts what became of the
    reply's sentences (kept, replaced, dropped, marked) and the lines of the draft that were added; ``problems`` says why.
    """

    draft: Draft
    worded: bool
    fates: Mapping[str, int]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence of the answer to be. ``line`` tells which belong on one line."""

    text: str
    sources: tuple[Source, ...]
    line: int
    bullet: bool = False
    fate: str = "kept"
    problem: str = ""


def ground(reply: str, draft: Draft, evidence: Evidence, packed: Packed) -> Grounded:
    """Bind every sentence of ``reply`` and put the draft's sentences where the model's do not stand."""
    own = _draft_parts(draft, evidence.corpus)
    judged = [_judge(claim, verdict, draft) for claim, verdict in _verdicts(reply, draft, evidence, packed)]
    narrow = evidence.question.intent in _NARROW
    parts = _narrow(judged, own, evidence) if narrow else _wide(judged, own, evidence.question.intent == "summary")
    worded = any(part.fate in {"kept", "marked"} and part.sources for part in parts)
    fates = Counter(part.fate for part in judged) + Counter(added=sum(part.fate == "added" for part in parts))
    answer = _assembled(parts, draft) if worded else draft
    problems = tuple(f"{part.problem}：{part.text}" for part in judged if part.problem)
    return Grounded(marked(answer, evidence.corpus.passages), worded, dict(fates), problems)


def marked(draft: Draft, passages: Mapping[str, Passage]) -> Draft:
    """The draft with 未核实 behind every stretch that holds a figure that its citation does not support."""
    text = draft.text
    checks = verify(text, draft.citations, draft.computed, passages)
    for at in sorted({_end_of(text, check.at.end) for check in checks if not check.ok}, reverse=True):
        if not text.startswith(UNVERIFIED, at):
            text = text[:at] + UNVERIFIED + text[at:]
    return replace(draft, text=text)


def _end_of(text: str, at: int) -> int:
    """The end of the stretch that a figure stands in: behind its markers, or before the mark that closes it."""
    match = re.compile(r"[^\[。！？\n]*(?:\[\d+\])*").match(text, at)
    return match.end() if match else at


# --- judging ------------------------------------------------------------------------------------------------------


def _verdicts(reply: str, draft: Draft, evidence: Evidence, packed: Packed) -> list[tuple[Claim, Verdict]]:
    """Each sentence with what it rests on, among all that the model was given and all that the draft cites."""
    cited = {citation.passage_id for citation in draft.citations}
    own = evidence.corpus.sentences(evidence.corpus.passages[key] for key in sorted(cited))
    binder = Binder(evidence, [*own, *packed.sentences])
    pieces = {piece.number: piece.sentences for piece in packed.pieces}
    return [
        (claim, binder.bind(claim.text, hinted=[s for hint in claim.hints for s in pieces.get(hint, ())]))
        for claim in claims_of(reply)
    ]


def _judge(claim: Claim, verdict: Verdict, draft: Draft) -> _Part:
    """What becomes of one sentence by itself."""
    if claim.heading:
        return _Part(f"**{claim.text}**", (), claim.line, fate="heading")
    sources = tuple(dict.fromkeys(Source.of(sentence) for sentence in verdict.sources))
    part = _Part(claim.text, sources, claim.line, claim.bullet)
    if _contradicts(claim.text, draft.text):
        return replace(part, fate="dropped", problem="与核对过的结论相反")
    if not verdict.problem:
        return part if sources else replace(part, fate="dropped", problem="没有内容")
    nearest = (Source.of(verdict.nearest),) if verdict.nearest else ()
    certain = not re.search(r"\d", claim.text) and not find_quantities(claim.text)
    fate = "marked" if certain and verdict.share >= NEARLY and "没有提到" not in verdict.problem else "dropped"
    return replace(part, sources=nearest, fate=fate, problem=verdict.problem)


def _contradicts(text: str, draft: str) -> bool:
    """Whether a sentence says no where the code has found yes, or the other way round."""
    return bool((_YES.match(draft) and _NO.match(text)) or (_NO.match(draft) and _YES.match(text)))


# --- choosing -----------------------------------------------------------------------------------------------------


def _narrow(judged: Sequence[_Part], own: Sequence[_Part], evidence: Evidence) -> list[_Part]:
    """For one fact: the model's sentences that rest on fitting places, and what of the draft they leave out."""
    fitting = _fitting(own, evidence)
    kept = [part for part in judged if part.fate == "kept" and {*map(_key, part.sources)} <= fitting]
    if not kept:
        return list(own)
    missing = [part for part in own if not _said(part, kept)]
    chose_another = not any(_numbers(part.text) & _numbers(o.text) for part in kept for o in own)
    if missing and chose_another and any(_numbers(part.text) for part in kept):
        missing = []
    if missing and not any(_numbers(part.text) for part in kept):
        return list(own)
    return [*kept, *(replace(part, fate="added") for part in missing)]


def _wide(judged: Sequence[_Part], own: Sequence[_Part], summary: bool) -> list[_Part]:
    """For a list, a reason or a summary: the model's sentences, the draft's in place of those that do not stand."""
    left = list(own)
    parts: list[_Part] = []
    for part in judged:
        if part.fate != "dropped":
            parts.append(part)
            continue
        instead = next((o for o in left if {*map(_key, o.sources)} & {*map(_key, part.sources)}), None)
        if instead is not None:
            left.remove(instead)
            parts.append(replace(instead, line=part.line, bullet=part.bullet or instead.bullet, fate="replaced"))
    missing = [
        part for part in left if not _said(part, parts) and not (summary and part.sources and not _numbers(part.text))
    ]
    last = max((part.line for part in parts), default=0) + 1
    added = [replace(part, line=last + 1 + at, fate="added") for at, part in enumerate(missing)]
    lead = [_Part(_OTHERS, (), last, fate="heading")] if added and parts else []
    return [*_with_content(parts), *lead, *added]


def _with_content(parts: Sequence[_Part]) -> list[_Part]:
    """Without headings that nothing stands under."""
    return [
        part
        for at, part in enumerate(parts)
        if part.fate != "heading" or (at + 1 < len(parts) and parts[at + 1].fate != "heading")
    ]


def _fitting(own: Sequence[_Part], evidence: Evidence) -> set[tuple[str, int]]:
    """The places that an answer to a narrow question may rest on: the draft's, and those nearly as good."""
    places = {_key(source) for part in own for source in part.sources}
    ranked = evidence.fitting if evidence.question.wants_number else evidence.sentences[:1]
    good = [s for s in ranked if s.score >= ranked[0].score - SLACK]
    return places | {_key(Source.of(support.sentence)) for support in good}


def _key(source: Source) -> tuple[str, int]:
    return source.document.id, source.start


def _said(part: _Part, others: Sequence[_Part]) -> bool:
    """Whether the others say what a sentence of the draft says: its numbers, or without any most of its words."""
    numbers = _numbers(part.text)
    said = {number for other in others for number in _numbers(other.text)}
    if numbers:
        return numbers <= said
    mine = set(bigrams(fold(part.text)))
    theirs = {pair for other in others for pair in bigrams(fold(other.text))}
    return bool(mine) and len(mine & theirs) / len(mine) >= COVERED


def _numbers(text: str) -> set[tuple[object, str]]:
    return {(quantity.magnitude, quantity.unit) for quantity in find_quantities(text)}


# --- the draft as parts, and parts as an answer -------------------------------------------------------------------


def _draft_parts(draft: Draft, corpus: Corpus) -> list[_Part]:
    """The draft's sentences with the sources behind their markers."""
    sources = {citation.marker: _source(citation, corpus) for citation in draft.citations}
    parts: list[_Part] = []
    for number, line in enumerate(draft.text.splitlines()):
        bullet = line.startswith("- ")
        for piece in re.finditer(r"[^\[]*?(?:\[\d+\])+[。；]?|[^\[]+$", line.removeprefix("- ")):
            text = _CITED.sub("", piece.group()).strip()
            if not text or text.startswith("**"):
                continue
            cited = tuple(sources[int(n)] for n in dict.fromkeys(_CITED.findall(piece.group())))
            parts.append(_Part(text, cited, number, bullet))
    return parts


def _source(citation: Citation, corpus: Corpus) -> Source:
    passage = corpus.passages[citation.passage_id]
    return Source(corpus.documents[citation.document_id], passage, citation.start, citation.end)


def _assembled(parts: Sequence[_Part], draft: Draft) -> Draft:
    """The parts numbered and cited, one line for each line of the reply; whatever the draft knew besides is kept."""
    lines: list[Line] = []
    for number in dict.fromkeys(part.line for part in parts):
        here = [part for part in parts if part.line == number]
        text = "".join(_with_places(part) for part in here)
        bullet = "- " if any(part.bullet for part in here) else ""
        lines.append(Line(bullet + text, tuple(source for part in here for source in part.sources)))
    answer = assemble(lines, draft.status, computed=draft.computed, subject=draft.subject, items=draft.items)
    return answer


def _with_places(part: _Part) -> str:
    """A sentence with a place for each of its markers before its closing mark."""
    body = escaped(part.text.rstrip("。；;.！!"))
    if part.fate == "heading":
        return body
    note = UNVERIFIED if part.fate == "marked" else ""
    stop = "." if re.search(r"[A-Za-z\])]$", body) and not re.search(r"[\u4e00-\u9fff]", body) else "。"
    return body + "{}" * len(part.sources) + note + stop
