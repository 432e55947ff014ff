"""The n-th of what a report counts off: its second problem, the eighth thing that it will do for the people."""

import re

from assistant.compose.draft import Draft, Line, assemble, escaped
from assistant.compose.enumeration import Point, problems
from assistant.compose.points import run_asked
from assistant.rank import Evidence
from assistant.text import NUMERALS, small_number

_NTH = re.compile(rf"第(?P<n>[{NUMERALS}]|\d{{1,2}})(?:个|条|项|点|件|方面|大)(?:方面)?的?(?P<of>[^，。？]{{0,6}})")
_PROBLEMS = re.compile(r"问题|困难|短板|不足|挑战")


def compose_ordinal(evidence: Evidence) -> Draft | None:
    """The point whose number the question gives, in the report's words; ``None`` if the report counts off no such."""
    asked = _NTH.search(evidence.question.text)
    if asked is None:
        return None
    at = small_number(asked["n"])
    points = _counted(evidence)
    if not points or not at:
        return None
    if at > len(points):
        many = f"{len(points)}个"
        line = Line(f"报告一共讲了{many}方面，没有{asked.group().removesuffix(asked['of'])}。", (points[-1].source,))
        return assemble([line], "not_found", computed=[many], subject=evidence.question.text)
    point = points[at - 1]
    return assemble([Line(f"{escaped(point.text)}。", (point.source,))], subject=point.text)


def _counted(evidence: Evidence) -> list[Point]:
    """The problems, where the question is of them; else the run of points that it is of."""
    if _PROBLEMS.search(evidence.question.text):
        return problems(evidence.corpus, evidence.documents)
    run = run_asked(evidence)
    return list(run.points) if run else []
