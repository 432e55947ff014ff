"""A follow-up -> a question that stands alone; a question that stands alone is left as it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lexicon import Lexicon
from assistant.places import own_forms, scopes_of
from assistant.query_terms import skeleton, terms_of
from assistant.records import Answer, Question
from assistant.text import language_of, normalise, small_number
from assistant.understand import understand
from vectorstore.records import Document

_TIME = r"(?:(?:19|20)\d\d年?|(?<!\d)\d\d年|今年|去年|明年|前年)"
_ONLY_TIME = re.compile(
    rf"^(?:那么?)?[,，]?(?P<when>{_TIME})的?(?:计划|目标|实际|安排|打算|预期|情况)*(?:呢|是多少|如何|怎么样|多少)*[?？。]*$"
)
_ENGLISH_TIME = re.compile(
    r"^(?:and|but|what about|how about)?\W*(?:in|for)?\s*(?:the year )?(?P<when>(?:19|20)\d\d)\W*$", re.IGNORECASE
)
_ENGLISH_PRONOUN = re.compile(r"\b(?:its?|their|they|them|these|those|this|that)\b", re.IGNORECASE)
_NEW_TOPIC = re.compile(r"^(?:换个?(?:话题|问题|题)|另外问|再问一?个|顺便问|不说这个了?)[，,：: ]*")
_LEAD = re.compile(r"^(?:那么?(?!个)|换成|换|改成|改为|如果是|其中|其|里面|这里面)[,，]?(?:的)?")
_TAIL = re.compile(r"(?:的?呢|的情况呢?|怎么样|如何)?[?？。！!]*$")
_REASON = re.compile(
    r"^(?:那)?(?:这)?(?:是)?(?:为什么|为何|为啥|原因(?:是什么|是啥|呢|何在)?|什么原因|怎么回事|因为什么)(?:呢|啊|呀)?[?？。]*$"
)
_PRONOUN = re.compile(r"它们?|这个|那个|这些|那些|上面|上述|前面|刚才|该(?:项|指标)|[这那](?:一)?(?:项|点|条|两项)|此")
_ITEM = re.compile(r"第(?P<n>[一二三四五六七八九十\d])(?:项|个|条|点|方面|件)")
_RECAP = re.compile(r"一句话|(?:概括|总结|归纳|小结)(?:一下)?(?:上面|上述|前面|以上|刚才|这)")
_ASKS = re.compile(r"多少|几|什么|哪|怎|为何|为啥|为什么|吗|谁|是否")
_STRUCTURE = re.compile(r"困难|问题|挑战|短板|主要(?:指标|目标|任务|措施)|计划指标|附[件表]|计划表|几大方面")
"""Parts of a report that a question may be about without naming a thing."""

_NO_THING = re.compile(
    r"占?(?:全[国省市区县球]|世界)|份额|新增|新建|建设|完成|改造|整治|增长|提升|打算|安排|发放|培育|引进|办理|开展|推进|实现|达到|建成|计划|预计|控制|落实|解决|处理|补助|投入"
)


def stand_alone(typed: str, history: Sequence[Answer], documents: Sequence[Document], lexicon: Lexicon) -> str:
    """The question as it would be asked with no conversation before it.

    Only an elliptic question is rewritten: one that points back, or has nothing of its own to be about. A new subject
    inherits neither the old one nor its year.
    """
    text = normalise(typed)
    if _NEW_TOPIC.search(text):
        return _NEW_TOPIC.sub("", text)
    last = next((answer for answer in reversed(history) if answer.status != "off_topic"), None)
    if last is None:
        return typed
    if language_of(text) == "en" or (language_of(last.standalone) == "en" and _ENGLISH_TIME.match(text)):
        return _in_english(text, last.standalone, lexicon) or typed
    return _Conversation(last, tuple(history), tuple(documents), lexicon).completed(text) or typed


def _in_english(text: str, last: str, lexicon: Lexicon) -> str:
    """And in 2026? is the last question of another year; What is the target? asks for the target of the last thing."""
    match = _ENGLISH_TIME.match(text)
    year = re.search(r"(?:19|20)\d\d", last)
    if match is not None:
        return last.replace(year.group(), match["when"]) if year else f"{last.rstrip('?？ ')} in {match['when']}?"
    points = _ENGLISH_PRONOUN.search(text)
    if language_of(last) != "en" or (not points and any(term.core for term in terms_of(text, "en", (), lexicon))):
        return ""
    thing = " ".join(term.text for term in terms_of(last, "en", (), lexicon) if term.core)
    when = f" in {year.group()}" if year and not re.search(r"(?:19|20)\d\d", text) else ""
    return f"{text.rstrip('?？. ')} of {thing}{when}?" if thing else ""


@dataclass(frozen=True)
class _Conversation:
    """What was said, and the last question that a follow-up leans on."""

    last: Answer
    history: tuple[Answer, ...]
    documents: tuple[Document, ...]
    lexicon: Lexicon

    def completed(self, text: str) -> str:
        """The follow-up made whole, or empty if it needs nothing."""
        ways = (
            self._recap,
            self._item,
            self._reason,
            self._other_time,
            self._pointing,
            self._other_thing,
            self._elliptic,
        )
        return next((whole for way in ways if (whole := way(text))), "")

    # --- the ways in which a question leans on the one before ---

    def _recap(self, text: str) -> str:
        """用一句话概括上面两项."""
        if not _RECAP.search(text) or not re.search(r"上面|上述|前面|以上|刚才|这", text):
            return ""
        asked = [answer.standalone.rstrip("？?。") for answer in self.history if answer.status != "off_topic"][-2:]
        return "概括：" + "；".join(asked)

    def _item(self, text: str) -> str:
        """其中第二项呢: the item of the latest list."""
        match = _ITEM.search(text)
        listed = next((a for a in reversed(self.history) if len(a.trace.get("items", ())) > 1), None)
        if match is None or listed is None:
            return ""
        at = small_number(match["n"])
        items = list(listed.trace["items"])
        if not 0 < at <= len(items):
            return ""
        rest = _LEAD.sub("", text[: match.start()]) + text[match.end() :].removeprefix("的")
        if re.search(r"原因|为什么|为啥", rest) and "没有完成" in str(listed.trace.get("subject", "")):
            return f"{items[at - 1]}没有完成的原因是什么"
        told = re.fullmatch(r"(?:呢|怎么说的?|说的?是?什么|是什么|具体|具体内容|讲的?是?什么)*[?？。]*", rest)
        return f"{items[at - 1]}的具体情况" if told else f"{items[at - 1]}{rest}"

    def _reason(self, text: str) -> str:
        """原因是什么: of what the last question was about."""
        if not _REASON.match(text):
            return ""
        about = skeleton(self.last.standalone) or self._subject()
        return f"{self._time()}{about}的原因是什么？"

    def _other_time(self, text: str) -> str:
        """那2026年呢: the last question with its year replaced."""
        match = _ONLY_TIME.match(text)
        if match is None:
            return ""
        if re.search(r"多少", text) and not self._asks_number():
            return ""  # a number of what the last question told of in words
        return self._retimed(match["when"])

    def _pointing(self, text: str) -> str:
        """它在哪一部分: the pronoun replaced by what the last question was about."""
        match = _PRONOUN.search(text)
        if match is None:
            return ""
        rest = text[: match.start()] + text[match.end() :]
        time = re.search(_TIME, text)
        only = re.fullmatch(rf"(?:那么?)?(?:{_TIME})?的?(?:呢)?[?？。]*", rest)
        if only:
            return self._retimed(time.group()) if time else ""
        about = ("" if time else self._time()) + (skeleton(self.last.standalone) or self._subject())
        whole = text[: match.start()] + about + text[match.end() :]
        return re.sub(r"^那么?(?=[^么])", "", whole)

    def _other_thing(self, text: str) -> str:
        """换成养老床位呢, 案损呢, 其中主城区呢: the last question about another thing, or of a part of the area."""
        if _ASKS.search(text) or not re.search(r"呢[?？。]*$|^(?:换成|换|改成|改为|其中)", text):
            return ""
        thing = _TAIL.sub("", _LEAD.sub("", text)).strip("，, ")
        time = re.match(rf"{_TIME}(?:的)?", thing)
        if time:
            thing = thing[time.end() :]
        base = self._retimed(time.group()) if time else self.last.standalone
        if not thing:
            return ""
        if scopes_of(thing) or thing in own_forms(self.documents):
            return self._within(base, thing)
        old = self._noun_phrase(base)
        return base.replace(old, thing, 1) if old else f"{self._time()}{thing}是多少？"

    def _elliptic(self, text: str) -> str:
        """金额多少, 老城片区占几个, 由哪个部门牵头: nothing of its own to be about."""
        own = self._read(text)
        if len(text) > 24 or self._names_something(own) or own.intent not in _CONTENT:
            return ""
        time = re.search(_TIME, text)
        scope = next(iter(scopes_of(text)), "") or next((f for f in own_forms(self.documents) if f in text), "")
        base = self._retimed(time.group()) if time else self.last.standalone
        rest = _LEAD.sub(
            "", re.sub(rf"{_TIME}的?", "", text).replace(scope, "") if scope else re.sub(rf"{_TIME}的?", "", text)
        )
        if scope:
            base = self._within(base, scope)
        bare = re.fullmatch(
            r"(?:一共|总共|共)?(?:要|打算|计划|准备)?(?:占|有|是|新增|改|建)?(?:了)?(?:多少|几)?[个家条项处座所张户人]?(?:呢|啊)?[?？。]*",
            rest,
        )
        if bare and self._asks_number():
            return base
        subject = self._noun_phrase(base) or self._subject()
        if re.search(r"现在|一共|总共|总数|累计", rest):
            subject = re.sub(r"^(?:新增|新建|新设|增加)", "", subject)
        kept = time.group() if time else self._time()
        kept = kept if kept.endswith("年") or not kept or not kept[-1].isdigit() else kept + "年"
        return f"{kept}{scope}{subject}{rest}"

    # --- pieces of the last question ---

    def _names_something(self, question: Question) -> bool:
        """Whether a question is about something by itself: a thing, or an act that the reports speak of."""
        if _STRUCTURE.search(question.text):
            return True
        told = [t for t in question.terms if (t.core or len(t.text) > 1) and not _NO_THING.fullmatch(t.text)]
        return any(term.core or any(term.text in d.text for d in self.documents) for term in told)

    def _read(self, text: str) -> Question:
        return understand(text, text, self.documents, self.lexicon)

    def _asks_number(self) -> bool:
        return self._read(self.last.standalone).wants_number

    def _subject(self) -> str:
        return str(self.last.trace.get("subject", ""))

    def _time(self) -> str:
        found = re.search(r"(?:19|20)\d\d年|今年|去年", self.last.standalone)
        return found.group() if found else ""

    def _retimed(self, when: str) -> str:
        """The last question with its year replaced, and the words that tied it to the old one dropped."""
        when = when + "年" if re.fullmatch(r"\d{4}|\d\d", when) else when
        rest = re.sub(_TIME, "", self.last.standalone).strip("，, ")
        if any(str(document.report_year) in when or when == "去年" for document in self.documents):
            rest = re.sub(r"附[件表](?:里|中)?的?|的?(?:计划|目标)(?=是?多少|$|[？?])|计划|目标(?=多少)", "", rest)
        rest = re.sub(r"^(?:计划|目标|预计|实际)|(?<=[\u4e00-\u9fff])了(?=多少|几)", "", rest)
        return f"{when}{rest}"

    def _within(self, question: str, scope: str) -> str:
        """The question asked of a part of the area, or of the whole again."""
        for old in (*scopes_of(question), *sorted(own_forms(self.documents), key=len, reverse=True)):
            if old in question:
                return question.replace(old, scope, 1)
        time = re.match(rf"{_TIME}(?:计划)?", question)
        at = time.end() if time else 0
        return question[:at] + scope + question[at:]

    def _noun_phrase(self, text: str) -> str:
        """The run of neighbouring terms of a question that ends with the thing asked for."""
        terms = self._read(text).terms
        head = next((term for term in reversed(terms) if term.head), None)
        if head is None or head.text not in text:
            return ""
        start = end = text.index(head.text)
        end += len(head.text)
        for term in reversed(terms[: terms.index(head)]):
            if text[:start].endswith(term.text):
                start -= len(term.text)
        return text[start:end]


_CONTENT = frozenset({"fact", "yesno", "list", "count", "compare", "why", "where", "summary"})
