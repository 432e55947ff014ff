"""Whether plan targets were met: how many of how many, and which were missed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.phrase import trimmed
from assistant.corpus import Corpus, Sentence
from assistant.rank import Evidence
from assistant.records import Question, Status
from vectorstore.quantities import find_quantities
from vectorstore.records import Document, Passage, Span

_TARGETS = r"(?:计划指标|指标|目标|任务)"
_MET = r"(?:完成|达到|实现|达标|超额|落实|做到)"
_TALLY = re.compile(
    rf"(?P<all>\d+|"
    rf"[一二三四五六七八九十]+)项[^。；]{{0,14}}?{_TARGETS}?[^。；\d]{{0,8}}[，、：]?[^。；\d]{{0,8}}?(?P<met>\d+|"
    rf"[一二三四五六七八九十]+)项[^。；\d]{{0,10}}?{_MET}"
)
_MISSED = re.compile(r"未达|没有?达到|未能?完成|没有?完成|低于|少于?\d|低\d|预计完成|有差距|未实现|没有实现|不及|落后")
_MET_WORDS = re.compile(
    r"超额完成|完成(?:了)?(?:年初|全年|年度)?(?:的)?(?:计划|目标|任务)|达到(?:或超过)?(?:年初|计划|"
    r"目标)|好于|高于(?:年初|计划)|为年?度?(?:初)?(?:计划|目标)的"
)
_OPEN = re.compile(rf"{_MET}了?(?:吗|没|嘛)|是否|有没有|是不是|哪|几项|多少项")
_ASKS_ALL = re.compile(rf"(?:全部|都|全都|均)(?:已经?)?(?:如期|圆满|超额)?{_MET}")


@dataclass(frozen=True, slots=True)
class Missed:
    """One target that was not met, in the report's words."""

    text: str
    source: Source


_BELOW = re.compile(
    r"低于年初目标|未达到?年初|未完成年初|低于(?:年初)?计划|没有完成(?:年初)?目标|比年初目标(?:低|少)|未达到?[^，。]{0,12}目标"
)
_WHOLE = re.compile(
    r"没(?:有|能)?(?:完成|达到|实现|做到)[^，。]{0,8}哪[^，。]{0,2}[项个]|\d+[项个](?:年度|主要)?(?:计划)?(?:指标|目标)|计划指标|(?:主要|约束性|全部|所有|哪些|几项|"
    r"哪[一二两三四五六七八九十几]?[项个])[^，。]{0,4}(?:指标|目标)|(?:指标|目标)[^，。]{0,3}(?:有?哪|几项|都|"
    r"全部)|(?:多少|几)项[^，。]{0,3}(?:指标|目标)"
)


def is_about_completion(question: Question) -> bool:
    """Whether the question asks how the plan's targets as a whole came out, not how one of them did."""
    return (
        bool(_WHOLE.search(question.text) and re.search(rf"{_MET}|低于|落空|未达|达不到|没到", question.text))
        and not re.search(r"原因|为什么|为何", question.text)
    ) or bool(_WHOLE.search(question.text) and re.search(rf"(?:全部|都|均|全都){_MET}", question.text))


def compose_completion(evidence: Evidence) -> Draft | None:
    """How many targets of how many were met, and each one that was missed; ``None`` when the report gives no tally."""
    for sentence, match, missed in _tallies(evidence.corpus, evidence.passages):
        if missed or match["all"] == match["met"]:
            return _draft(evidence.question, sentence, match, missed)
    return _low(evidence)


def _tallies(corpus: Corpus, passages: Iterable[Passage]) -> Iterator[tuple[Sentence, re.Match[str], list[Missed]]]:
    """The sentences that count targets met, each with the missed ones that it or what follows names."""
    for sentence in corpus.sentences(passages):
        match = _TALLY.search(sentence.text)
        if match:
            yield sentence, match, _missed(corpus, sentence, match)


def missed_targets(corpus: Corpus, document: Document) -> list[Missed]:
    """The targets that a report says were missed: behind its tally, else wherever it says so."""
    passages = corpus.by_document.get(document.id, ())
    for _, _, missed in _tallies(corpus, passages):
        if missed:
            return missed
    return [Missed(trimmed(s.text), Source.of(s)) for s in _told_low(corpus, passages)]


