"""A question in everyday language -> a Question: what is asked, of what, for when and where."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import opencc

from assistant.intents import intent_of, without_orders
from assistant.lexicon import Lexicon, matches
from assistant.records import Asked, Language, Question, Term
from assistant.words import Word, split_words
from vectorstore.quantities import UNIT_PATTERN, Quantity, find_quantities
from vectorstore.records import Basis, Document

_KEPT = frozenset("，。？！：；（）“”、")
"""Chinese punctuation, which NFKC would turn into its half-width look-alikes."""

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?=[^\d.%亿万个家]|$))")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)年(?!来|前|代|内|以)")
_YEAR_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[-—至到~～]((?:19|20)\d\d)年?")
_RELATIVE = {"前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "当年": 0, "明年": 1, "下一年": 1}
_PAST = re.compile(r"了(?![解吗])|已经?|完成(?!目标)|实际|达到了|建成|过去|做过|取得|执行情况")
_TARGET_OF_THE_YEAR = re.compile(
    r"计划(?:是|为|数|多少|值)|目标(?:是|为|数|多少|值|增速)|年初(?:计划|目标)|计划[^，。]{0,12}多少"
)
_PLAN = re.compile(
    r"计划(?!指标|执行|报告)|打算|目标|预计|安排|将|准备|拟|要(?!求|素|点|闻|紧|是)|想要|力争|预期|下一步|会不会|plan|target|goal|aim|will\b"
)

_COUNT_ASKED = rf"(?:多少|几|幾)(?:万|亿|千|百)?(?P<unit>{UNIT_PATTERN}|人民币|钱|块钱)"
_ENGLISH_NUMBER = re.compile(
    r"how (?:many|much)|what(?:'s| is| was| were| are)? (?:the|its|\w+'s)|by what|growth|rate of", re.IGNORECASE
)

_MEASURED = re.compile(
    rf"(?:多少|几|幾)(?:万|亿|千|百)*(?:{UNIT_PATTERN}|人民币|块?钱)?|百分之(?:多少|几)|百分之|多[长高大快久远重深宽]|第几|(?<=是)(?:[万亿]+(?:{UNIT_PATTERN}))"
)
"""The question word with the unit asked in: it says what kind of number, not of what."""

_NUMBER_ASKED = re.compile(
    rf"多少|计划数|实际数|完成数|目标数|{_COUNT_ASKED}|几(?=[一-龥])|增速|增幅|涨幅|降幅|多大|多高|多长|多快|百分之几|数值|具体数字|比例|占比|比重|"
    r"第几|排名|几比几|how (?:many|much|large|big|long|high|fast)|what (?:is|was|were|are) the .*(?:number|rate|growth|total|share|target|value|amount|ratio|percentage)"
)
_ASKED: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    ("ratio", re.compile(r"几比几|比值")),
    ("rank", re.compile(r"第几(?!部分|章|节)|排名(?!第)|位次|名次|排第几|\brank")),
    ("share", re.compile(r"占比|比重|占.{0,12}(?:多少|几)|份额|几成|share of|proportion|percentage of")),
    (
        "change",
        re.compile(
            r"(?:增长|提高|提升|上升|上涨|增加|下降|降低|减少|回落|改善|涨|降|好)了?(?:多少|几|百分之)|增速|增幅|涨幅|降幅|"
            r"(?:增长|下降|增减)(?:率|情况|幅度|目标|预期)|同比|比上年|比去年|比前年|\b(?:grow|grew|growth|increase|decrease|decline|fall|fell|rise|rose|drop)\w{0,2}\b"
        ),
    ),
    ("rate", re.compile(r"率(?:是|为|有|达|多)|率$|比率|百分之多少|百分比|\brate\b")),
    ("amount", re.compile(r"总量|总额|总值|总数|总规模|多少钱|绝对值|多少(?:万|亿)?(?:亿元|万元|元|美元)|total")),
)
_UNIT_CLASSES: tuple[tuple[str, str], ...] = (
    ("money", r"元|钱|人民币"),
    ("percent", r"%|百分点|百分之|‰"),
    ("area", r"平方|亩|公顷"),
    ("length", r"公里|千米|海里|^米"),
    ("weight", r"吨|公斤|千克|斤"),
    ("volume", r"立方米$"),
    ("density", r"/立方米|/升"),
    ("people", r"人|名|位"),
    ("time", r"年|月|天|日|小时|分钟"),
    ("power", r"千瓦|兆瓦"),
)

_FRAMES = re.compile(
    r"请问一?下?|请你?|麻烦|帮我|帮忙|我想|想问|想知道|想了解|想查|问一?下|查一?下|看一?下|告诉我|说说|讲讲|谢谢你?|您好|你好|(?:^|(?<=[，。 ]))(?:额|嗯)+|那个那个|来着|我是代表|"
    r"附[件表](?:表)?(?:里面?|中|上)?的?|计划表(?:里面?|中|上)?的?|表(?:里面?|中|上)的?|计划数|实际数|目标数|完成数|目标值|"
    r"高还是低|多还是少|升还是降|增还是减|涨还是跌|快还是慢|差多少|相差|差几|怎么变化?|变化|口径|有没有区别|区别|两年|增得快|更[大多高快低少慢]|幅度|"
    r"几句话|一句话|快速|主要成绩|成绩|成效|经验|说明了|原因(?:是什么)?|缘故|意味着|凭什么|靠什么|主要靠|准备|逐条|列全|列清|"
    r"报告(?:里面?|中|上|全文)?(?:有没有)?(?:提到|提及|说到?|写|显示|指出|给出)?(?:了|的是)?|根据|按照|依据|材料(?:里|中)|文中|"
    r"(?:超额|全部|如期|圆满|顺利|提前)(?:完成|实现|达到)|是多少|有多少|达到?多少|为多少|多少|几多|有几|几比几|第几|哪些|哪个|哪几|哪一|哪里|哪儿|哪|什么样|什么|怎么样|怎么|如何|怎样|为什么|为何|"
    r"是否|是不是|有没有|有无|能不能|能否|吗|呢|吧|啊|呀|嘛|么|一共|总共|共有|到底|究竟|具体|大概|大约|目前|现在|目标值|"
    r"分别|各自|各是|相比|对比|比较|一下|关于|方面|情况|数值|数字|数据|请|列出|列举|介绍|概括|总结|归纳|概述|简述|梳理"
)
_STOP_WORDS = frozenset(
    "的 了 是 有 在 和 与 及 或 跟 同 把 被 给 让 对 为 从 到 向 往 以 于 之 其 这 那 这个 那个 这些 那些 它 他 她 它们 我 我们 咱 咱们 你 "
    "你们 大家 就 也 都 还 又 再 才 很 挺 太 更 最 不 没 没有 能 会 可以 应该 可能 得 着 过 来 去 说 讲 问 看 想 做 搞 弄 里 上 下 中 内 外 前 后 "
    "个 家 年 月 日 号 些 点 全年 本年 今年 去年 明年 前年 上年 一年 年度 底 时候 时间 比 多 少 大 小 高 低 好 数 量 数量 总数 总量 总额 值 "
    "要 将 已 已经 打算 计划 目标 预计 安排 准备 完成 实现 达到 定 算 叫 用 由 因 并 且 而 但 如果 因为 所以 吃 钱 地方 东西 事 事情 人 "
    "上升 下降 增加 减少 提高 降低 提升 上涨 回落 下滑 扩大 改善 实际 目标 计划 单位 部门 牵头 负责 责任 第一 第二 第三 保持 连续 "
    "全部 所有 主要 重点 相关 有关 其中 累计 具体 增长 增速 增幅 同比 比例 占比 比重 规模 金额 位置 部分 报告 提到 内容 工作 "
    "上述 以上 上面 情形 幅度 速度 水平 状态 进展 措施 办法 做法 成绩 经验 原因 说明 影响 作用 地址 谁 娃 娃娃 们 娃娃们 孩子们 加 添 装 修 搞 弄 建 收 送 签 玩 来 "
    "区里 我区 全区 我市 全市 我县 全县 我省 全省 本区 本市 该区 数据 多少 几".split()
)
_CONTENT_TAGS = ("n", "v", "a", "i", "l", "j", "eng", "b", "z", "g", "m")
_CORE_TAGS = ("n", "i", "l", "j", "eng")
_NOT_CORE = frozenset(
    "孩子 娃 孩子们 老百姓 群众 居民 市民 大家 政府 单位 项目 指标 问题 措施 任务 数量 总数 情况 原因 活动 水平 方面 经验 家里 地址 老板 乡亲 老乡 学生 家长 孩子们 人们 突出 发展 全文 服务 建设 推进 开展 工程 机构 名单".split()
)


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def normalise(text: str) -> str:
    """Half-width, simplified, without control characters or runs of white space."""
    folded = "".join(char if char in _KEPT else unicodedata.normalize("NFKC", char) for char in text)
    folded = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in folded)
    simplified = _simplifier().convert(folded)
    return re.sub(r"\s+", " ", re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", simplified)).strip()


def language_of(text: str) -> Language:
    """``en`` for a question in Latin letters with hardly a Chinese character."""
    return "zh" if len(_CHINESE.findall(text)) * 4 >= len(re.findall(r"[A-Za-z]+", text)) else "en"


def understand(typed: str, standalone: str, documents: Sequence[Document], lexicon: Lexicon) -> Question:
    """Read a stand-alone question against the documents that it may be about."""
    text = normalise(standalone)
    asked_text = without_orders(text)
    language = language_of(asked_text)
    document = documents[0] if documents else None
    years, basis = _when(asked_text, document)
    places = _places(asked_text, documents, lexicon)
    unit = _unit(asked_text)
    own = {form for document in documents for form in place_forms(document.place)}
    return Question(
        typed=typed,
        text=_with_chinese_parts(asked_text or text, language),
        language=language,
        intent=intent_of(text, asked_text),
        terms=_terms(asked_text, language, documents, lexicon),
        years=years,
        basis=basis,
        places=places,
        scopes=tuple(s for s in scopes_of(asked_text) if not any(s in form or form in s for form in own)),
        asked=_asked(asked_text, unit),
        unit=unit,
        wants_number=bool(
            _NUMBER_ASKED.search(asked_text.lower()) or (language == "en" and _ENGLISH_NUMBER.search(asked_text))
        ),
        numbers=tuple(_asserted(asked_text)),
        direction=_direction(asked_text),
    )


def skeleton(text: str) -> str:
    """The question without its year and its question words: what it is about, in the asker's words."""
    text = re.sub(r"[“”\"']", "", text)
    for pattern in (_YEAR_SPAN, _YEAR, _SHORT_YEAR, re.compile(_COUNT_ASKED), _FRAMES):
        text = pattern.sub("", text)
    text = re.sub("|".join(_RELATIVE), "", text)
    text = re.sub(
        r"多少|几[个家项条处]?|[?？。！!]|(?:的|了|是|为|有|会|要|将|呢)+$|^(?:的|在|中|里|上|，|,|：)+",
        "",
        text.strip(),
    )
    return re.sub(r"(?:的|了|是|为|有|呢|，|,)+$", "", re.sub(r"[，,]{2,}", "，", text)).strip("，,、；; ")


