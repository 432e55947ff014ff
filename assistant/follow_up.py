"""A follow-up -> a question that stands alone; a question that stands alone is left as it is."""

import re
from collections.abc import Sequence

from assistant.lexicon import Lexicon
from assistant.records import Answer
from assistant.understand import normalise, scopes_of, skeleton, understand
from vectorstore.records import Document

_PRONOUN = re.compile(
    r"它们?|其中|这个|那个|这些|那些|上面|上述|前面|刚才|该(?:项|指标)|这(?:一)?(?:项|点|条)|那(?:一)?(?:项|点|条)|此"
)
_ONLY_YEAR = re.compile(
    r"^(?:那么?|那)?[,，]?(?P<when>(?:(?:19|20)\d\d年?|\d\d年|今年|去年|明年|前年)(?:的)?)(?P<kind>(?:计划|目标|实际|安排|打算|预期|情况)*)(?:呢|是多少|如何|怎么样|多少)?[?？。]*$"
)
_REPLACED = re.compile(
    r"^(?:那么?|换成|换|改成|改为|如果是|那)?[,，]?(?P<thing>[^，。？?]{2,20}?)(?:呢|的呢|怎么样|如何)[?？。]*$"
)
_REASON = re.compile(
    r"^(?:那)?(?:这)?(?:是)?(?:为什么|为何|为啥|原因(?:是什么|呢|何在)?|什么原因|怎么回事|因为什么)(?:呢|啊)?[?？。]*$"
)
_ITEM = re.compile(r"第(?P<n>[一二三四五六七八九十\d])(?:项|个|条|点|方面)")
_RECAP = re.compile(r"(?:用)?一句话|(?:概括|总结|归纳|小结)(?:一下)?(?:上面|上述|前面|以上|刚才|这)")
_ATTRIBUTE = re.compile(
    r"^(?:那|那么)?(?:它|其|这)?(?:的)?(?:金额|数量|总数|目标|计划|增速|增幅|占比|比例|排名|面积|投资|原因|单位|时间|具体|实际|完成|预计|在全[国省市区县]|全[国省市区县]|"
    r"由|牵头|负责|责任|哪个(?:单位|部门)|排|位|同比|比上年|累计|一共|总共|有多少|多少|几|是多少|怎么|如何|哪)"
)


def stand_alone(typed: str, history: Sequence[Answer], documents: Sequence[Document], lexicon: Lexicon) -> str:
    """The question as it would be asked with no conversation before it.

    Only an elliptic question is rewritten: one that has nothing of its own to be about. A new subject inherits
    neither the old one nor its year.
    """
    text = normalise(typed)
    last = next((answer for answer in reversed(history) if answer.status != "off_topic"), None)
    if last is None:
        return typed
    for rewrite in (_recap, _year, _item, _reason, _pronoun, _replaced, _attribute):
        rewritten = rewrite(text, last, history, documents, lexicon)
        if rewritten:
            return rewritten
    return typed


def _recap(text: str, last: Answer, history: Sequence[Answer], documents: Sequence[Document], lexicon: Lexicon) -> str:
    if not _RECAP.search(text) or not re.search(r"上面|上述|前面|以上|刚才|这", text):
        return ""
    asked = [answer.standalone.rstrip("？?。") for answer in history if answer.status != "off_topic"][-2:]
    return "概括：" + "；".join(asked)


def _year(text: str, last: Answer, history: Sequence[Answer], documents: Sequence[Document], lexicon: Lexicon) -> str:
    """那2026年呢: the last question with its year replaced."""
    match = _ONLY_YEAR.match(text)
    if match is None:
        return ""
    when = match["when"].removesuffix("的")
    when = when + "年" if re.fullmatch(r"\d{4}|\d\d", when) else when
    kind = next((word for word in ("计划", "目标", "实际") if word in match["kind"]), "")
    rest = re.sub(r"(?:19|20)\d\d年?|\d\d年|今年|去年|明年|前年", "", last.standalone)
    rest = re.sub(r"^(?:计划|目标|预计|实际)|(?<=[一-龥])了(?=多少|几)", "", rest.strip("，, "))
    return f"{when}{'实际' if kind == '实际' else ''}{rest}"


def _item(text: str, last: Answer, history: Sequence[Answer], documents: Sequence[Document], lexicon: Lexicon) -> str:
    """其中第二项: the item of the last list."""
    match = _ITEM.search(text)
    items = list(last.trace.get("items", ()))
    if match is None or not items:
        return ""
    number = match["n"]
    at = int(number) if number.isdigit() else "一二三四五六七八九十".index(number) + 1
    if not 0 < at <= len(items):
        return ""
    rest = re.sub(r"^(?:那么?|那)?(?:其中|上面|这里面|里面)?(?:的)?", "", text[: match.start()]) + text[match.end() :]
    rest = rest.removeprefix("的")
    if re.search(r"原因|为什么", rest) and "没有完成" in str(last.trace.get("subject", "")):
        return f"{items[at - 1]}没有完成的原因是什么"
    rest = "" if re.fullmatch(r"(?:呢|怎么说的?|说的?是什么|具体)[?？]*", rest) else rest
    return f"{items[at - 1]}{rest}" if rest.strip("？?呢") else f"{items[at - 1]}具体情况"


