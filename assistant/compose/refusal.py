"""What the report does not give: exactly what is missing, and the nearest thing that it does say."""

import re

from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.phrase import trimmed
from assistant.compose.state import figure_text, statement_line
from assistant.evidence import Support
from assistant.query_terms import skeleton
from assistant.rank import Evidence, Mismatch
from assistant.records import Question

NEAR = 0.42
"""The least coverage at which another statement is worth showing as the nearest one."""

_MEASURES = {
    "amount": "总量或数额",
    "change": "增速或变化幅度",
    "share": "占比",
    "rate": "比率",
    "rank": "排名",
    "ratio": "比值",
}


def refuse_figure(evidence: Evidence, sentences: list[Support]) -> Draft:
    """No figure fits: name the year, the measure or the subject that is missing."""
    near = [(s, wrong) for s, wrong in evidence.figures if evidence.accepts(s) and s.coverage >= NEAR]
    near = [(s, wrong) for s, wrong in near if not s.missing] or near
    top_sentence = sentences[0] if sentences else None
    if near and (top_sentence is None or near[0][0].coverage >= top_sentence.coverage - 0.1):
        support, wrong = near[0]
        lead = _missing(evidence.question, wrong)
        line = Line(f"报告给出的是：{escaped(figure_text(evidence, support))}。", (Source.of(support.sentence),))
        return assemble([Line(lead), line], "not_found", subject=_subject(evidence.question), separator="")
    return refuse_subject(evidence, sentences)


def refuse_subject(evidence: Evidence, sentences: list[Support]) -> Draft:
    """Nothing in the report is about the question, or nothing that says what is asked."""
    lead = Line(_missing(evidence.question, ""))
    if sentences and sentences[0].coverage >= NEAR:
        nearest = statement_line(evidence, sentences[0])
        line = Line(f"最接近的表述是：{nearest.text}", nearest.sources)
        return assemble([lead, line], "not_found", subject=_subject(evidence.question), separator="")
    return assemble([lead], "not_found", subject=_subject(evidence.question))


def refuse_detail(evidence: Evidence, support: Support, detail: str) -> Draft:
    """The report speaks of the thing but does not give the detail asked for."""
    nearest = statement_line(evidence, support)
    lines = [
        Line(f"报告没有给出“{escaped(_subject(evidence.question))}”的{detail}。"),
        Line(f"相关的表述是：{nearest.text}", nearest.sources),
    ]
    return assemble(lines, "not_found", subject=_subject(evidence.question), separator="")


def refuse_place(evidence: Evidence, places: tuple[str, ...]) -> Draft:
    """The question is about another area than the reports."""
    own = "、".join(dict.fromkeys(d.place for d in evidence.documents if d.place)) or "本地"
    text = f"报告没有给出{'、'.join(places)}的情况，这份报告说的是{own}。"
    return assemble([Line(escaped(text))], "not_found", subject=_subject(evidence.question))


def _missing(question: Question, wrong: Mismatch) -> str:
    """What the report does not give: 报告没有给出2024年……的总量."""
    year = "、".join(f"{year}年" for year in question.years)
    subject = _subject(question)
    measure = _MEASURES.get(question.asked, "数值") if question.wants_number else "说明"
    if wrong == "year" and year:
        return f"报告没有给出{year}“{escaped(subject)}”的数值。"
    if wrong == "scope":
        return f"报告没有给出{year}“{'、'.join(question.scopes)}”的“{escaped(subject)}”。"
    if wrong in {"measure", "unit"}:
        return f"报告没有给出{year}“{escaped(subject)}”的{measure}。"
    if wrong == "basis":
        kind = "计划目标" if question.basis == "plan" else "实际完成数"
        return f"报告没有给出{year}“{escaped(subject)}”的{kind}。"
    return f"报告没有给出{year}“{escaped(subject)}”的{measure}。"


def _subject(question: Question) -> str:
    """What was asked about, in the asker's words; brackets that would read like our markers are left out."""
    text = re.sub(r"\[\d+\]", "", question.text)
    return trimmed(skeleton(text)) or trimmed(re.sub(r"[?？]", "", text))
