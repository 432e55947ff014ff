"""A follow-up -> a question that stands alone; a question that stands alone is left as it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asking import COUNT_ASKED, unit_class
from assistant.follow_english import TIME as ENGLISH_TIME
from assistant.follow_english import in_english
from assistant.follow_time import ONLY_TIME, TIME, retimed, settled, time_of
from assistant.follow_words import (
    ASKS,
    EDGE_ACT,
    HOW_MUCH,
    ITEM,
    KIND,
    LEAD,
    MEASURE,
    NEW_TOPIC,
    NOTHING,
    PRONOUN,
    REASON,
    RECAP,
    SHARE,
    STRUCTURE,
    TAIL,
    UNITS,
)
from assistant.lexicon import Lexicon
from assistant.places import own_forms, scopes_of
from assistant.query_terms import skeleton
from assistant.records import Answer, Question
from assistant.text import language_of, normalise, small_number
from assistant.understand import understand
from assistant.words import split_words
from vectorstore.records import Document


def asked_of_reports(answer: Answer) -> bool:
    """Whether an answer was to a question about the reports: thanks and greetings are nothing to lean on."""
    return answer.status != "off_topic" and answer.trace.get("intent") not in {"small_talk", "help", "injection"}


def stand_alone(typed: str, history: Sequence[Answer], documents: Sequence[Document], lexicon: Lexicon) -> str:
    """The question as it would be asked with no conversation before it.

    Only an elliptic question is rewritten: one that points back, or has nothing of its own to be about. A new subject
    inherits neither the old one nor its year.
    """
    text = normalise(typed)
    if NEW_TOPIC.search(text):
        return NEW_TOPIC.sub("", text)
    last = next((answer for answer in reversed(history) if asked_of_reports(answer)), None)
    if last is None:
        return typed
    if language_of(last.standalone) == "en" and (language_of(text) == "en" or ENGLISH_TIME.match(text)):
        return in_english(text, last.standalone, documents, lexicon) or typed
    if language_of(text) == "en":
        return typed
    text = settled(text, last.trace.get("years", ()))
    return _Conversation(last, tuple(history), tuple(documents), lexicon).completed(text) or typed


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
            self._other_kind,
            self._other_time,
            self._pointing,
            self._part,
            self._other_thing,
            self._elliptic,
        )
        return next((whole for way in ways if (whole := way(text))), "")

    # --- the ways in which a question leans on the one before ---

    def _recap(self, text: str) -> str:
        """用一句话概括上面两项."""
        if not RECAP.search(text) or not re.search(r"上面|上述|前面|以上|刚才|这", text):
            return ""
        asked = [answer.standalone.rstrip("？?。") for answer in self.history if asked_of_reports(answer)][-2:]
        return "概括：" + "；".join(asked)

    def _item(self, text: str) -> str:
        """其中第二项呢: the item of the latest list."""
        match = ITEM.search(text)
        listed = next((a for a in reversed(self.history) if len(_items(a)) > 1), None)
        if match and not listed and "问题" in self.last.standalone and not STRUCTURE.search(text):
            return f"存在的问题{text}"
        if match is None or listed is None:
            return ""
        at = small_number(match["n"])
        items = _items(listed)
        if not 0 < at <= len(items):
            return ""
        rest = LEAD.sub("", text[: match.start()]) + text[match.end() :].removeprefix("的")
        if re.search(r"原因|为什么|为啥", rest) and "没有完成" in str(listed.trace.get("subject", "")):
            return f"{items[at - 1]}没有完成的原因是什么"
        told = re.fullmatch(r"(?:呢|怎么说的?|说的?是?什么|是什么|具体|具体内容|讲的?是?什么)*[?？。]*", rest)
        return f"“{items[at - 1]}”的具体情况" if told else f"{items[at - 1]}{rest}"

    def _reason(self, text: str) -> str:
        """原因是什么: of what the last question was about."""
        if not REASON.match(text):
            return ""
        about = skeleton(self.last.standalone) or self._subject()
        return f"{self._time()}{about}的原因是什么？"

    def _other_kind(self, text: str) -> str:
        """那目标呢, 实际完成多少: the target of the last thing, or what came of it."""
        match = KIND.match(text)
        subject = match and (self._noun_phrase(self.last.standalone) or self._subject())
        if not match or not subject or (match["when"] and self._intent() not in _TOLD):
            return ""
        if match["plan"]:
            return f"{match['when'] or ''}{subject}目标是多少"
        return f"{match['when'] or self._time()}{subject}实际是多少"

    def _other_time(self, text: str) -> str:
        """那2026年呢: the last question with its year replaced."""
        match = ONLY_TIME.match(text)
        if match is None:
            return ""
        if re.search(r"多少", text) and not self._asks_number():
            return ""  # a number of what the last question told of in words
        return self._retimed(match["when"], text)

    def _pointing(self, text: str) -> str:
        """它在哪一部分: the pronoun replaced by what the last question was about."""
        match = PRONOUN.search(text)
        if match is None:
            return ""
        rest = text[: match.start()] + text[match.end() :]
        time = re.search(TIME, text)
        only = re.fullmatch(rf"(?:那么?)?(?:{TIME})?的?(?:呢)?[?？。]*", rest)
        if only:
            return self._retimed(time.group()) if time else ""
        about = ("" if time else self._time()) + (skeleton(self.last.standalone) or self._subject())
        whole = text[: match.start()] + about + text[match.end() :]
        return re.sub(r"^那么?(?=[^么])", "", whole)

    def _other_thing(self, text: str) -> str:
        """换成养老床位呢, 案损呢, 其中主城区呢: the last question about another thing, or of a part of the area."""
        if ASKS.search(text) or not re.search(r"[呢的][?？。]*$|^(?:换成|换|改成|改为|其中)", text):
            return ""
        bare = TAIL.sub("", LEAD.sub("", text)).strip("，, ")
        thing = bare.removesuffix("的")
        time = re.match(rf"{TIME}(?:的)?", thing)
        if time:
            thing = thing[time.end() :]
        base = self._retimed(time.group()) if time else self.last.standalone
        if not thing:
            return ""
        if scopes_of(thing) or thing in own_forms(self.documents):
            return self._within(base, thing)
        old = self._noun_phrase(base)
        if NOTHING.fullmatch(thing) or EDGE_ACT.fullmatch(thing):
            about = EDGE_ACT.sub("", old) or EDGE_ACT.sub("", skeleton(base)) or self._subject()
            named = about + thing if re.fullmatch(MEASURE, thing) else thing + about
            return f"{time.group() if time else self._time()}{named}多少？"
        if re.search(r"的呢?[?？。]*$", text):
            thing += self._kind_of(old, thing)
        return self._replaced(base, old, thing) if old else f"{self._time()}{thing}是多少？"

    def _part(self, text: str) -> str:
        """义务教育的占多少: how much of the last thing."""
        match = SHARE.match(text)
        if match is None or scopes_of(match["part"]):
            return ""
        subject = self._noun_phrase(self.last.standalone) or self._subject()
        asked = "占比是多少" if re.search(r"比例|比重|百分", match["rest"]) else "多少"
        return f"{self._time()}{subject}其中{match['part']}的{asked}" if subject else ""

    def _elliptic(self, text: str) -> str:
        """金额多少, 老城片区占几个, 由哪个部门牵头: nothing of its own to be about."""
        own = self._read(text)
        measure = HOW_MUCH.search(text)
        leans = text.startswith("占") or (measure and not EDGE_ACT.sub("", LEAD.sub("", text[: measure.start()])))
        alone = self._names_something(own) and not leans
        if len(text) > 24 or alone or own.intent not in _CONTENT:
            return ""
        time = re.search(rf"(?<![比较跟和与]){TIME}", text)
        scope = next(iter(scopes_of(text)), "") or next((f for f in own_forms(self.documents) if f in text), "")
        base = self._retimed(time.group()) if time else self.last.standalone
        rest = LEAD.sub("", re.sub(rf"(?<![比较跟和与]){TIME}的?", "", text).replace(scope, ""))
        if scope:
            base = self._within(base, scope)
        bare = re.fullmatch(
            r"(?:一共|总共|共)?(?:要|打算|计划|准备)?(?:占|有|是|新增|改|建)?(?:了)?(?:多少|几)?[个家条项处座所张户人]?(?:呢|啊)?[?？。]*",
            rest,
        )
        if bare and self._asks_number():
            return base
        subject = self._noun_phrase(base) or self._subject()
        rest = HOW_MUCH.sub(lambda found: UNITS[found["measure"]], rest)
        if re.search(r"现在|一共|总共|总数|累计", rest):
            subject = re.sub(r"^(?:新增|新建|新设|增加)", "", subject)
        kept = time.group() if time else self._time()
        scope = scope or next((part for part in scopes_of(base) if part not in subject), "")
        kept = kept if kept.endswith("年") or not kept or not kept[-1].isdigit() else kept + "年"
        return f"{kept}{scope}{subject}{rest}"

    # --- pieces of the last question ---

    def _names_something(self, question: Question) -> bool:
        """Whether a question is about something by itself: a thing, or an act that the reports speak of."""
        if STRUCTURE.search(question.text):
            return True
        told = [
            term for term in question.terms if not NOTHING.fullmatch(term.text) and (term.core or len(term.text) > 1)
        ]
        return any(term.core or any(term.text in d.text for d in self.documents) for term in told)

    def _read(self, text: str) -> Question:
        return understand(text, text, self.documents, self.lexicon)

    def _intent(self) -> str:
        return str(self.last.trace.get("intent", ""))

    def _asks_number(self) -> bool:
        return self._read(self.last.standalone).wants_number

    def _subject(self) -> str:
        return str(self.last.trace.get("subject", ""))

    def _time(self) -> str:
        return time_of(self.last.standalone)

    def _retimed(self, when: str, said: str = "") -> str:
        return retimed(self.last.standalone, when, self.documents, said)

    def _within(self, question: str, scope: str) -> str:
        """The question asked of a part of the area, or of the whole again."""
        for old in (*scopes_of(question), *sorted(own_forms(self.documents), key=len, reverse=True)):
            if old in question:
                return question.replace(old, scope, 1)
        time = re.match(rf"{TIME}(?:计划)?", question)
        at = time.end() if time else 0
        return question[:at] + scope + question[at:]

    def _kind_of(self, old: str, new: str) -> str:
        """What 基础设施的 leaves out after 民间投资: the old end that the reports put behind the new thing."""
        ends = (old[at:] for at in range(1, len(old)))
        printed = next((end for end in ends if any(new + end in d.text for d in self.documents)), "")
        kind = next((word.text for word in reversed(split_words(old)) if len(word.text) > 1), "")
        return printed or ("" if kind.endswith("级") else kind)

    @staticmethod
    def _replaced(question: str, old: str, new: str) -> str:
        """The question of another thing: X方面 for Y方面, and without the word that only the old one is counted by."""
        kind = re.search(r"(?:方面|领域|行业|片区|环节)$", new)
        same = kind and re.search(rf"(?:(?<=[年的在])|^)[^年的在，]{{2,8}}{kind.group()}", question)
        if same:
            return question.replace(same.group(), new, 1)
        whole = question.replace(old, new, 1)
        counted = re.search(rf"{COUNT_ASKED}(?=[?？。]*$|{re.escape(new)})", whole)
        if counted and unit_class(counted["unit"]) not in {"money", "percent"}:
            whole = whole[: counted.start()] + "多少" + whole[counted.end() :]
        return whole

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


def _items(answer: Answer) -> list[str]:
    """What an answer lists, by name; else the first clause of each of its points."""
    points = re.findall(r"^- ([^，。；：\[]{4,})", answer.text, re.MULTILINE)
    return list(answer.trace.get("items", ())) or points


_TOLD = frozenset({"why", "where", "yesno"})
"""Questions that a year with its target does not repeat."""

_CONTENT = frozenset({"fact", "yesno", "list", "count", "compare", "why", "where", "summary"})
