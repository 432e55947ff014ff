"""A model's reply bound to the report: each sentence kept, replaced by what the report says, dropped or marked."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.claim_words import content_words
from assistant.claims import Binder, Verdict
from assistant.claims_english import EnglishBinder
from assistant.compose.draft import Draft, Source
from assistant.compose.phrase import amount
from assistant.evidence import Support
from assistant.pack import Packed
from assistant.parts import UNVERIFIED, Part, assembled, draft_parts
from assistant.rank import Evidence
from assistant.reply import Claim, claims_of
from assistant.text import bigrams, fold
from assistant.verify import verify
from vectorstore.quantities import find_quantities
from vectorstore.records import Passage

NEARLY = 0.75
"""A sentence without a number is shown, marked, when the report holds this share of its words; else it is dropped."""

COVERED = 0.5
"""A line of the draft has been said when the answer holds this share of its pairs of characters."""

SLACK = 0.15
"""How far below the best figure another may score for a model to have chosen it instead."""

NEAR = 8
"""Sentences of the evidence, best first, that an answer to a list or a reason may rest on."""

BARE = "没有写明说的是什么"

_Number = tuple[Decimal, str]
_Place = tuple[str, int]

_NARROW = frozenset({"fact", "yesno"})
_YES, _NO = re.compile(r"^(?:是的?|对的?)[，,。；]"), re.compile(r"^(?:否|不是的?|没有|并非)[，,。；]")
_OTHERS = "报告还写明："


@dataclass(frozen=True, slots=True)
class Grounded:
    """The answer that stands.

    ``worded``: whether a sentence of the model is in it. ``fates`` counts what became of the reply's sentences (kept,
    replaced, dropped, marked) and the lines of the draft that were added; ``problems`` says why.
    """

    draft: Draft
    worded: bool
    fates: Mapping[str, int]
    problems: tuple[str, ...]


def ground(reply: str, draft: Draft, evidence: Evidence, packed: Packed) -> Grounded:
    """Bind every sentence of ``reply`` and put the draft's sentences where the model's do not stand."""
    own = draft_parts(draft, evidence.corpus)
    passages = evidence.corpus.passages
    judged = [
        _checked(_judge(claim, verdict, draft), draft, passages)
        for claim, verdict in _verdicts(reply, draft, evidence, packed)
    ]
    narrow = evidence.question.intent in _NARROW
    summary = evidence.question.intent == "summary"
    if not narrow and not summary:
        judged = [_relevant(part, own, evidence) for part in judged]
    parts = _narrow(judged, own, evidence) if narrow else _wide(judged, own, summary)
    worded = any(part.fate in {"kept", "marked"} and part.sources for part in parts)
    fates = Counter(part.fate for part in judged) + Counter(added=sum(part.fate == "added" for part in parts))
    answer = assembled(parts, draft) if worded else draft
    problems = tuple(f"{part.problem}：{part.text}" for part in judged if part.problem)
    return Grounded(marked(answer, passages), worded, dict(fates), problems)


def marked(draft: Draft, passages: Mapping[str, Passage]) -> Draft:
    """Put 未核实 behind every stretch that holds a figure that its citation does not support."""
    text = draft.text
    checks = verify(text, draft.citations, draft.computed, passages)
    for at in sorted({_end_of(text, check.at.end) for check in checks if not check.ok}, reverse=True):
        if not text.startswith(UNVERIFIED, at):
            text = text[:at] + UNVERIFIED + text[at:]
    return replace(draft, text=text)


def _end_of(text: str, at: int) -> int:
    """Return the end of the stretch that a figure stands in: behind its markers, or before the mark that closes it."""
    match = re.compile(r"[^\[。！？\n]*(?:\[\d+\])*").match(text, at)
    return match.end() if match else at


# --- judging ------------------------------------------------------------------------------------------------------


def _verdicts(reply: str, draft: Draft, evidence: Evidence, packed: Packed) -> list[tuple[Claim, Verdict]]:
    """Return each sentence with what it rests on, among all that the model was given and all that the draft cites."""
    cited = {citation.passage_id for citation in draft.citations}
    own = evidence.corpus.sentences(evidence.corpus.passages[key] for key in sorted(cited))
    given = [*own, *packed.sentences]
    if evidence.question.language == "en":
        english = EnglishBinder(evidence, given)
        return [(claim, english.bind(claim.text)) for claim in claims_of(reply)]
    binder = Binder(evidence, given)
    pieces = {piece.number: piece.sentences for piece in packed.pieces}
    return [
        (claim, binder.bind(claim.text, hinted=[s for hint in claim.hints for s in pieces.get(hint, ())]))
        for claim in claims_of(reply)
    ]


def _judge(claim: Claim, verdict: Verdict, draft: Draft) -> Part:
    """Decide what becomes of one sentence by itself."""
    if claim.heading:
        return Part(f"**{claim.text}**", (), claim.line, fate="heading")
    sources = tuple(dict.fromkeys(Source.of(sentence) for sentence in verdict.sources))
    part = Part(claim.text, sources, claim.line, claim.bullet)
    if _contradicts(claim.text, draft.text):
        return replace(part, fate="dropped", problem="与核对过的结论相反")
    if not verdict.problem:
        return part if sources and _names_its_subject(claim.text) else replace(part, fate="dropped", problem=BARE)
    nearest = (Source.of(verdict.nearest),) if verdict.nearest else ()
    certain = not re.search(r"\d", claim.text) and not find_quantities(claim.text)
    fate = "marked" if certain and verdict.share >= NEARLY and "没有提到" not in verdict.problem else "dropped"
    return replace(part, sources=nearest, fate=fate, problem=verdict.problem)


def _names_its_subject(text: str) -> bool:
    """Whether a sentence says what its number is of: a bare 5.2% would be verified wherever it stands."""
    return bool(content_words(text)) or bool(re.search(r"[A-Za-z]{3}", text))


def _checked(part: Part, draft: Draft, passages: Mapping[str, Passage]) -> Part:
    """Drop a sentence if the check that every answer passes in the end does not accept it as cited here."""
    if part.fate != "kept":
        return part
    alone = assembled([part], draft)
    wrong = [check for check in verify(alone.text, alone.citations, (), passages) if not check.ok]
    return replace(part, fate="dropped", problem=wrong[0].problem) if wrong else part


def _contradicts(text: str, draft: str) -> bool:
    """Whether a sentence says no where the code has found yes, or the other way round."""
    return bool((_YES.match(draft) and _NO.match(text)) or (_NO.match(draft) and _YES.match(text)))


# --- choosing -----------------------------------------------------------------------------------------------------


def _narrow(judged: Sequence[Part], own: Sequence[Part], evidence: Evidence) -> list[Part]:
    """Choose, for one fact, the model's sentences on fitting places, and what of the draft they leave out."""
    places, asked = _fitting(own, evidence), _asked_numbers(own, evidence)
    kept = [part for part in judged if part.fate == "kept" and _answers(part, own, places, asked)]
    if not kept:
        return list(own)
    missing = [part for part in own if not _answered(part, kept, evidence)]
    stated = {number for part in kept for number in _numbers(part.text)}
    if not stated and any(_numbers(part.text) for part in missing):
        return list(own)
    chose_another = stated and not any(stated & _numbers(part.text) for part in own)
    return kept if chose_another else [*kept, *missing]


