"""Whether a sentence affirms what a yes-or-no question asks: the same thing, in the state asked about, and all of it.

是 is said only on the report's own word. A sentence about the same thing in another state (推进 for 完成, 通过评审 for
评上) affirms nothing, and neither does one whose state is another thing's.
"""

import re
from collections.abc import Iterable

from assistant.corpus import Sentence
from assistant.evidence import Support
from assistant.rank import Evidence
from assistant.text import fold
from vectorstore.records import Span

_STATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"完工|竣工|完成|建成|做完|办完|修完|建好|修好|落成|收官|结束|配齐|全覆盖",
        r"通车|通了|开通|运营|投入使用|投用|启用|开放|开业|开园|用上|上线",
        r"开工|动工|启动|开建",
        r"评上|评为|获评|评选为|成为|成了|入选|创成|创建成功|荣获|获得|认定|获批|摘得|已经?是",
        r"免费|免除|减免|不收",
    )
)
"""Words for one state; a question in one of them is affirmed by any other of the same line."""

_WHOLE = re.compile(r"全部|全都|全线|全面|完全|彻底|所有|每[个家条所处户]|都|均")
_WHOLE_TOLD = re.compile(r"全|均|都|各|每|100%|百分之百")
_PART = re.compile(r"基本|部分|主体|[东南西北]段|一期|首批|其中|陆续|逐步|有序")
_UNDER_WAY = re.compile(r"推进|推动|加快|力争|争取|争创|确保|将|计划|拟|筹备|谋划|开展|继续|着力|努力|有序")
_DONE_ASKED = re.compile(r"了(?:吗|没|么|嘛|没有)|已经?|完了|就")
_OF_ONE_YEAR = re.compile(r"一年(?:内|的|就)?|当年|年内|单年")
_NONE = re.compile(r"(?:零(?!售|星|散|部|件)|无(?!障碍)|未发生|没有发生)(?P<what>[一-鿿]{2})")

ENOUGH = 0.7
"""The weight of the question's words that the affirming clause must hold, of all of them."""


def affirms(evidence: Evidence, support: Support) -> bool:
    """Whether the clause that is most about the question says what it asks about."""
    sentence, text = support.sentence, evidence.question.text
    clause = fold(_closest(evidence, sentence))
    if _WHOLE.search(text) and not _WHOLE_TOLD.search(clause):
        return False
    if _DONE_ASKED.search(text) and (_unfinished(clause, text) or sentence.passage.basis == "plan"):
        return False
    if _OF_ONE_YEAR.search(text) and "累计" in clause:
        return False
    asked = [state for state in _STATES if state.search(text)]
    if asked and not any(state.search(clause) for state in asked):
        return False
    return _held(evidence, clause, asked) >= ENOUGH


def denies(evidence: Evidence, support: Support) -> bool:
    """Whether the report says that there is none of what the question asks about: 零伤亡 for 造成人员伤亡."""
    told = _NONE.finditer(support.sentence.text)
    return any(none["what"] in evidence.question.text for none in told)


def _unfinished(clause: str, text: str) -> bool:
    """Whether the clause tells of a part, or of work under way, where the question asks about the end of the whole."""
    part = _PART.search(clause)
    if part and part.group() not in text:
        return True
    return bool(_UNDER_WAY.search(clause)) and not any(state.search(clause) for state in _STATES[:4])


def _held(evidence: Evidence, clause: str, states: Iterable[re.Pattern[str]]) -> float:
    """The share of the question's words, by weight, that the clause holds; the state's words are already seen to."""
    matcher = evidence.matcher
    met = matcher.met(clause)
    weighed = [
        (w.weight, value)
        for w, value in zip(matcher.terms, met, strict=True)
        if not any(state.search(w.term.text) for state in states)
    ]
    total = sum(weight for weight, _ in weighed)
    return sum(weight * value for weight, value in weighed) / total if total else 1.0


def _closest(evidence: Evidence, sentence: Sentence) -> str:
    """The clause that holds most of the question, with what follows it without a subject of its own."""
    if sentence.passage.row is not None:
        return sentence.text
    clauses = evidence.corpus.clauses(sentence)
    text, matcher = sentence.document.text, evidence.matcher

    def coverage(clause: Span) -> float:
        return matcher.coverage([(1.0, evidence.corpus.fold(sentence.document, clause.start, clause.end))])[0]

    at = max(range(len(clauses)), key=lambda n: coverage(clauses[n]))
    end = clauses[at].end
    for following in clauses[at + 1 :]:
        if not re.match(r"\s*(?:已|并|且|实现|投入|建成|获|达到)", text[following.start : following.end]):
            break
        end = following.end
    return text[clauses[at].start : end]
