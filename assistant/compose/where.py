"""Where in the report something stands: the section path, and the sentence itself."""

import itertools
import re

from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.enumeration import PROBLEMS
from assistant.compose.phrase import trimmed
from assistant.compose.refusal import refuse_subject
from assistant.compose.state import row_statement
from assistant.evidence import Support
from assistant.rank import Evidence
from assistant.records import Term
from vectorstore.records import Passage


def compose_where(evidence: Evidence) -> Draft:
    """The heading path of the sentence that says it; a sentence that also holds the question's number comes first."""
    section = _section_asked(evidence)
    if section is not None:
        return section
    sentences = _placed(evidence)
    numbered = [s for s in sentences[:20] if _holds_numbers(s, evidence)]
    best = (numbered or sentences)[:1]
    if not best or not (evidence.accepts(best[0]) or best[0].coverage >= MOST):
        return refuse_subject(evidence, sentences)
    path = " › ".join(trimmed(heading) for heading in best[0].sentence.passage.section)
    row = best[0].sentence.passage.row
    quote = row_statement(row).rstrip("。") if row is not None else trimmed(best[0].sentence.text)
    shown = quote if len(quote) <= WIDE else _cut(quote)
    under = f"（{escaped(path)}）" if row is None else ""  # a table's title names years that its cells are not of
    text = f"在{escaped(best[0].sentence.passage.label)}{under}：“{escaped(shown)}”{{}}"
    return assemble([Line(text, (Source.of(best[0].sentence),))], subject=evidence.question.text)


_SECTIONS = (
    (
        re.compile(r"附[件表]|计划表|数值表|表格"),
        re.compile(r"计划表|附[件表]"),
    ),
    (re.compile(r"指标|目标"), re.compile(r"主要(?:经济社会发展)?(?:预期)?(?:指标|目标)|预期目标|计划表")),
    (PROBLEMS, re.compile(r"问题|困难|挑战|不足")),
    (re.compile(r"总体(?:要求|思路)|指导思想"), re.compile(r"总体(?:要求|思路)|指导思想")),
    (re.compile(r"成绩|成效|执行情况|完成情况|回顾"), re.compile(r"执行情况|完成情况|回顾")),
    (
        re.compile(r"任务|措施|举措|安排|打算|[干做办抓](?:的事|什么|哪些)"),
        re.compile(r"任务|措施|举措|重点工作|工作安排|重点任务"),
    ),
)
"""What a part of a report is called when it is asked for, and what its heading says."""


def _placed(evidence: Evidence) -> list[Support]:
    """The sentences, best first: of the time asked about if any is accepted, and of the text before those of a table.

    Who asks where something stands looks for the paragraph that tells of it; a row of figures is named if none does.
    """
    fitting = [s for s in evidence.sentences if _in_time(evidence, s.sentence.passage) and evidence.accepts(s)]
    ranked = fitting or evidence.sentences
    told = [s for s in ranked if s.sentence.passage.row is None and s.score >= TOLD * ranked[0].score]
    return [*told[:1], *ranked] if not _TABLE.search(evidence.question.text) else ranked


_TABLE = re.compile(r"表|附件|指标|数值")

MOST = 0.6
"""The share of the question's words that makes a sentence the place, though a thing is missing: a place is shown, no
figure told."""

TOLD = 0.6
"""The share of a row's score from which a sentence is what a question of a place means."""


def _section_asked(evidence: Evidence) -> Draft | None:
    """The part or section that is asked for by what it is (主要目标, 存在的问题), and by nothing else."""
    question = evidence.question
    if any(_names_a_thing(evidence, term) for term in question.terms) or question.numbers:
        return None
    titles = [title for asked, title in _SECTIONS if asked.search(question.text)]
    for titled, document in itertools.product(titles, evidence.documents):
        for heading in document.outline:
            if heading.kind not in {"part", "section", "annex"} or not titled.search(heading.title):
                continue
            source = Source.of_heading(document, heading, evidence.corpus.by_document[document.id])
            if source is not None and _in_time(evidence, source.passage):
                path = escaped(" › ".join(trimmed(title) for title in (*heading.path, heading.title)))
                text = f"在{escaped(source.passage.label)}（{path}）{{}}"
                return assemble([Line(text, (source,))], subject=question.text)
    return None


def _names_a_thing(evidence: Evidence, term: Term) -> bool:
    """Whether a term is of something that stands in a part, and not of the part itself."""
    if _names_a_section(term.text) or len(term.text) < 2:
        return False
    return term.core or evidence.prints(term.text)


def _names_a_section(word: str) -> bool:
    return any(asked.search(word) for asked, _ in _SECTIONS) or word in {"部分", "数字", "内容", "工作", "地方"}


def _in_time(evidence: Evidence, passage: Passage) -> bool:
    """Whether a section is of the year asked about, and of results or plans as asked."""
    question = evidence.question
    return question.is_of(passage.years) and (not question.basis or passage.basis in {None, question.basis})


WIDE = 60
"""Characters of the sentence that are shown; a longer one is cut at a clause's end, never inside a figure."""


def _cut(text: str) -> str:
    ends = [mark.start() for mark in re.finditer(r"[，；、]", text) if mark.start() <= WIDE]
    return text[: ends[-1]] + "……" if ends else text[:WIDE] + "……"


def _holds_numbers(support: Support, evidence: Evidence) -> bool:
    figures = evidence.corpus.figures_in(support.sentence)
    return bool(evidence.question.numbers) and all(
        any(figure.value == quantity.value for figure in figures) for quantity in evidence.question.numbers
    )
