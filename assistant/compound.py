"""Several questions in one (比目标差多少，原因是什么): asked one after another, answered together."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.compose.draft import Draft, joined

_ASKS = re.compile(
    r"多少|几[^乎句点]|几$|什么|啥|哪|怎|咋|为何|谁|吗|是否|有没有|呢[?？]?$|多[大高长快]|"
    r"\b(?:what|how|which|when|why|where|who|by how)\b|^(?:did|does|do|is|are|was|were|has|have|will)\b|\bwere there\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[？?])\s*(?=\S)")
_CLAUSE = re.compile(
    r"(?:[，,；;]\s*|\s)(?:and|but)\s(?=what|how|by|which|why|were|was|are|is|did)|[，,；;]\s*", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"(?:又|那|那么|另外|还有|其中|同时|然后|而)?(?:(?:20\d\d年|今年|明年|去年)[^，。？]{0,6}(?:目标|计划|打算|安排)?(?:又)?(?:是|定|呢)|目标|计划|"
    r"(?:主要)?(?:原因|因为)|为什么|为何|为啥|咋回事|怎么回事|其中|比(?:上年|去年|前年|年初|目标|上一年)|同比|增长|增速|增幅|涨了?|降了?|"
    r"(?:在)?(?:全[国省市区县]|世界|全球)?(?:排|占)|(?:分别|都|各)?(?:有|是|在|叫)哪|分别|第[一二三四五六七八九十])|"
    r"改善|恢复到|提高|下降|减少|(?:what|how much|how many|by how|by what|which|why|(?:were|was|are|is) there|did)\b",
    re.IGNORECASE,
)
"""How a clause begins that asks something further of the same thing."""

_OF_EACH = re.compile(r"[^，。？]{0,4}(?:各|分别|都)[^，。？]{0,3}多少")
_ALONGSIDE = re.compile(r"^(?!.*(?:原因|为什么|为何|为啥|怎么回事)).*(?:对比|比较一下|比一比)")
"""What belongs to the question before it: each member's figure of a list, and two figures to be compared."""

_EDGE = re.compile(r"^[\s，,；;]+|[\s，,；;]*(?:\s(?:and|but))?[\s，,；;]*$", re.IGNORECASE)
_SPACE = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_VERDICT = re.compile(r"[是否]，")
_NUMBER = re.compile(r"多少|几[^乎句点]|几$")
_TIME = re.compile(r"(?:19|20)\d\d年|今年|去年|明年|前年")
_FIGURE = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d年)\d+(?:\.\d+)?")
_SHORT = 3
"""Questions of a list are longer than so many characters."""


def questions_in(text: str) -> tuple[str, ...]:
    """The questions of a text in order, one if it asks one thing; what comes before a question stays with it."""
    if _ALONGSIDE.search(text):
        return (text,)
    parts: list[str] = []
    for sentence in _SENTENCE.split(text.strip()):
        for clause in _clauses(sentence):
            if parts and not (_ASKS.search(parts[-1]) and _ASKS.search(clause)):
                parts[-1] += clause
            else:
                parts.append(clause)
    return tuple(_EDGE.sub("", part) for part in parts if len(part.strip()) > _SHORT) if len(parts) > 1 else (text,)


def parted(text: str) -> str:
    """The text with a comma for the space behind a clause that asks, where one begins that asks further."""
    for space in reversed(list(_SPACE.finditer(text))):
        before, behind = text[: space.start()], text[space.end() :]
        if _ASKS.search(before) and _GOES_ON.match(behind) and _ASKS.search(behind):
            text = f"{before}，{behind}"
    return text


def _clauses(sentence: str) -> list[str]:
    """A sentence cut where, behind a clause that asks, one begins that asks further."""
    cuts = [
        mark.end()
        for mark in _CLAUSE.finditer(sentence)
        if _ASKS.search(sentence[: mark.start()])
        and _ASKS.search(sentence, mark.end())
        and (_GOES_ON.match(sentence, mark.end()) or _counts_again(sentence, mark))
        and not _OF_EACH.match(sentence, mark.end())
    ]
    edges = [0, *cuts, len(sentence)]
    return [sentence[a:b] for a, b in pairwise(edges)]


def _counts_again(sentence: str, mark: re.Match[str]) -> bool:
    """Whether a number is asked for on both sides of a comma: 完成多少投资，完成率多少."""
    following = _CLAUSE.search(sentence, mark.end())
    behind = sentence[mark.end() : following.start() if following else len(sentence)]
    return bool(_NUMBER.search(sentence[: mark.start()]) and _NUMBER.search(behind))


def in_time_of(first: str, question: str) -> str:
    """A further question with the time of the first one, where it names none itself."""
    times = _TIME.findall(first)
    return question if len(set(times)) != 1 or _TIME.search(question) else times[0] + question


def together(whole: Draft, parts: Sequence[Draft], questions: Sequence[str], *, leaning: bool) -> Draft:
    """The better of one answer to everything and the answers one by one.

    The first is kept where it says all that the others say, or a number for each question, or where they have no answer
    to the first question. ``leaning`` tells that a question leans on the one before it: then its refusal says little.
    """
    given = [part for part in parts if part.status in GIVEN]
    if parts[0].status not in GIVEN:
        return whole
    if whole.status == "answered":
        numbers = all(_NUMBER.search(question) for question in questions)
        judged = any(_VERDICT.match(part.text) for part in given) and not _VERDICT.match(whole.text)
        stated = {figure for part in given for figure in _figures(part)}
        says_all = stated <= _figures(whole) and (stated or _places(given) <= _places([whole]))
        if numbers and len(_figures(whole)) >= len(questions):
            return whole
        if says_all and not judged and (leaning or len(given) == len(parts)):
            return whole
    return replace(joined(parts), status=parts[0].status if len(given) == len(parts) else "partial")


def after_refusal(refused: Draft, given: Draft) -> Draft:
    """What the report does give, behind the sentence that says what it does not."""
    lead = re.split(r"(?<=。)|(?<=\.) ", refused.text, maxsplit=1)[0]
    return replace(given, text=f"{lead}\n{given.text}", status="partial")


def _figures(draft: Draft) -> set[str]:
    return set(_FIGURE.findall(re.sub(r"\[\d+\]", "", draft.text)))


def _places(drafts: Sequence[Draft]) -> set[tuple[str, int, int]]:
    return {(c.document_id, c.start, c.end) for draft in drafts for c in draft.citations}


GIVEN = frozenset({"answered", "corrected", "partial"})
