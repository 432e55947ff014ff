"""Who delivered the report, when and before whom: what stands between its title and its first part."""

import re

from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.state import plain
from assistant.corpus import Sentence
from assistant.rank import Evidence
from assistant.text import bigrams
from vectorstore.records import Document

_WHO = r"(?:谁|哪位|什么人|何人|哪个(?:部门|单位)|什么(?:部门|单位|时候)|哪一?天|何时|几月几[号日])"
_ASKS = re.compile(
    rf"报告(?![里中上])[^，。？点提]{{0,4}}{_WHO}[^，。？]{{0,10}}[作做的报交读]|{_WHO}[^，。？]{{0,8}}(?:作|做|宣读|提交)[^，。？]{{0,6}}报告|"
    r"报告[^，。？提]{0,12}(?:作|做|宣读)的|报告人|"
    r"\bwho\b.*\b(?:deliver|present|gave|made|author|wrote)\w*.*\breport|report.*\b(?:delivered|presented) (?:by|on)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"(?:是|由|为)([\u4e00-\u9fff]{0,8}?)(主任|局长|区长|县长|市长|省长|厅长|州长|总理)")
_GREETING = re.compile(r"各位|现将|现在，我|受[^，]{2,16}委托")


def compose_delivery(evidence: Evidence) -> Draft | None:
    """What the report's head says of its delivery; ``None`` if the question does not ask, or nothing is said."""
    if not _ASKS.search(evidence.question.text) or len(evidence.documents) != 1:
        return None
    lines = _front(evidence, evidence.documents[0])
    if not lines:
        return None
    passage = lines[0].passage
    lines = [line for line in lines if line.passage.id == passage.id]
    source = Source(lines[0].document, passage, lines[0].span.start, lines[-1].span.end)
    stated = "，".join(re.sub(r"^[—（(*]+|[）)*]+$", "", plain(line.text)) for line in lines)
    wrong = _claims_another(evidence.question.text, "".join(line.text for line in lines))
    lead = "不是。报告开头写明：" if wrong else "报告开头写明："
    return assemble(
        [Line(f"{lead}{escaped(stated)}。", (source,))], "corrected" if wrong else "answered", subject="报告"
    )


def _front(evidence: Evidence, document: Document) -> list[Sentence]:
    """The sentences before the first part, up to the greeting."""
    first = next((h.start for h in document.outline if h.kind != "title"), 0)
    found: list[Sentence] = []
    for sentence in evidence.corpus.sentences(evidence.corpus.by_document[document.id]):
        if sentence.span.start >= first or _GREETING.search(sentence.text[:12]):
            break
        found.append(sentence)
    return found


def _claims_another(text: str, front: str) -> bool:
    """Whether the question names an office that the report's head does not."""
    claim = _OFFICE.search(text)
    if claim is None:
        return False
    if claim[2] not in front:
        return True
    body = list(bigrams(re.sub(r"^.*[区县市省]|[局委厅]$", "", claim[1])))
    return bool(body) and not any(pair in front for pair in body)
