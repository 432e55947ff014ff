"""The words that turn a figure into another one: bounds, direction, plan or result, rank and scope."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.mentions import Mention
from assistant.stated import Stated

_LEAST = re.compile(
    r"不低于|不少于|不小于|以上|超|高于|突破|大于|逾|至少|余|多$|[＞≥>]|more than|over|at least|above|exceed",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"以内|之内|以下|低于|小于|不足|不到|未满|近|至多|最多|[＜≤<]|less than|below|under|at most|within|nearly|almost",
    re.IGNORECASE,
)
_NOT_MORE = re.compile(r"不高于|不超过|不大于|不多于|no more than|not exceed(?:ing)?", re.IGNORECASE)
_NOT_LESS = re.compile(r"不低于|不少于|不小于|no less than|not less than|not below", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:不低于|不少于|不高于|不超过|高于|低于|不足|不到|未满|超过?|突破|接近|近|至少|最多|"
    r"no more than|no less than|more than|"
    r"less than|over|at least|above|below|under|nearly|almost|exceed(?:ed|s|ing)?|within)"
    r"(?:了|到|至|约)?\s*$",
    re.IGNORECASE,
)
"""A bound right before a number that the number's own qualifier does not cover (超过了, at least)."""

_UP = re.compile(
    r"增长|上升|提高|提升|增加|上涨|扩大|攀升|增幅|增速|涨幅|增至|升至|新增|增设|回升|"
    r"grew|grow|rose|rise|rising|increas|higher|\bup\b|expand|improv|added|new",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"下降|减少|降低|回落|下滑|缩小|缩减|缩短|压减|收缩|下跌|降幅|降至|负增长|下调|收窄|"
    r"fell|fall|declin|decreas|drop|lower|\bdown\b|reduc|shrank|cut",
    re.IGNORECASE,
)
_EITHER = re.compile("改善|优化")
"""Words for a change whose direction the thing itself tells: a concentration improves by falling."""

_DIFFERENCE = re.compile(r"(?:比|较)[^，]*[多少高低快慢]约?$|(?:高于|低于|快于|慢于)[^，\d]{0,8}$")
_COMPARED = re.compile(r"[多少高低快慢差增减升降提涨缩]")
_BEHIND = re.compile(r"的?(?:增长|下降|增幅|降幅|增速|涨幅)|[^,;.\u4e00-\u9fff\d]+")
_CHANGE = re.compile(r"(?:增长|上升|提高|提升|增加|上涨|下降|减少|降低|回落|下滑|下跌)(?:了|约|近|超|超过)*$")

_PLANNED = re.compile(
    r"(?:(?<=[年度初，：:；、（(])|^)计划(?!执行|指标|报告|草案)|计划(?:为|约)?$|年初(?=增长|计划|目标|预期|安排|确定)|目标|"
    r"预计|预期|力争|拟(?=[一-龥])|将(?!军|近|于)|\bplan|target|\bwill\b|expected|aim",
    re.IGNORECASE,
)
_CERTAIN = re.compile(
    r"实际(?!利用|使用|控制)|完成[:：了]|已经?(?=[一-龥])|(?:实现|达到|新增|建成|增长|下降|发放|引进|打造)了|actual",
    re.IGNORECASE,
)
_DONE = re.compile(rf"{_CERTAIN.pattern}|完成(?!率)", re.IGNORECASE)
_MEASURED = re.compile(r"(?:比|较|高于|低于|完成|达到|超过|占|为|相当于|与)了?(?:年初|全年|年度|原)?(?:计划|目标|预期)")
"""A target that a result is measured by: 高于年初目标0.9个百分点 is no target itself."""

_SCOPES = r"全[国省市区县州球]|世界"
_ORDER = r"[一二三四五六七八九十\d]"
_PLACED = rf"第{_ORDER}{{1,3}}(?:位|名)?|首位|榜首|前列|前{_ORDER}{{1,2}}(?:位|名)?(?=[，。；、）]|$)"
_FIRST = r"首[个家批例创座笔款条单台艘支部项张]|首次|唯一"
_HOLDS = r"排名|位居|位列|名列|排在|居|列"
_RANK = re.compile(
    rf"(?P<scope>{_SCOPES})(?:同类[一-龥]{{0,4}}?)?(?:{_HOLDS}|排|的)?(?P<scoped>{_PLACED}|{_FIRST}|率先)|"
    rf"(?:{_HOLDS})(?P<placed>{_PLACED})|(?P<named>第{_ORDER}{{1,3}}[位名])|(?P<first>{_FIRST})"
)
_NUMERALS = dict(zip("一二三四五六七八九十", map(str, range(1, 11)), strict=True))

_LEVELS = {"全国": re.compile("我国|中国|国务院"), "全省": re.compile("省")}
"""What a quote, its headings or its report's name must say to be about the country or a province."""

DIRECTION, PLAN, RESULT, BOUND = (
    "增减方向与引文相反",
    "引文是实际数，不是计划数",
    "引文是计划数，不是实际数",
    "引文写的是",
)


def bound_problem(claim: Mention, quote: Mention) -> str:
    """A bound that the claim puts on its figure must be the quote's. 左右 may be left out or added; it claims less."""
    mine, theirs = _bounds(claim), _bounds(quote)
    return "" if mine <= theirs else f"{BOUND}“{quote.quantity.qualifier or '确数'}”"


def _bounds(mention: Mention) -> set[str]:
    before = _BEFORE.search(mention.before)
    text = (before.group() if before else "") + mention.quantity.qualifier
    text = _NOT_LESS.sub("≥", _NOT_MORE.sub("≤", text))
    return {name for name, words in (("least", _LEAST), ("most", _MOST)) if words.search(text)}