def _answers(part: Part, own: Sequence[Part], places: set[_Place], asked: set[_Number]) -> bool:
    """Whether a sentence stands on a fitting place, or states the draft's number, and states what was asked for."""
    numbers = _numbers(part.text)
    drafted = any(numbers & _numbers(other.text) for other in own)
    fits = drafted or {*map(_key, part.sources)} <= places
    return fits and (not asked or not numbers or _states_one(part, asked))


def _answered(part: Part, kept: Sequence[Part], evidence: Evidence) -> bool:
    """Whether the kept sentences say what a sentence of the draft is for: the figure asked for, or its place."""
    values = {value for value, _ in _numbers(part.text)}
    stated = {value for other in kept for value, _ in _numbers(other.text)}
    if not values:
        return bool({*map(_key, part.sources)} & {_key(source) for other in kept for source in other.sources})
    asked = {value for value, _ in _numbers(_printed(evidence.fitting[0]))} if evidence.fitting else set()
    return values <= stated or (bool(asked) and asked <= values & stated)


def _wide(judged: Sequence[Part], own: Sequence[Part], summary: bool) -> list[Part]:
    """Choose, for a list or a summary, the model's sentences, the draft's in place of those that fail."""
    left = list(own)
    parts: list[Part] = []
    for part in judged:
        if part.fate != "dropped":
            if part.fate == "heading" or not _repeated(part, parts):
                parts.append(part)
            continue
        instead = next((o for o in left if {*map(_key, o.sources)} & {*map(_key, part.sources)}), None)
        if instead is not None and not _repeated(instead, parts):
            left.remove(instead)
            parts.append(replace(instead, line=part.line, bullet=part.bullet or instead.bullet, fate="replaced"))
    missing = [
        part for part in left if not _said(part, parts, items=not summary) and (not summary or _must_be_in(part))
    ]
    if missing and not summary:  # what was asked for is not said: what was said instead goes
        places = {_key(source) for part in own for source in part.sources}
        parts = [part for part in parts if part.fate == "heading" or {*map(_key, part.sources)} & places]
    last = max((part.line for part in parts), default=0) + 1
    added = [replace(part, line=last + 1 + at) for at, part in enumerate(missing)]
    lead = [Part(_OTHERS, (), last, fate="heading")] if added and parts else []
    return [*_with_content(parts), *lead, *added]


