"""A topic and a report -> the brief: gathered, paired, questioned, numbered and verified."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.brief.gather import Matter, Said, gather
from assistant.brief.lines import figure_line, note, open_line, row_line, vague_line, year_of
from assistant.brief.pairs import Pair, pairs_of
from assistant.brief.questions import Findings, questions_of
from assistant.brief.records import Brief, Line, NothingFoundError, Piece, Row, Section
from assistant.brief.targets import Vague, open_rows, vague_targets
from assistant.brief.topics import topic_of
from assistant.brief.wording import name_of, quoted, row_source, source_of
from assistant.compose import draft
from assistant.compose.draft import Numbering, Source
from assistant.compose.phrase import stated, trimmed
from assistant.corpus import Corpus
from assistant.figures import OneFigure
from assistant.lexicon import Lexicon
from assistant.records import Check
from assistant.verify import verify
from vectorstore.records import Document, Figure, Passage, Span

Reword = Callable[[str, Sequence[Said]], Sequence[str]]
"""Words the quotes of the section with the given title, each in one line; empty where the quote is to stay."""


def make_brief(typed: str, document: Document, corpus: Corpus, lexicon: Lexicon, reword: Reword | None = None) -> Brief:
    """The brief on a topic as typed. Raises ``NothingFoundError`` where the report says nothing of it.

    What ``reword`` raises is passed on.
    """
    topic = topic_of(typed, document, corpus, lexicon)
    matter = gather(topic, document, corpus)
    if not typed.strip():
        raise NothingFoundError("请先选择或输入一个专题，例如“养老”。")
    if matter.is_empty:
        raise NothingFoundError(
            f"《{document.title or document.name}》没有关于“{topic.name}”的内容，无法生成审议准备。请换一个专题。"
        )
    return _Maker(matter, reword).brief()


class _Maker:
    """Puts one brief together: sections in order, sources numbered in order of appearance, every line verified."""

    def __init__(self, matter: Matter, reword: Reword | None) -> None:
        self._matter = matter
        self._reword = reword
        self._numbering = Numbering()
        self._checks: list[Check] = []
        # The years of report and plan are the brief's own frame (2026年用什么措施补上), no claim of a quote.
        self._years = {str(matter.document.report_year), str(matter.document.plan_year)}

    def brief(self) -> Brief:
        """The whole brief."""
        document, sections = self._matter.document, tuple(self._sections())
        return Brief(
            self._matter.topic.name, document.id, document.name, document.title or document.name,
            document.report_year, document.plan_year, sections, tuple(self._numbering.citations), tuple(self._checks),
        )  # fmt: skip

    def _sections(self) -> Iterable[Section]:
        matter, year = self._matter, year_of(self._matter.document.plan_year, "来年")
        vague = tuple(vague_targets(matter))
        taken = {one.result.id for one in vague if one.result}
        pairs = tuple(p for p in pairs_of(matter) if p.target or p.row or not (p.actual and p.actual.first.id in taken))
        done = tuple(self._quotes("已完成的工作", matter.done))
        yield Section("done", "一、已完成的工作", "报告没有就此列出已完成的工作。", done)
        problems = tuple(self._quotes("报告承认的问题", matter.problems))
        yield Section("problems", "二、报告承认的问题", "报告没有就此列出问题。", problems)
        listed = (row_line(matter, row) for row in matter.rows)
        plans = [*self._quotes(f"{year}措施与目标", matter.plans), *self._composed(listed, place="计划表")]
        yield Section("plans", f"三、{year}措施与目标", f"报告没有就此列出{year}的措施与目标。", tuple(plans))
        yield Section(
            "comparison", "四、计划与实际对照", "报告没有就此给出可以对照的指标。", rows=tuple(self._rows(pairs, vague))
        )
        named = [*(open_line(matter, pair) for pair in open_rows(pairs)), *(vague_line(matter, one) for one in vague)]
        yield Section("vague", "五、模糊或未量化的目标", "没有发现明显缺少数字的目标。", tuple(self._composed(named)))
        asked = self._composed(questions_of(Findings(matter, pairs, vague)))
        yield Section("questions", "六、可追问的问题", "没有发现需要追问的缺口。", tuple(asked))

    def _quotes(self, title: str, sentences: Sequence[Said]) -> Iterator[Line]:
        """The report's sentences, each under its marker, in a model's words where these are to be had and verify."""
        texts = self._reword(title, sentences) if self._reword else [""] * len(sentences)
        for said, text in zip(sentences, texts, strict=True):
            yield self._reworded(said, text) if text else self._quoted(said)

    def _reworded(self, said: Said, text: str) -> Line:
        piece = Piece(text.rstrip("。；，"), (self._numbering.marker(said.source),))
        line = Line((piece, Piece("。")), said.passage.label, worded=True)
        checks = self._verified(line, self._numbering)
        if not all(check.ok for check in checks):
            return self._quoted(said)
        self._checks += checks
        return line

    def _quoted(self, said: Said) -> Line:
        """The report's own words; the whole sentence where a cut one does not verify."""
        line = self._quote(said)
        checks = self._verified(line, self._numbering)
        if not all(check.ok for check in checks):
            line = self._quote(replace(said, span=Span(said.source.start, said.source.end)))
            checks = self._verified(line, self._numbering)
        self._checks += checks
        return line

    def _quote(self, said: Said) -> Line:
        quote = Piece(said.text.rstrip("。"), (self._numbering.marker(said.source),))
        return Line((quote, Piece("。")), said.passage.label, quoted=True)

    def _composed(self, lines: Iterable[draft.Line], *, place: str = "") -> Iterator[Line]:
        """Lines that code words; one with a figure that its quotes do not hold is left out, and cites nothing."""
        for line in lines:
            if self._stands(line):
                yield Line(_pieces(line, self._numbering), place)

    def _stands(self, line: draft.Line) -> bool:
        """Whether the quotes hold every figure of a line; its checks are then counted."""
        trial = Numbering()
        checks = [c for c in self._verified(Line(_pieces(line, trial)), trial) if c.figure not in self._years]
        good = all(check.ok for check in checks)
        self._checks += checks if good else ()
        return good

    def _verified(self, line: Line, numbering: Numbering) -> tuple[Check, ...]:
        return verify(line.marked, numbering.citations, (), self._matter.corpus.passages)

    def _rows(self, pairs: Sequence[Pair], vague: Sequence[Vague]) -> Iterator[Row]:
        """The rows of the comparison; one with a figure that its quotes do not hold is left out."""
        for pair in pairs:
            figures = [one.first for one in (pair.planned, pair.actual, pair.target) if one]
            stand = [self._stands(figure_line(self._matter, figure)) for figure in figures]
            if all(stand):
                planned, actual = self._cell(pair.planned), self._cell(pair.actual)
                target = self._open_cell(pair.row) if pair.row else self._cell(pair.target)
                yield Row(pair.name, planned, actual, target, pair.change, note(pair))
        for one in vague:
            if one.result is None or one.result_source is None:
                continue
            if self._stands(figure_line(self._matter, one.result)):
                yield self._vague_row(one, one.result, one.result_source)

    def _vague_row(self, vague: Vague, result: Figure, source: Source) -> Row:
        actual = Piece(stated(self._matter.document, result), (self._numbering.marker(source),))
        target = Piece(f"“{quoted(vague.text)}”", (self._numbering.marker(vague.source),))
        return Row(name_of(result.subject), Piece(""), actual, target, note="目标未量化")

    def _open_cell(self, row: Passage) -> Piece:
        assert row.row is not None
        return Piece(trimmed(row.row.values[-1][1]), (self._numbering.marker(row_source(self._matter, row)),))

    def _cell(self, one: OneFigure | None) -> Piece:
        if one is None:
            return Piece("")
        matter = self._matter
        markers = dict.fromkeys(self._numbering.marker(source_of(matter, figure)) for figure in one.figures[:2])
        return Piece(stated(matter.document, one.first), tuple(markers))


def _pieces(line: draft.Line, numbering: Numbering) -> tuple[Piece, ...]:
    """A line's text parted where its markers stand."""
    texts = line.text.split("{}")
    markers = [(numbering.marker(source),) for source in line.sources]
    return tuple(Piece(text, marker) for text, marker in zip(texts, [*markers, ()], strict=True) if text)
