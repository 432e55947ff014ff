"""Passages -> typed figures: what each number of a report is of, in which unit, for when.

A Chinese report states numbers in three shapes, and the subject is found by shape: the number after its noun
(新增车位2114个), the number before it (推动12栋低效楼宇改造), and several numbers for several nouns in order
(电诈立案、案损同比下降17.3%和25.5%).
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from vectorstore.quantities import Quantity, find_quantities
from vectorstore.records import Basis, Document, Figure, Measure, Passage, Span

_CLAUSE_ENDS = "，。；：！？,;!?\n"
_LIST_MARKS = "、和及与"
_UP = re.compile(r"增长|提高|提升|上升|上涨|涨幅|增幅|增速|增加|扩大|回升|快于|高于|改善")
_DOWN = re.compile(r"下降|降低|减少|降幅|回落|缩短|压减|压缩|下调|低于|收窄|降至|下滑|负增长")
_SHARE = re.compile(r"占比|比重|占(?!道|用|地|压)|份额|贡献率")
_YEAR = re.compile(r"((?:19|20)\d\d)年(?!代)")
_PERIOD = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:前三季度|[一二三四]季度|上半年|下半年|1[-—至]\d{1,2}月|“[一二三四五六七八九十]+五”(?:时期|期间))"
)
_RANK = re.compile(
    r"(?P<scope>全国|全省|全市|全区|全县|全球|世界|(?<![一-龥])[一-龥]{1,3}(?:省|市|区|县))?"
    r"(?:排名|位居|位列|名列|列|居|保持)?(?P<rank>第[一二三四五六七八九十\d]{1,3}(?:位|名)?)(?=[，。；、）]|$)"
)
_LEAD = re.compile(
    r"^(?:其中|全年|累计|今年|去年|预计|共(?!建|享|同)|已|并(?!购)|约(?!束)|[，、]|(?:和|及|与|以及)(?=[一-龥“]))+"
)
_TAIL = re.compile(
    r"(?:同比|分别|达到|达|为|(?<!增)(?<!降)至|到|超过|突破|完成|实现|共|(?<!签)约|累计|已|优化|控制在|安排|预计)+$"
)
_MARKDOWN = re.compile(r"\*\*|__|^\s*(?:[-•*]\s+|#+\s+|——\s*)")
_TITLES = re.compile(r"《[^》]*》?|（[^（）]*）")
_OPENS_PARTS = re.compile(r"\s*(?:分(?:季度|月|区域|产业)看|其中|从(?:季度|月度|结构|五年变化)看)")
"""A sentence that takes apart what the paragraph's first figure states as a whole."""

_BARE = re.compile(
    r"^(?:前?[一二三四]季度|前三季度|[上下]半年|全年|同比|环比|较年初|较上年|比上年|年均|增长|提高|提升|上升|增加|下降|降低|减少|改善|回落|占全[国省市区县]|完成率|位[列居]|"
    r"连续\d*年?|全[国省市县区]第[一二三四五六七八九十]|(?:落地|合同|协议|成交|签约|到位|总)?(?:金额|资金)|"
    r"排名|列|居|为|达|保持|覆盖|其中|未达到|年初|目标|计划|预计|完成|达到|的|高于|低于|参与人次|注册资本金?|市级|总投资|投资|面积)*$"
)
"""Subjects that mean nothing without what the sentence said before."""
_TARGET_BEFORE = re.compile(r"(?:年初|计划|目标)(?:目标|安排|增长|下降|为|（|\(|：|值)*$")
"""A target told beside its result: 计划5.5%，完成4.7%; 未达到年初增长3%的目标."""

