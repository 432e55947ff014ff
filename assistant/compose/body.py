"""Which body is responsible: what the report names in brackets behind a measure (牵头单位：市教育局)."""

import re

from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.phrase import trimmed
from assistant.compose.state import plain
from assistant.rank import Evidence

_NAMED = re.compile(r"[（(]?(?:牵头|责任|负责|主办|承办|主管)(?:单位|部门|人)?[：:]\s*([^）)。；]+)[）)]?")
_ASKS = re.compile(
    r"(?:由|是|归)?(?:哪|什么|谁)[一个些]*(?:单位|部门|委办局|局)?(?:来)?(?:牵头|负责|主管|主办|承担)|(?:牵头|责任|负责|主管)(?:单位|部门)(?:是|有)?(?:谁|哪|什么)?"
)
_CLAIMS = re.compile(r"由([\u4e00-\u9fff]{2,14}?)(?:来)?(?:牵头|负责|主办|承担|组织实施)")


def compose_body(evidence: Evidence) -> Draft | None:
    """The body asked for, or the right one for a wrong claim; ``None`` if the question is about no body."""
    text = evidence.question.text
    asks, claim = _ASKS.search(text), _CLAIMS.search(text)
    claimed = claim[1] if claim and not re.search(r"哪|什么|谁", claim[1]) else ""
    if not asks and not claimed:
        return None
    side = evidence.about(evidence.read(_CLAIMS.sub("", _ASKS.sub("", text))))
    for support in side.sentences[:5]:
        passage = support.sentence.passage
        named = _NAMED.search(passage.text, support.sentence.span.start - passage.start)
        if named is None or not side.accepts(support):
            continue
        body = trimmed(named[1])
        if claimed and claimed in body:
            return None
        task = plain(_NAMED.sub("", support.sentence.text))
        source = Source(support.sentence.document, passage, support.sentence.span.start, passage.start + named.end())
        lead = f"不是{claimed}，报告写明的单位是{body}" if claimed else f"报告写明的单位是{body}"
        line = Line(f"{escaped(lead)}；任务是：{escaped(task)}{{}}。", (source,))
        return assemble([line], "corrected" if claimed else "answered", subject=task)
    return None