def gist(text: str, documents: Sequence[Document]) -> str:
    """The question without years and the reports' own area, which stand in every heading and pull any vector to them."""
    for pattern in (_YEAR_SPAN, _YEAR, _SHORT_YEAR, re.compile("|".join(_RELATIVE))):
        text = pattern.sub("", text)
    forms = {form for document in documents for form in place_forms(document.place)}
    for form in sorted(forms, key=len, reverse=True):
        text = text.replace(form, "")
    return re.sub(r"请问|报告(?:里|中)?(?:提到|说)?的?|谢谢啊?|我想查一下", "", text).strip("，。的 ") or text


_ENGLISH_PARTS = {
    "first quarter": "一季度",
    "second quarter": "二季度",
    "third quarter": "三季度",
    "fourth quarter": "四季度",
    "first three quarters": "前三季度",
    "first half": "上半年",
    "second half": "下半年",
}


def _with_chinese_parts(text: str, language: Language) -> str:
    """An English question with its part of a year said in Chinese as well, as the reports say it."""
    lowered = text.lower()
    parts = [chinese for english, chinese in _ENGLISH_PARTS.items() if language == "en" and english in lowered]
    return " ".join([text, *parts])


# --- when and where -----------------------------------------------------------------------------------------


def _when(text: str, document: Document | None) -> tuple[tuple[int, ...], Basis | None]:
    years = [int(year) for pair in _YEAR_SPAN.findall(text) for year in pair]
    years += [int(year) for year in _YEAR.findall(text)]
    years += [2000 + int(year) for year in _SHORT_YEAR.findall(text)]
    plan, past = bool(_PLAN.search(text.lower())), bool(_PAST.search(text))
    if document is not None:
        now = _now(document)
        for word, offset in _RELATIVE.items():
            if word in text and now:
                past_this_year = offset == 0 and past and not plan and document.report_year
                if (
                    re.search(rf"比{word}", text)
                    and len(years) > 0
                    or (re.search(rf"比{word}", text) and _ASKED[3][1].search(text))
                ):
                    continue  # the year that a change is measured against
                years.append(document.report_year if past_this_year and document.report_year else now + offset)
    years = list(dict.fromkeys(years))
    basis: Basis | None = "plan" if plan and not past else "actual" if past and not plan else None
    if document is not None and years:
        known = {document.report_year: "actual", document.plan_year: "plan"}
        bases = {known.get(year) for year in years}
        if bases == {"plan"}:
            basis = "plan"
        elif bases == {"actual"}:
            basis = "plan" if _TARGET_OF_THE_YEAR.search(text) and not past else "actual"
        elif len(bases) > 1:
            basis = None
    return tuple(years), basis


