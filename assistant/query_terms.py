"""What a question is about: its telling words with the wordings that mean the same, and the thing asked for."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.asking import COUNT_ASKED, MEASURED
from assistant.english_terms import english_terms
from assistant.lexicon import Lexicon, matches
from assistant.places import own_forms, scopes_asked
from assistant.records import Language, Term
from assistant.text import NUMERALS
from assistant.timing import RELATIVE, SHORT_YEAR, YEAR, YEAR_SPAN
from assistant.words import Word, split_words
from vectorstore.quantities import UNIT_PATTERN
from vectorstore.records import Document

_FRAMES = re.compile(
    r"请问一?下?|请你?|麻烦|帮我|帮忙|我想|想问|想知道|想了解|想查|问一?下|查一?下|看一?下|告诉我|"
    r"说说|讲讲|谢谢你?|您好|你好|(?:^|(?<=[，。 ]))(?:额|嗯)+|那个那个|来着|我是代表|"
    r"附[件表](?:表)?(?:里面?|中|上)?的?|计划表(?:里面?|中|上)?的?|表(?:里面?|中|上)的?|计划数|"
    r"实际数|目标数|完成数|目标值|"
    r"高还是低|多还是少|升还是降|增还是减|涨还是跌|快还是慢|差多少|相差|差几|怎么变化?|变化|口径|"
    r"有没有区别|区别|两年|增得快|更[大多高快低少慢]|幅度|"
    r"用?[几一两三]{1,2}句话?|[掉跌降]下[去来]|上?[要都](?:[干做办]的?)?(?=\s*(?:[几一这那]件)?事|\s*哪些|什么|啥|[?？。，]|$)|要点|汇总|[几一这那]件事?|的打算|快速|主要成绩|成绩|成效|经验|说明了|原因(?:是什么)?|缘故|意味着|凭什么|靠什么|"
    r"主要靠|准备|逐条|列全|列清|"
    r"报告(?:里面?|中|上|全文)?(?:有没有)?(?:提到|提及|说到?|写|显示|指出|给出)?(?:了|的是)?|根据|"
    r"按照|依据|材料(?:里|中)|文中|"
    r"(?:超额|全部|如期|圆满|顺利|提前)(?:完成|实现|达到)|是多少|有多少|达到?多少|为多少|多少|几多|"
    r"有几|几比几|第几|哪些|哪个|哪几|哪一|哪里|哪儿|哪|什么样|什么|怎么样|怎么|如何|怎样|为什么|"
    r"为何|"
    r"是否|是不是|有没有|有无|能不能|能否|吗|呢|吧|啊|呀|嘛|么|简要|简单|扼要|这一?块|那一?块|这方面|列出来|逐一|一共|总共|共有|[一每]平(?:方?米)?|到底|究竟|具体|大概|"
    r"大约|目前|现在|目标值|"
    r"分别|各自|各是|相比|对比|比较|一下|关于|方面|情况|数值|数字|数据(?!产业|要素|中心|资源|交易|流通|街|治理|安全|标注|集)|请|列出|列举|介绍|概括|总结|归纳|概述|简述|梳理"
)
EXCLUDED = re.compile(r"[，,（(](?:全[区市县省国]，?)?(?:别|不要|不是|不算|不含|不包括|不用)[^，。）)？?]*")
"""What the asker says is not meant (别把新开工的算进来)."""

_NAME_END = re.compile(
    r"小学|中学|医院|学校|大学|公园|大桥|胡同|广场|集团|公司|水库|机场|车站|高铁站|码头|博物馆|图书馆|剧院|剧场|故居|街道|大街"
)
"""What the name of a place or a body ends with."""

_ASKING = re.compile(r"多少|几|什么|啥|哪|怎|咋|为何|谁|吗|没[?？]?$|是否|是不是|有没有|能不能")

_NO_NAME = "pcuvdrfq"
_PROPER = {"ns", "nr", "nz", "nt"}
"""Parts of speech that no name begins with (在什刹海街道), and those that make one even of what no report prints."""

_AIM = re.compile(r"[今明去]年目标")
"""A thing only where nothing else is: of a thing named besides it says when (新增学位今年目标)."""

_IDLE = re.compile("的|了|想|要|打算|准备|多少|实际|目标|计划|预期|大概|总共|一共|" + "|".join(RELATIVE))
"""What may stand inside an expression and says nothing of the thing."""

ACROSS = 3
"""Characters that such a broken expression has at least."""

NAME = 8
"""Characters of a name before its end."""

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CONTENT_TAGS = ("n", "v", "a", "i", "l", "j", "eng", "b", "z", "g", "m")
_PARTS_OF_NAMES = ("t", "s", "f", "m")
_CORE_VERBS = frozenset(
    ("投资", "消费", "就业", "出口", "进口", "旅游", "教育", "医疗", "养老", "托育", "创业", "贸易")
)
"""What the segmenter takes for verbs, and reports for things."""

_CORE_TAGS = ("n", "i", "l", "j", "eng")


def terms_of(text: str, language: Language, documents: Sequence[Document], lexicon: Lexicon) -> tuple[Term, ...]:
    """The telling words of a question, in order, each with its other wordings; the thing asked for is marked."""
    if language == "en":
        return english_terms(text, lexicon)
    own = own_forms(documents)
    masked = list(text)
    placed: list[tuple[int, Term]] = []
    for match in re.finditer(r"[“《\"]([^”》\"]{2,20})[”》\"]", text):
        placed.append((match.start(1), Term(match[1], (match[1],), core=True)))
        masked[match.start() : match.end()] = " " * len(match.group())
    for start, end in _names("".join(masked), documents):
        placed.append((start, Term(text[start:end], (text[start:end],), core=True, name=True)))
        masked[start:end] = " " * (end - start)
    for scope in scopes_asked(text, documents):
        masked = list("".join(masked).replace(scope, " " * len(scope)))
    for start, end, name in _expressions("".join(masked), lexicon):
        if name in own or name in lexicon.stop_words:
            continue
        placed.append((start, Term(text[start:end], (name, *lexicon.synonyms[name.lower()]), core=True)))
        masked[start:end] = " " * (end - start)
    rest = "".join(masked)
    for pattern in (EXCLUDED, YEAR_SPAN, YEAR, SHORT_YEAR, MEASURED, _FRAMES):
        rest = _blank(pattern, rest)
    for form in sorted(own | set(RELATIVE), key=len, reverse=True):
        rest = rest.replace(form, " " * len(form))
    for word in _content_words(rest, lexicon.stop_words, documents):
        core = (word.tag.startswith(_CORE_TAGS) or word.text in _CORE_VERBS) and word.text not in lexicon.weak_words
        placed.append((word.start, Term(word.text, (word.text,), core=core)))
    things = [item for item in placed if not (item[1].core and _AIM.fullmatch(item[1].text))]
    placed = things if any(term.core for _, term in things) else placed
    return _with_head(_with_asides(sorted(placed, key=lambda item: item[0]), text), text)


def _with_asides(placed: list[tuple[int, Term]], text: str) -> list[tuple[int, Term]]:
    """The terms outside the one clause that asks marked, if that clause is about a thing by itself."""
    ends = [mark.start() for mark in re.finditer(r"[，。；！？?!]", text)]
    clauses = list(itertools.pairwise([0, *ends, len(text)]))
    asking = [(a, b) for a, b in clauses if _ASKING.search(text[a:b])]
    if len(asking) != 1:
        return placed
    (start, end) = asking[0]
    if not any(term.core and start <= at < end for at, term in placed):
        return placed
    return [(at, term if start <= at < end else replace(term, aside=True)) for at, term in placed]


def _expressions(text: str, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """The expressions that the lexicon knows, as spans with their names, the longest of those that overlap.

    Words that say nothing may stand inside one: 经济实际增速, 老人的助餐.
    """
    lowered = text.lower()
    found = [(start, end, text[start:end]) for start, end in matches(lowered, lexicon.synonyms)]
    idle = {at for pattern in (_IDLE, YEAR) for match in pattern.finditer(lowered) for at in range(*match.span())}
    kept = [at for at in range(len(text)) if at not in idle]
    dense = "".join(lowered[at] for at in kept)
    for start, end in matches(dense, lexicon.synonyms):
        across = kept[start], kept[end - 1] + 1
        if end - start >= ACROSS and across[1] - across[0] > end - start:
            found.append((*across, dense[start:end]))
    chosen: list[tuple[int, int, str]] = []
    for start, end, name in sorted(found, key=lambda item: (-len(item[2]), item[0])):
        if all(end <= a or b <= start for a, b, _ in chosen):
            chosen.append((start, end, name))
    return sorted(chosen)


def _names(text: str, documents: Sequence[Document]) -> Iterator[tuple[int, int]]:
    """The places and bodies that a question calls by their names (江湾第二小学), as spans.

    A name is what the reports print before its end (小学), or else a proper noun with that end. Only the clause that
    asks counts: what comes before it tells a story (上回在复兴医院拍的片子，……).
    """
    asks = re.search(r"多少|几", text)
    begins = max((m.end() for m in re.finditer(r"[，。；！？]", text[: asks.start() if asks else 0])), default=0)
    for match in _NAME_END.finditer(text, begins):
        for start in range(max(0, match.start() - NAME), match.start() - 1):
            if "的" in text[start : match.start()]:
                continue  # 新获批设置的大学 is no name
            first = split_words(text[start : match.end()])[0]
            if first.tag in _PROPER or (
                first.tag[0] not in _NO_NAME
                and any(text[start : match.end()] in document.text for document in documents)
            ):
                yield start, match.end()
                break


def _with_head(placed: list[tuple[int, Term]], text: str) -> tuple[Term, ...]:
    """The terms in order, the last core one before the question word marked as the head."""
    asks = re.search(r"多少|几|什么|哪|怎|为何|为什么|为啥|咋|吗|是否|有没有", text)
    core = [(start, term) for start, term in placed if term.core]
    before = [(start, term) for start, term in core if asks is None or start < asks.start()] or core
    counted = _counted(text, core, asks)
    if counted:
        return tuple(dict.fromkeys(replace(term, head=True) if term in counted else term for _, term in placed))
    if not before:
        return tuple(dict.fromkeys(term for _, term in placed))
    owned = max((m.end() for m in re.finditer("的", text[: before[-1][0]])), default=len(text))
    heads = [term for start, term in before if start >= owned] or [before[-1][1]]
    return tuple(dict.fromkeys(replace(term, head=True) if term in heads else term for _, term in placed))


def _counted(text: str, core: list[tuple[int, Term]], asks: re.Match[str] | None) -> list[Term]:
    """The things that a number is asked of directly: 精品街巷 in 打造了多少条精品街巷."""
    if asks is None or asks.group() not in {"多少", "几"}:
        return []
    end = next((m.start() for m in re.finditer(r"[，。；？?！]", text) if m.start() > asks.start()), len(text))
    behind = [(start, term) for start, term in core if asks.end() <= start < end]
    owned = max((m.end() for m in re.finditer("的", text[asks.end() : end])), default=0) + asks.end()
    return [term for start, term in behind if start >= owned] or [term for _, term in behind]


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: " " * len(match.group()), text)


def _content_words(text: str, stop: frozenset[str], documents: Sequence[Document]) -> list[Word]:
    """The words that carry meaning; one that carries none by itself with what it is a part of (未来 + 产业).

    A single character is joined to the noun before it (消费 + 券) or to the word
    behind it (助 + 餐点); a single noun (桥) stands for itself.
    """
    kept: list[Word] = []
    for run in re.finditer(r"[^\s，。？！、；：,.?!;:“”\"'（）()《》]+", text):
        words = list(split_words(run.group()))
        at = 0
        while at < len(words):
            word = words[at]
            start = run.start() + word.start
            follower = words[at + 1] if at + 1 < len(words) else None
            at += 1
            if follower and _makes_a_name(word, follower, documents):
                kept.append(Word(word.text + follower.text, follower.tag, start))
                at += 1
                continue
            if word.text in stop or not word.tag.startswith(_CONTENT_TAGS) or re.fullmatch(r"[\d.,%]+", word.text):
                continue
            if len(word.text) > 1 or not _CHINESE.match(word.text):
                kept.append(Word(word.text, word.tag, start))
            elif kept and kept[-1].end == start and kept[-1].tag.startswith("n") and word.tag.startswith("n"):
                kept[-1] = Word(kept[-1].text + word.text, word.tag, kept[-1].start)
            elif follower and follower.text not in stop and follower.tag.startswith(_CONTENT_TAGS):
                kept.append(Word(word.text + follower.text, follower.tag, start))
                at += 1
            elif word.tag.startswith(("n", "v")):
                kept.append(Word(word.text, "single", start))
    return kept


def _makes_a_name(word: Word, follower: Word, documents: Sequence[Document]) -> bool:
    """Whether a word of time, place or number and the noun behind it are one expression of the reports."""
    return (
        len(word.text) > 1
        and word.tag.startswith(_PARTS_OF_NAMES)
        and follower.tag.startswith("n")
        and len(follower.text) > 1
        and any(word.text + follower.text in document.text for document in documents)
    )


def skeleton(text: str) -> str:
    """The question without its year and its question words: what it is about, in the asker's words."""
    text = re.sub(rf"[“”\"']|哪[几{NUMERALS}](?:{UNIT_PATTERN})", "", text)
    for pattern in (YEAR_SPAN, YEAR, SHORT_YEAR, re.compile(COUNT_ASKED), _FRAMES):
        text = pattern.sub("", text)
    text = re.sub("|".join(RELATIVE), "", text)
    text = re.sub(
        r"多少|几[个家项条处]?|[?？。！!]|(?:的|了|是|为|有|会|要|将|呢)+$|^(?:的|在|中|里|上|，|,|：)+",
        "",
        text.strip(),
    )
    return re.sub(r"(?:的|了|是|为|有|呢|，|,)+$", "", re.sub(r"[，,]{2,}", "，", text)).strip("，,、；; ")


def in_report_words(text: str, terms: Sequence[Term], language: Language, documents: Sequence[Document]) -> str:
    """The question with its everyday words put as the reports put them, for comparing meanings: GDP as 地区生产总值.

    An English question gets the Chinese wordings appended. A small embedding model knows few abbreviations.
    """
    for term in terms:
        if any(term.text in document.text for document in documents):
            continue
        form = next((f for f in term.forms if any(f in d.text for d in documents)), "")
        if form:
            text = f"{text} {form}" if language == "en" else text.replace(term.text, form)
    return text


def gist(text: str, documents: Sequence[Document]) -> str:
    """The question without years and the reports' own area, which stand in all headings and draw any vector there."""
    for pattern in (YEAR_SPAN, YEAR, SHORT_YEAR, re.compile("|".join(RELATIVE))):
        text = pattern.sub("", text)
    for form in sorted(own_forms(documents), key=len, reverse=True):
        text = text.replace(form, "")
    return re.sub(r"请问|报告(?:里|中)?(?:提到|说)?的?|谢谢啊?|我想查一下", "", text).strip("，。的 ") or text
