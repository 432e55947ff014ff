"""The sentences of a report that are about a topic, sorted into results, admitted problems and plans."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.brief.topics import Topic, named_areas
from assistant.compose.completion import missed_targets
from assistant.compose.draft import Source
from assistant.compose.enumeration import Point, problems
from assistant.compose.phrase import trimmed
from assistant.compose.state import plain
from assistant.corpus import Corpus, Sentence
from vectorstore.records import Basis, Document, Figure, Passage, Span

LONG = 80
"""Characters from which on a sentence that only mentions the topic is cut to the clauses that do."""

GAP = "……"
"""Stands for the clauses left out."""

_POINT = re.compile(r"\s*\**(?:[一二三四五六七八九十]是|[（(]?\d{1,2}[）).．、](?!\d))\**\s*")
_AFTERWARDS = re.compile(r"^(?:针对|对此|对于这些|对这些|我们将|下一步)")


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says of the topic in one sentence: the stretch shown, and the sentence that is cited for it.

    ``owned`` tells that it stands under a heading of the topic, not that it only speaks of it.
    """

    document: Document
    passage: Passage
    span: Span
    source: Source
    owned: bool = False

    @property
    def text(self) -> str:
        """The stretch as shown: on one line, with ``GAP`` where clauses were left out."""
        text = self.document.text
        shown = plain(text[self.span.start : self.span.end])
        before, after = text[self.source.start : self.span.start], text[self.span.end : self.source.end]
        return (GAP if _tells(_POINT.sub("", before)) else "") + shown + (GAP if _tells(after) else "")

    def holds(self, figure: Figure) -> bool:
        """Whether the figure stands in the stretch shown."""
        return self.span.start <= figure.start and figure.end <= self.span.end


@dataclass(frozen=True, slots=True)
class Matter:
    """All that one report says of a topic, in the report's order. ``rows`` are the rows of its tables."""

    topic: Topic
    document: Document
    corpus: Corpus
    done: tuple[Said, ...]
    problems: tuple[Said, ...]
    plans: tuple[Said, ...]
    rows: tuple[Passage, ...]
    missed: tuple[Point, ...]
    bases: Mapping[str, Basis]

    def basis(self, figure: Figure) -> Basis | None:
        """Whether a figure is a result or a target."""
        return figure.basis or self.bases.get(figure.passage_id)

    def figures(self, said: Sequence[Said]) -> Iterator[tuple[Figure, Said]]:
        """The figures that stand in what is shown, with where."""
        for one in said:
            for figure in self.corpus.figures.get(one.passage.id, ()):
                if one.holds(figure):
                    yield figure, one

    @property
    def is_empty(self) -> bool:
        """Whether the report says nothing of the topic."""
        return not (self.done or self.problems or self.plans or self.rows)


def gather(topic: Topic, document: Document, corpus: Corpus) -> Matter:
    """Collect what a report says of a topic."""
    passages = corpus.by_document.get(document.id, ())
    bases = _bases(document, passages)
    points = problems(corpus, [document], in_full=True)
    admitted = [Span(point.source.start, point.source.end) for point in points]
    sentences = [
        sentence
        for sentence in corpus.sentences([p for p in passages if p.row is None and p.id in bases])
        if not any(span.start < sentence.span.end and sentence.span.start < span.end for span in admitted)
    ]
    told = [
        said
        for _, paragraph in itertools.groupby(sentences, key=lambda sentence: sentence.passage.section)
        for said in _of_paragraph(topic, list(paragraph), corpus)
    ]
    return Matter(
        topic, document, corpus,
        done=tuple(said for said in told if bases[said.passage.id] == "actual"),
        problems=tuple(itertools.chain.from_iterable(_admitted(topic, point) for point in points)),
        plans=tuple(said for said in told if bases[said.passage.id] == "plan"),
        rows=tuple(p for p in passages if p.row and topic.speaks(f"{p.row.subcategory} {p.row.indicator}")),
        missed=tuple(Point(m.text, m.source) for m in missed_targets(corpus, document) if topic.speaks(m.text)),
        bases=bases,
    )  # fmt: skip


def _bases(document: Document, passages: Sequence[Passage]) -> dict[str, Basis]:
    """Whether each passage reports or plans.

    A part whose heading names no year leaves that open; before the first plan it reports, as reports do that first.
    """
    planned = min((p.start for p in passages if p.basis == "plan" and p.row is None), default=0)
    headed = [p for p in passages if p.section and p.section[0] != document.title and p.row is None]
    found: dict[str, Basis] = {p.id: "actual" for p in headed if p.start < planned}
    return found | {p.id: p.basis for p in passages if p.basis}


def _of_paragraph(topic: Topic, sentences: Sequence[Sentence], corpus: Corpus) -> Iterator[Said]:
    """The sentences of one section on the topic; where most are, also those between them that are of nothing else."""
    telling = [sentence for sentence in sentences if not sentence.is_heading]
    spoken = [topic.speaks(sentence.text) for sentence in telling]
    mostly = len(telling) > 2 and sum(spoken) * 2 >= len(telling)
    for sentence, speaks in zip(telling, spoken, strict=True):
        source = Source.of(sentence)
        whole = Span(source.start, source.end)
        if topic.owns(sentence.passage.section):
            yield Said(sentence.document, sentence.passage, whole, source, owned=True)
        elif speaks:
            cut = _on_topic(topic, sentence, corpus) if source.end - source.start > LONG and not mostly else None
            yield Said(sentence.document, sentence.passage, cut or whole, source)
        elif mostly and not named_areas(sentence.text):
            yield Said(sentence.document, sentence.passage, whole, source)


def _on_topic(topic: Topic, sentence: Sentence, corpus: Corpus) -> Span | None:
    """From the first to the last clause on the topic; ``None`` where no clause alone is on it."""
    text = sentence.document.text
    clauses = [c for c in corpus.clauses(sentence) if topic.speaks(text[c.start : c.end])]
    return Span(clauses[0].start, clauses[-1].end) if clauses else None


def _admitted(topic: Topic, point: Point) -> Iterator[Said]:
    """The members of an admitted problem that are on the topic; all where the point's own heading is."""
    source, text = point.source, point.source.document.text
    if _AFTERWARDS.match(trimmed(point.text)):
        return
    for member in re.finditer(r"[^；;。]+[；;。]?", text[source.start : source.end]):
        number = _POINT.match(member.group())
        span = Span(source.start + member.start() + (number.end() if number else 0), source.start + member.end())
        if topic.mentions(member.group()) or topic.owns(source.passage.section[-1:]):
            yield Said(source.document, source.passage, span, source)


def _tells(text: str) -> bool:
    return bool(re.search(r"\w", text))