def _now(document: Document) -> int | None:
    """The year in which the report was given: what its readers call 今年."""
    return int(document.date[:4]) if document.date else document.plan_year


def _places(text: str, documents: Sequence[Document], lexicon: Lexicon) -> tuple[str, ...]:
    """The areas that the question names, the reports' own left out."""
    own = {form for document in documents for form in place_forms(document.place)}
    found = [text[start:end] for start, end in matches(text, lexicon.places)]
    found += re.findall(
        r"全[国省市县](?!第|排|列|居|位|前列|首|最|率先|领先|普查|文明|人大|水平|平均)",
        re.sub(r"第.{1,3}次全国", "", text),
    )
    found += [match for match in _AREA.findall(text) if not _NO_AREA.search(match)]
    return tuple(dict.fromkeys(place for place in found if place not in own and len(place) > 1))


_AREA = re.compile(
    r"(?:^|(?<=[年的，。和与、了月])|(?<=请问)|(?<=关于)|(?<=上市))([\u4e00-\u9fff]{2,3}[市县省州])(?=[\u4e00-\u9fffA-Z\d])"
)
"""A name that ends like an area's, at the start of a phrase; the list of places cannot hold every county."""

_NO_AREA = re.compile(
    r"城市|全[市县省]|本[市县省]|我[市县省]|上市|都市|超市|门市|楼市|股市|夜市|集市|各[市县省]|所在|跨省|外省|哪|什么|多少|个"
)