def _must_be_in(part: Part) -> bool:
    """Whether a summary may not leave a line of the draft out: its numbers, and what the report does not tell."""
    return bool(_numbers(part.text)) or not part.sources


def _relevant(part: Part, own: Sequence[Part], evidence: Evidence) -> Part:
    """Drop a true sentence that rests on a place which is not about the question; small models recite."""
    near = [support for support in evidence.sentences[:NEAR] if evidence.accepts(support)]
    places = {_key(source) for other in own for source in other.sources}
    places |= {_key(Source.of(support.sentence)) for support in near}
    if part.fate != "kept" or {*map(_key, part.sources)} & places:
        return part
    return replace(part, fate="dropped", problem="与所问无关")


def _with_content(parts: Sequence[Part]) -> list[Part]:
    """Leave out headings that nothing stands under."""
    return [
        part
        for at, part in enumerate(parts)
        if part.fate != "heading" or (at + 1 < len(parts) and parts[at + 1].fate != "heading")
    ]


def _good(evidence: Evidence) -> list[Support]:
    """Return the best place of the evidence for a narrow question, and those nearly as good."""
    ranked = evidence.fitting if evidence.question.wants_number else evidence.sentences[:1]
    return [support for support in ranked if support.score >= ranked[0].score - SLACK]


def _fitting(own: Sequence[Part], evidence: Evidence) -> set[_Place]:
    """Return the places that a narrow answer may rest on: the draft's, and those nearly as good."""
    places = {_key(source) for part in own for source in part.sources}
    return places | {_key(Source.of(support.sentence)) for support in _good(evidence)}


def _asked_numbers(own: Sequence[Part], evidence: Evidence) -> set[_Number]:
    """Return the numbers one of which a narrow answer must state: the draft's, and those that fit nearly as well."""
    printed = [_printed(support) for support in _good(evidence)] if evidence.question.wants_number else []
    return {number for text in [*(part.text for part in own), *printed] for number in _numbers(text)}


def _key(source: Source) -> _Place:
    return source.document.id, source.start


def _said(part: Part, others: Sequence[Part], *, items: bool) -> bool:
    """Whether the others say what a sentence of the draft says: its numbers, and with ``items`` all that it lists."""
    numbers = _numbers(part.text)
    if not all(any(_tells(other, number, part) for other in others) for number in numbers):
        return False
    if numbers and (not items or not re.search(r"、[^，。；]*、", part.text)):
        return True
    said = {pair for other in others for pair in bigrams(fold(other.text))}
    clauses = re.split(r"[，；。]", part.text)
    listing = max(clauses, key=lambda c: (c.count("、"), len(said & set(bigrams(fold(c))))))
    listed = listing.split("、") if "、" in listing else [part.text]
    return all(_covered(set(bigrams(fold(item))), said) for item in listed)


def _tells(other: Part, number: _Number, part: Part) -> bool:
    """Whether a sentence states a number of the same thing: two targets may both be 5%."""
    if number not in _numbers(other.text):
        return False
    same_place = bool({*map(_key, other.sources)} & {*map(_key, part.sources)})
    return same_place or _covered(set(bigrams(fold(part.text))), set(bigrams(fold(other.text))))


def _covered(pairs: set[str], said: set[str]) -> bool:
    """Whether enough of an item is said; of a short one (推动西单) the name alone."""
    return len(pairs & said) >= (1 if len(pairs) <= 3 else COVERED * len(pairs))


def _states_one(part: Part, asked: set[_Number]) -> bool:
    """Whether a sentence states one of the numbers asked for; an English one goes without the Chinese unit."""
    values = {value for value, _ in asked}
    return any(number in asked or (not number[1] and number[0] in values) for number in _numbers(part.text))


def _printed(support: Support) -> str:
    """Return the figure of a place as printed, with its unit."""
    return amount(support.sentence.document, support.figure) if support.figure else ""


def _repeated(part: Part, others: Sequence[Part]) -> bool:
    """Whether an earlier sentence holds this one word for word."""
    return any(fold(part.text).strip("。；") in fold(other.text) for other in others)


def _numbers(text: str) -> set[_Number]:
    return {(quantity.magnitude, quantity.unit) for quantity in find_quantities(text)}