_SPOKEN_CHANGE = re.compile(
    r"(?:增长|提高|提升|下降|降低|减少|增加|上升|上涨|回落|改善|涨幅|增幅|增速|降幅)[^，。；]{0,4}$"
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """One comma-delimited clause of a sentence: its text and its place in the document."""

    text: str
    start: int


def extract_figures(document: Document, passages: Iterable[Passage]) -> tuple[Figure, ...]:
    """Every number of the passages as a typed record, in reading order."""
    return tuple(figure for passage in passages for figure in _of_passage(document, passage))


def _of_passage(document: Document, passage: Passage) -> Iterator[Figure]:
    if passage.row is not None:
        yield from _of_row(document, passage)
        return
    first = ""
    for sentence in passage.sentences:
        period, said = (
            _implied_period(document, passage),
            first if _OPENS_PARTS.match(document.text, sentence.start) else "",
        )
        topic = _sentence_topic(document.text, sentence)
        for clause in _clauses(document.text, sentence):
            period = _named_year(clause.text) or period
            for figure in map(_within(said, clause), _of_clause(document, passage, clause, period)):
                yield (replace(figure, subject=said + figure.subject) if _BARE.match(figure.subject) else figure)
                said = topic or (said if _BARE.match(figure.subject) else figure.subject)
                first = first or said
            said = said or _LEAD.sub("", clause.text.strip())


def _sentence_topic(text: str, sentence: Span) -> str:
    """The indicator that a sentence opens with and speaks of to its end (千人床位数，因……，预计完成7.72张)."""
    first = next(_clauses(text, sentence), None)
    if first is None or find_quantities(re.sub(r"\d+米|每?[千万]人", "", first.text)):
        return ""
    return (
        first.text.strip()
        if re.search(r"(?:数|率|值|额|量|比例|比重|面积|规模|浓度|指数|占比)$", first.text.strip())
        else ""
    )


def _within(said: str, clause: _Clause) -> Callable[[Figure], Figure]:
    """其中临港片区6处 is of what the whole was of."""
    if not clause.text.lstrip().startswith("其中") or not said:
        return lambda figure: figure
    return lambda f: replace(f, subject=f"{said}其中{f.subject}") if len(f.subject) <= 8 else f


def _implied_period(document: Document, passage: Passage) -> str:
    """The year that the passage's part of the report is about."""
    year = (
        document.plan_year if passage.basis == "plan" else document.report_year if passage.basis == "actual" else None
    )
    return str(year or (passage.years[0] if passage.years else ""))


def _named_year(text: str) -> str:
    years = _YEAR.findall(_TITLES.sub("", text))  # a year in a plan's name is not when the number holds
    return years[-1] if years else ""


def _clauses(text: str, sentence: Span) -> Iterator[_Clause]:
    start = sentence.start
    for at in range(sentence.start, sentence.end):
        thousands = text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        if text[at] in _CLAUSE_ENDS and not thousands:
            if text[start:at].strip():
                yield _Clause(text[start:at], start)
            start = at + 1
    if text[start : sentence.end].strip():
        yield _Clause(text[start : sentence.end], start)


def _of_clause(document: Document, passage: Passage, clause: _Clause, period: str) -> Iterator[Figure]:
    quantities = find_quantities(clause.text)
    for quantity, subject in zip(quantities, _subjects(clause.text, quantities), strict=True):
        before = clause.text[: quantity.start]
        measure, direction = _measure(before, quantity)
        yield _figure(
            document,
            passage,
            subject=subject,
            quantity=quantity,
            measure=measure,
            direction=direction,
            period=_period_at(before, period),
            offset=clause.start,
            clause=Span(clause.start, clause.start + len(clause.text)),
            basis="plan" if _TARGET_BEFORE.search(before) else None,
        )
    for match in _RANK.finditer(clause.text):
        yield _rank(document, passage, clause, match, period)


def _period_at(before: str, implied: str) -> str:
    """The period named last before the number; a part of a year keeps its words (2023年前三季度)."""
    part = list(_PERIOD.finditer(before))
    if part:
        words = part[-1].group()
        return words if words[:2].isdigit() or "五" in words else f"{implied}年{words}" if implied else words
    return _named_year(before) or implied


# --- subjects -----------------------------------------------------------------------------------------------


def _subjects(clause: str, quantities: list[Quantity]) -> list[str]:
    subjects: list[str] = []
    for group in _groups(clause, quantities):
        shared = _in_order(clause, group) if len(group) > 1 else None
        subjects += shared or [_own_subject(clause, quantity, quantities) for quantity in group]
    return subjects


def _groups(clause: str, quantities: list[Quantity]) -> Iterator[list[Quantity]]:
    """Runs of numbers with nothing but 、和 (and a bound such as 不高于, part of the number) between them."""
    group: list[Quantity] = []
    for quantity in quantities:
        if group and not re.fullmatch(r"[、和及与以]{1,2}", clause[group[-1].end : quantity.start]):
            yield group
            group = []
        group.append(quantity)
    if group:
        yield group


def _in_order(clause: str, group: list[Quantity]) -> list[str] | None:
    """The nouns that several numbers belong to in order, or ``None`` when their counts differ."""
    head = clause[: group[0].start]
    said = re.search(
        r"(?:分别|均|各)?(?:同比|较上年|比上年)?(?:增长|下降|提高|提升|降低|减少|达到|达|为|控制在|完成|实现|至|到|占)*$",
        head,
    )
    tail = said.group() if said else ""
    nouns = head[: len(head) - len(tail)].removesuffix("分别")
    parts = [part for part in re.split(r"[、和及与]|以及", nouns) if part]
    if len(parts) < len(group):
        return None
    parts = parts[-len(group) :]
    common = _common_ending(parts)
    return [f"{part}{common if not part.endswith(common) else ''}{tail.replace('分别', '')}" for part in parts]


def _common_ending(parts: list[str]) -> str:
    """What only the last noun spells out for all (城镇、农村居民人均可支配收入 -> 居民人均可支配收入)."""
    last = parts[-1]
    match = re.search(r"(?:居民|产业|人均|同比|增加值|收入|比重|投资)[一-龥]*$", last)
    return match.group() if match and len(match.group()) < len(last) else ""


def _own_subject(clause: str, quantity: Quantity, quantities: list[Quantity]) -> str:
    """The words around one number, up to the neighbouring numbers."""
    left = max((q.end for q in quantities if q.end <= quantity.start), default=0)
    right = min((q.start for q in quantities if q.start >= quantity.end), default=len(clause))
    before, after = clause[left : quantity.start], clause[quantity.end : right]
    if left:  # behind another number: that number's own noun, if it follows directly, is not ours
        before = re.sub(r"^[^、和及与]*[、和及与]", "", before, count=1) if re.search(r"[、和及与]", before) else before
    if right < len(clause):  # before another number: its words begin at the list mark
        after = re.split(r"[、和及与]", after, maxsplit=1)[0]
    before, after = _TAIL.sub("", _LEAD.sub("", before)), after.strip("、")
    if not before and not after and left:
        return _own_subject(clause, quantities[0], quantities)  # 发放消费券3批共1500万元: both are of the vouchers
    if not before and left:
        before = _verb_before(clause, quantities[0])
    return (before + after).strip() or clause[: quantity.start].strip()


def _verb_before(clause: str, first: Quantity) -> str:
    """The verb that a list's first member carries for all (打造精品街巷111条、"最美院落"104个)."""
    match = re.match(
        r"(?:新增|新建|新开工|新完工|打造|建设|建成|完成|支持|开展|培育|引进|整合|推动|举办|获)", clause[: first.start]
    )
    return match.group() if match else ""


# --- measure, rank, row -------------------------------------------------------------------------------------


def _measure(before: str, quantity: Quantity) -> tuple[Measure, int]:
    """What the number measures and, for a change, its direction; decided by the words right before it."""
    near = before[-12:]
    if quantity.unit == ":":
        return "ratio", 0
    if quantity.unit in {"倍", "成"}:
        return ("share" if quantity.unit == "成" else "ratio"), 0
    up, down = _last(_UP, near), _last(_DOWN, near)
    percent = quantity.unit in {"%", "‰"} or quantity.unit.endswith("百分点")
    stated = re.search(r"(?:至|到|达|为|超|在)$", _strip_bound(near))
    if quantity.unit.endswith("百分点") or (percent and max(up, down) >= 0 and not stated):
        return "change", (1 if up >= down else -1)
    if percent and _SPOKEN_CHANGE.search(near) and re.search(r"增速|增幅|涨幅|降幅", near):
        return "change", (1 if up >= down else -1)
    if _SHARE.search(near) or quantity.unit == "分之":
        return "share", 0
    return ("rate" if percent else "amount"), 0


def _strip_bound(text: str) -> str:
    return text.rstrip("约近超过")


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _rank(document: Document, passage: Passage, clause: _Clause, match: re.Match[str], period: str) -> Figure:
    number = re.search(r"[一二三四五六七八九十\d]+", match["rank"])
    digits = number.group() if number else ""
    value = "一二三四五六七八九十".find(digits) + 1 if not digits.isdigit() else int(digits)
    at = match.start("scope") if match["scope"] else match.start("rank")
    quantity = find_quantities(f"{value}位")[0]
    return _figure(
        document,
        passage,
        subject=_TAIL.sub("", clause.text[:at]) or clause.text[:at],
        quantity=quantity,
        measure="rank",
        direction=0,
        period=_named_year(clause.text[:at]) or period,
        offset=clause.start,
        clause=Span(clause.start, clause.start + len(clause.text)),
        span=Span(clause.start + at, clause.start + match.end("rank")),
        scope=match["scope"] or "",
        unit="位",
    )


def _of_row(document: Document, passage: Passage) -> Iterator[Figure]:
    row = passage.row
    assert row is not None
    at = passage.start
    for header, cell in row.values:
        found = document.text.find(cell, at, passage.end) if cell else -1
        if found < 0:
            continue
        at = found + len(cell)
        quantities = find_quantities(cell)
        if len(quantities) != 1:
            continue
        quantity = quantities[0]
        plan = bool(re.search(r"计划|目标|预期|安排|预计", header)) and not re.search(r"完成|执行|实际|实绩", header)
        measure, direction = _measure(
            row.indicator if re.search(r"增速|增幅|涨幅|降幅|增长", row.indicator) else "", quantity
        )
        if row.unit in {"%", "％"}:
            growth = re.search(r"增速|增幅|涨幅|增长率?$", row.indicator)
            fall = re.search(r"降幅|下降", row.indicator)
            measure, direction = ("change", 1 if growth else -1) if growth or fall else ("rate", 0)
            measure = "share" if re.search(r"占比|比重|比例", row.indicator) else measure
        yield _figure(
            document,
            passage,
            subject=row.indicator,
            quantity=quantity,
            measure=measure,
            direction=direction,
            period=_named_year(header) or _implied_period(document, passage),
            offset=found,
            clause=Span(passage.start, passage.end),
            unit=quantity.printed_unit or row.unit,
            basis="plan" if plan else "actual",
        )


def _figure(
    document: Document,
    passage: Passage,
    *,
    subject: str,
    quantity: Quantity,
    measure: Measure,
    direction: int,
    period: str,
    offset: int,
    clause: Span,
    span: Span | None = None,
    scope: str = "",
    unit: str = "",
    basis: Basis | None = None,
) -> Figure:
    at = span or Span(offset + quantity.start, offset + quantity.end)
    key = f"{passage.id}:{at.start - passage.start}:{at.end - passage.start}:{measure}"
    return Figure(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        document_id=document.id,
        passage_id=passage.id,
        subject=_MARKDOWN.sub("", subject).strip(),
        value=quantity.value,
        upper=quantity.upper,
        qualifier=quantity.qualifier,
        unit=unit or quantity.printed_unit,
        measure=measure,
        direction=direction,
        period=period,
        basis=basis or _basis(passage, period, document),
        scope=scope or document.place,
        start=at.start,
        end=at.end,
        clause=clause,
    )


def _basis(passage: Passage, period: str, document: Document) -> Basis | None:
    """A clause that names the other year than its passage's takes that year's basis."""
    if period[:4].isdigit() and document.plan_year and document.report_year:
        year = int(period[:4])
        if year == document.plan_year and passage.basis == "actual":
            return "plan"
        if year <= document.report_year and passage.basis == "plan":
            return "actual"
    return passage.basis