_SCOPE = re.compile(
    r"([\u4e00-\u9fff]{1,4}?(?:片区|新区|城区|景区|园区|库区|老城|开发区|高新区|保税区|示范区|县城|街道|[\u4e00-\u9fff]{2}(?:镇|乡)))(?!级|村|贫困|居民)"
)
_NO_SCOPE = re.compile(r"全区|小区|社区|校区|乡镇|城镇|各|本|老旧|所有|部分|哪|每|示范区|乡村|文明城区")


def scopes_of(text: str) -> tuple[str, ...]:
    """The parts of the report's area that a text speaks of (临港片区, 主城区, 县城): their figures are not the whole's."""
    found = (re.sub(r"^.*(?:[年的在由对和与、，其中]|新增|改造)", "", match) for match in _SCOPE.findall(text))
    return tuple(dict.fromkeys(scope for scope in found if len(scope) > 1 and not _NO_SCOPE.search(scope)))


def place_forms(place: str) -> set[str]:
    """How people refer to a report's own area (西城区, 西城, 全区 ...)."""
    if not place:
        return set()
    level = place[-1]
    short = place[:-1] if len(place) > 2 and level in "省市区县州盟旗" else place
    return {place, short, f"全{level}", f"我{level}", f"本{level}"} | (
        {"全国", "中国", "我国"} if place == "全国" else set()
    )


# --- what ---------------------------------------------------------------------------------------------------


def _unit(text: str) -> str:
    match = re.search(_COUNT_ASKED, text)
    if not match:
        return (
            "元"
            if re.search(r"金额(?:是|为|有|达)?多少|多少(?:资金|金额)|花(?:费|了)?多少|投资额(?:是|为)?多少", text)
            else ""
        )
    return {"钱": "元", "块钱": "元", "人民币": "元"}.get(match["unit"], match["unit"])


def unit_class(unit: str) -> str:
    """The kind of thing a unit measures; counts of things (个, 家, 条) are all ``count``."""
    for name, pattern in _UNIT_CLASSES:
        if unit and re.search(pattern, unit):
            return name
    return "count"


def _asked(text: str, unit: str) -> Asked:
    lowered = text.lower()
    for asked, pattern in _ASKED:
        if pattern.search(lowered):
            return asked
    return "amount" if unit and unit_class(unit) != "percent" else ""


def _asserted(text: str) -> list[Quantity]:
    """The quantities that the question states itself."""
    return [
        quantity
        for quantity in find_quantities(text)
        if (quantity.unit or quantity.scale or "." in str(quantity.value))
        and not _SHORT_YEAR.match(text, quantity.number[0])
    ]


def _direction(text: str) -> int:
    """The change that the question takes for granted (为什么……下降了), not one that it asks for (是升还是降)."""
    if re.search(r"升还是降|增还是减|增长还是下降|下降还是增长|涨还是跌|高还是低|增减|升降", text):
        return 0
    if re.search(
        r"下降|降低|减少|下滑|负增长|回落|缩水|下跌|萎缩|\b(?:fell|fall|decline[d]?|decrease[d]?|drop(?:ped)?)\b", text
    ):
        return -1
    return 1 if re.search(r"增长|上升|提高|提升|增加|上涨|扩大|\b(?:grew|rose|increase[d]?)\b", text) else 0