def _reason(text: str, last: Answer, history: Sequence[Answer], documents: Sequence[Document], lexicon: Lexicon) -> str:
    if not _REASON.match(text):
        return ""
    return f"{_about(last)}的原因是什么？"


def _pronoun(
    text: str, last: Answer, history: Sequence[Answer], documents: Sequence[Document], lexicon: Lexicon
) -> str:
    """它在哪一部分: the pronoun replaced by what the last question was about."""
    match = _PRONOUN.search(text)
    if match is None:
        return ""
    year = re.search(r"(?:19|20)\d\d年", last.standalone)
    about = ("" if re.search(r"20\d\d年", text) or not year else year.group()) + _about(last)
    if match.group().startswith("其中"):
        rest = text[: match.start()] + text[match.end() :]
        rest = re.sub(r"^(?:那么?|那)|呢[?？]*$", "", rest).strip("，, 的")
        if scopes_of(rest) or rest in lexicon.places:
            return _within(last, rest)
        if _own_terms(rest, documents, lexicon):
            return _swap(last, rest, documents, lexicon)
        return f"{about}中{rest}"
    rewritten = text[: match.start()] + about + text[match.end() :]
    return re.sub(r"^(?:那么?|那)(?=[^么])", "", rewritten)


def _replaced(
    text: str, last: Answer, history: Sequence[Answer], documents: Sequence[Document], lexicon: Lexicon
) -> str:
    """换成养老床位呢, 案损呢: the last question about another thing."""
    match = _REPLACED.match(text)
    if match is None or re.search(r"多少|几|什么|哪|怎么", match["thing"]):
        return ""
    thing = re.sub(r"^(?:那么?|那|换成|换|改成|改为|如果是)", "", match["thing"]).strip("，, ")
    return _within(last, thing) if scopes_of(thing) else _swap(last, thing, documents, lexicon)


def _within(last: Answer, scope: str) -> str:
    """The last question asked of a part of the area."""
    whole = re.search(r"全[区市县省国]|(?<=年)[\u4e00-\u9fff]{2,3}[区市县省](?=[\u4e00-\u9fff])", last.standalone)
    if whole:
        return last.standalone[: whole.start()] + scope + last.standalone[whole.end() :]
    year = re.match(r"(?:(?:19|20)\d\d年|今年|去年)(?:计划)?", last.standalone)
    at = year.end() if year else 0
    return last.standalone[:at] + scope + last.standalone[at:]


def _swap(last: Answer, thing: str, documents: Sequence[Document], lexicon: Lexicon) -> str:
    """The last question with what it was about replaced by ``thing``."""
    old = _noun_phrase(last.standalone, documents, lexicon)
    if old:
        base = (
            re.sub(r"(?:19|20)\d\d年", "", last.standalone) if re.search(r"(?:19|20)\d\d年", thing) else last.standalone
        )
        return base.replace(old, thing, 1)
    year = re.search(r"(?:19|20)\d\d年|今年|去年", last.standalone)
    return f"{year.group() if year else ''}{thing}是多少？"


def _noun_phrase(text: str, documents: Sequence[Document], lexicon: Lexicon) -> str:
    """The run of neighbouring terms that ends with the thing asked for."""
    terms = understand(text, text, documents, lexicon).terms
    head = next((term for term in terms if term.head), None)
    if head is None or head.text not in text:
        return ""
    start = end = text.index(head.text)
    end += len(head.text)
    for term in reversed(terms[: terms.index(head)]):
        if text[:start].endswith(term.text) and term.core:
            start -= len(term.text)
    return text[start:end]


def _attribute(
    text: str, last: Answer, history: Sequence[Answer], documents: Sequence[Document], lexicon: Lexicon
) -> str:
    """金额多少, 在全市排第几: an attribute of what the last question was about."""
    if len(text) > 16 or not _ATTRIBUTE.search(text) or _own_terms(text, documents, lexicon):
        return ""
    text = re.sub(r"^(?:那么?|那)", "", text)
    year = re.search(r"(?:19|20)\d\d年|今年|去年", last.standalone)
    own_year = re.search(r"(?:19|20)\d\d年|今年|去年|明年", text)
    return f"{year.group() if year and not own_year else ''}{_about(last)}{text}"


def _own_terms(text: str, documents: Sequence[Document], lexicon: Lexicon) -> bool:
    return any(term.core for term in understand(text, text, documents, lexicon).terms)


def _about(last: Answer) -> str:
    """What the last question was about, in its own words."""
    return skeleton(last.standalone) or str(last.trace.get("subject", ""))