def direction_problem(claim: Mention, stated: Stated) -> str:
    """增长 and 下降 must agree, and a share or a level is no growth."""
    mine, theirs = _directions(claim), _directions(stated.mention)
    if mine and theirs:
        return "" if mine <= theirs else DIRECTION
    percent = claim.quantity.unit in {"%", "个百分点", "百分点"}
    told = re.split(r"[，。；,;|]", stated.mention.before)[-1] + stated.mention.own
    changes = any(words.search(told) for words in (_UP, _DOWN, _EITHER))
    if percent and _CHANGE.search(claim.before) and not changes:
        return "引文中这个数不是增减幅度"
    return ""


def _directions(mention: Mention) -> set[int]:
    """+1 and -1 as the words before the figure say, else those of its clause, else those behind it."""
    if mention.quantity.value < 0:  # a table's minus sign
        return {-1}
    clause = re.split(r"[，。；：,;|]", mention.before)[-1]
    behind = _BEHIND.match(mention.after)
    for text in (mention.head, clause, behind.group() if behind else ""):
        found = {sign for sign, words in ((1, _UP), (-1, _DOWN)) if words.search(text)}
        if found:
            return found
    return set()


def difference_problem(claim: Mention, stated: Stated) -> str:
    """比年初目标少0.2个 is no total, and a total is no difference."""
    mine, theirs = (re.split(r"[，。；,;|（）]", mention.before)[-1] for mention in (claim, stated.mention))
    chinese = re.search(r"[\u4e00-\u9fff]", claim.sentence)
    if chinese and _DIFFERENCE.search(theirs) and not _COMPARED.search(mine + claim.after):
        return "引文中这个数是差额"
    return "引文中这个数不是差额" if _DIFFERENCE.search(mine) and not _COMPARED.search(theirs) else ""


def basis_problem(lead: str, carried: str, claim: Mention, stated: Stated) -> str:
    """A plan must not be told as a result, nor a result as a plan."""
    says = _basis_in(f"{lead}，{claim.before}") or _basis_in(carried)
    is_of = stated.basis if stated.in_row else _basis_stated(stated)
    added = _basis_in(f"{lead}，{_apart_from_quoted(claim, stated)}")
    if not says or is_of in {None, says, added} or says == _basis_in(stated.mention.before):
        return ""
    return PLAN if says == "plan" else RESULT


def _apart_from_quoted(claim: Mention, stated: Stated) -> str:
    """The words before a claim's figure without those that stand so before the quote's: they tell nothing new."""
    return claim.before.removesuffix(_clause(stated.mention.before))


def _basis_stated(stated: Stated) -> str | None:
    """As the words before the figure say, else as its passage is; among plans 完成 alone is one (完成投资15亿元)."""
    told = _basis_in(stated.mention.before, certain=False)
    sure = told != "actual" or _CERTAIN.search(_clause(stated.mention.before))
    return told if told and (sure or stated.basis != "plan") else stated.basis


def _clause(before: str) -> str:
    return re.split(r"[，；,;|]", before)[-1]


def _basis_in(before: str, *, certain: bool = True) -> str:
    """``plan`` or ``actual`` as the words before a figure say: those of its clause, else those since the last year.

    完成 says ``actual`` only beside a plan (计划5.5%，完成4.7%): a plan may be 完成投资15亿元 as well.
    """
    before = _MEASURED.sub("", before)
    clause = _clause(before)
    if _PLANNED.search(clause):
        return "plan"
    if _CERTAIN.search(clause) or (_DONE.search(clause) and _beside_a_plan(before)):
        return "actual"
    years = [match.start() for match in re.finditer(r"(?<!\d)(?:19|20)\d\d(?!\d)", before)]
    region = before[years[-1] :] if years else before
    if not certain:
        return ""
    if re.match(r"\d{4}年?度?(?:实际|完成)", region):
        return "actual"
    found = [(m.start(), "plan") for m in _PLANNED.finditer(region)] + [
        (m.start(), "actual") for m in _CERTAIN.finditer(region)
    ]
    return max(found)[1] if found else ""


def _beside_a_plan(before: str) -> bool:
    planned = _PLANNED.search(before)
    return planned is not None and bool(re.search(r"\d", before[planned.end() :]))


def scope_problem(claim: Mention, stated: Stated) -> str:
    """全市 must not become 全国. A report's own level may be named where the quote names none."""
    for scope in re.findall(_SCOPES, claim.around + claim.own):
        level = _LEVELS.get(scope)
        other = re.search(_SCOPES, stated.mention.around) or (level and not level.search(stated.quote))
        if scope not in stated.quote and other:
            return f"引文没有说“{scope}”"
    return ""


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order as a text words it, ``[start, end)``; ``scope`` is empty where none is named beside it."""

    place: str
    scope: str
    start: int
    end: int

    def stands_in(self, quote: str) -> bool:
        """Whether the quote states this rank, in this scope where one is claimed."""
        return any(r.place == self.place and self.scope in ("", r.scope) for r in ranks_of(quote))


def ranks_of(text: str) -> Iterator[Rank]:
    """The ranks of a text: 全市第一, 位列第二, 全国首个."""
    for match in _RANK.finditer(text):
        place = next(filter(None, (match["scoped"], match["placed"], match["named"], match["first"])))
        yield Rank(_place(place), match["scope"] or "", match.start(), match.end())


def _place(word: str) -> str:
    if word in {"首位", "榜首"}:
        return "1"
    number = re.search(r"[一二三四五六七八九十\d]+", word)
    return (_NUMERALS.get(number.group(), number.group()) + ("前" if word[0] == "前" else "")) if number else word