def _terms(text: str, language: Language, documents: Sequence[Document], lexicon: Lexicon) -> tuple[Term, ...]:
    if language == "en":
        return _english_terms(text, lexicon)
    own = {form for document in documents for form in place_forms(document.place)}
    masked = list(text)
    placed: list[tuple[int, Term]] = []
    for match in re.finditer(r"[“《\"]([^”》\"]{2,20})[”》\"]", text):
        placed.append((match.start(1), Term(match[1], (match[1],), core=True)))
        masked[match.start() : match.end()] = " " * len(match.group())
    for start, end in matches("".join(masked), lexicon.synonyms):
        found = text[start:end]
        if found in own or found in _STOP_WORDS:
            continue
        placed.append((start, Term(found, (found, *lexicon.synonyms[found]), core=True)))
        masked[start:end] = " " * (end - start)
    rest = "".join(masked)
    for pattern in (_YEAR_SPAN, _YEAR, _SHORT_YEAR, _MEASURED, _FRAMES):
        rest = _blank(pattern, rest)
    for form in sorted(own | set(_RELATIVE) | set(scopes_of(text)), key=len, reverse=True):
        rest = rest.replace(form, " " * len(form))
    for word in _content_words(rest):
        core = word.tag.startswith(_CORE_TAGS) and word.text not in _NOT_CORE
        placed.append((word.start, Term(word.text, (word.text,), core=core)))
    return _with_head(sorted(placed, key=lambda item: item[0]), text)


def _with_head(placed: list[tuple[int, Term]], text: str) -> tuple[Term, ...]:
    """The terms in order, the last core one before the question word marked as the head."""
    asks = re.search(r"多少|几|什么|哪|怎|为何|为什么|吗|是否|有没有", text)
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


def _content_words(text: str) -> list[Word]:
    """The words that carry meaning. A single character is joined to the noun before it (消费 + 券) or to the word
    behind it (助 + 餐点); a single noun (桥) stands for itself."""
    kept: list[Word] = []
    for run in re.finditer(r"[^\s，。？！、；：,.?!;:“”\"'（）()《》]+", text):
        words = [word for word in split_words(run.group())]
        at = 0
        while at < len(words):
            word = words[at]
            start = run.start() + word.start
            follower = words[at + 1] if at + 1 < len(words) else None
            at += 1
            if (
                word.text in _STOP_WORDS
                or not word.tag.startswith(_CONTENT_TAGS)
                or re.fullmatch(r"[\d.,%]+", word.text)
            ):
                continue
            if len(word.text) > 1 or not _CHINESE.match(word.text):
                kept.append(Word(word.text, word.tag, start))
            elif kept and kept[-1].end == start and kept[-1].tag.startswith("n") and word.tag.startswith("n"):
                kept[-1] = Word(kept[-1].text + word.text, word.tag, kept[-1].start)
            elif follower and follower.text not in _STOP_WORDS and follower.tag.startswith(_CONTENT_TAGS):
                kept.append(Word(word.text + follower.text, follower.tag, start))
                at += 1
            elif word.tag.startswith(("n", "v")):
                kept.append(Word(word.text, "single", start))
    return kept


_ENGLISH_STOP = frozenset(
    "how many much what is was were are be been the a an of in on for to by and or did does do has have had there which who when where why "
    "that this these those it its their with from at as about please tell me you your report district city county province year years give "
    "number new added add say says according does total any will would plan planned plans target targets goal more than per cent percent".split()
)


def _english_terms(text: str, lexicon: Lexicon) -> tuple[Term, ...]:
    """English phrases that the glossary knows, with their Chinese wordings; other words stand for themselves."""
    words = [word.strip(".,?!:;'\"()").lower() for word in text.split()]
    terms: list[Term] = []
    at = 0
    while at < len(words):
        if words[at] in _ENGLISH_STOP:
            at += 1
            continue
        for size in range(min(7, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            chinese = lexicon.english.get(phrase) or lexicon.english.get(phrase.removesuffix("s"))
            if chinese:
                terms.append(Term(phrase, tuple(chinese), core=True))
                at += size
                break
        else:
            word = words[at]
            if word and word not in _ENGLISH_STOP and not re.fullmatch(r"[\d.,%]+", word):
                terms.append(Term(word, (word,), core=False))
            at += 1
    return tuple(dict.fromkeys(terms))