def _draft(question: Question, sentence: Sentence, match: re.Match[str], missed: list[Missed]) -> Draft:
    source = Source.of(sentence)
    tally = f"{match['all']}项计划指标中{match['met']}项完成或超额完成"
    if not missed:
        return assemble([Line(f"全部完成：{tally}。", (source,))], subject="计划指标完成情况")
    asserted = any(
        _ASKS_ALL.search(part) and not _OPEN.search(part) for part in re.split(r"[，。；？?]", question.text)
    )
    lead = f"没有全部完成：{tally}{{}}，{len(missed)}项没有完成："
    lines = [Line(lead, (source,)), *(Line(f"- {escaped(item.text)}", (item.source,)) for item in missed)]
    status: Status = "corrected" if asserted else "answered"
    return assemble(
        lines,
        status,
        computed=[f"{len(missed)}项"],
        subject="没有完成的计划指标",
        items=[_name(item.text) for item in missed],
    )


def _missed(corpus: Corpus, tally: Sentence, match: re.Match[str]) -> list[Missed]:
    """The missed targets: in the rest of the tally's sentence, or in the sentences that follow it."""
    rest_start = tally.span.start + match.end()
    inside = list(_inside(tally, rest_start))
    return inside or list(_following(corpus, tally))


def _inside(tally: Sentence, start: int) -> Iterator[Missed]:
    text = tally.document.text
    colon = re.search(r"[：:]", text[start : tally.span.end])
    if colon is None:
        return
    at = start + colon.end()
    for part in re.finditer(r"[^；;。]+", text[at : tally.span.end]):
        if part.group().strip() and find_quantities(part.group()):
            yield Missed(trimmed(part.group()), Source.of(tally))


def _following(corpus: Corpus, tally: Sentence) -> Iterator[Missed]:
    passages = corpus.by_document[tally.document.id]
    started = False
    for sentence in corpus.sentences(passages):
        if sentence.key == tally.key:
            started = True
            continue
        if not started or sentence.passage.row is not None:
            continue
        text = sentence.text
        missed = (
            _MISSED.search(text)
            or re.search(r"低于|少于", text)
            or (re.search(r"计划", text) and re.search(r"完成", text))
        )
        if not missed:
            return
        yield Missed(trimmed(re.sub(r"[*#]|^\s*[-•]\s*", "", text)), Source.of(sentence))


def _low(evidence: Evidence) -> Draft | None:
    """Without a tally: the sentence that says which targets were missed, and the statements of each."""
    told = _told_low(evidence.corpus, evidence.passages)
    lines = [Line(f"- {escaped(_short(sentence))}", (Source.of(sentence),)) for sentence in told]
    if not lines:
        return None
    return assemble([Line("报告说明没有达到目标的有："), *lines], subject="没有完成的计划指标")


def _told_low(corpus: Corpus, passages: Iterable[Passage]) -> Iterator[Sentence]:
    for sentence in corpus.sentences(passages):
        passage = sentence.passage
        if passage.row is None and passage.basis == "actual" and _BELOW.search(sentence.text):
            yield sentence


def _short(sentence: Sentence) -> str:
    text = trimmed(sentence.text)
    return text if len(text) <= 120 else text[:118] + "……"


def _name(text: str) -> str:
    return trimmed(re.split(r"[，：:；,]", text, maxsplit=1)[0])


def verdict(sentence: Sentence, span: Span | None = None) -> bool | None:
    """Whether a sentence says that a target was met (``True``), missed (``False``) or neither."""
    text = sentence.document.text[span.start : span.end] if span else sentence.text
    if _MISSED.search(text) or re.search(r"比(?:年初|计划)目标?(?:低|少)", text):
        return False
    if _MET_WORDS.search(text):
        return True
    planned = re.search(r"计划\D{0,4}(\d+(?:\.\d+)?)", text)
    done = re.search(r"(?:完成|实际)\D{0,4}(\d+(?:\.\d+)?)", text)
    return float(done[1]) >= float(planned[1]) if planned and done else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of how many targets a report says were met, and the sentence that says it."""

    met: int
    of: int
    source: Source


def tally_of(corpus: Corpus, document: Document) -> Tally | None:
    """A report's own count of the targets that it met; ``None`` if it gives none that can be right."""
    for sentence, match, missed in _tallies(corpus, corpus.by_document.get(document.id, ())):
        if missed or match["all"] == match["met"]:
            met, of = (int(find_quantities(f"{match[group]}项")[0].value) for group in ("met", "all"))
            return Tally(met, of, Source.of(sentence)) if met <= of else None
    return None
