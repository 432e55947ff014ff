"""One clause -> what each of its numbers is of, found by the shape in which the clause states it.

The shapes: the number after its noun (新增车位2114个), before it (推动12栋低效楼宇改造), a pair from and to
(从193家增加到612家), several numbers for several nouns in order (电诈立案、案损同比下降17.3%和25.5%), and a number that
adds to the one before it (实现地区生产总值9.86万亿元、增长5.7%).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.lists import nouns_in_order
from vectorstore.quantities import Quantity

Role = Literal["", "from", "to"]

_LEAD = re.compile(
    r"^(?:其中|全年|累计|今年|去年|预计|共(?!建|享|同)|已|并(?!购|网)|约(?!束)|将(?!军)|把(?!握)|力争|确保|再(?!生|造)|[，、\s的]|(?:和(?![美谐平])|及|与|以及)(?=[一-龥“]))+"
)
_TAIL = re.compile(
    r"(?:同比|分别|达到|达|为|(?<!增)(?<!降)至|到|超过|突破|完成|实现|共|(?<!签)约|累计|已|优化|控制在|稳定在|保持在|安排|预计|首次|一直|连续|拟按|按|拟|仅|(?<![于比])计划)+$"
)
BARE = re.compile(
    r"^(?:前?[一二三四]季度|前三季度|[上下]半年|全年|同比|环比|较年初|较上年|比上年|年均|[五三两]年|增长|提高|提升|上升|增加|下降|降低|减少|改善|回落|"
    r"占?(?:全[国省市区县]|世界|全球)|占(?=$)|完成率|连续\d*年?|[一-龥]{0,2}[国省市区县]第[一二三四五六七八九十]|"
    r"(?:落地|合同|协议|成交|签约|到位|总)?(?:金额|资金)|首期|首批|到位|排名|位?[列居]|为|达|保持|覆盖|其中|未达到|年初|目标|计划|预计|完成|达到|的|高于|低于|"
    r"参与人次|注册资本金?|市级|总投资|投资|面积|总?产量|单产|总数|总量|年末|数量|规模|增速|占比|份额|比重|退出|改造|提升|新建|废止|修订|交付|投产|建成|完工|开工|竣工|净增|新增|累计|销售|产值|"
    r"惠及|受益|恢复到(?:(?:19|20)\d\d年)?|[比较](?:\d+年前|[^，、\d]{1,8}?(?:预算|年|次|目标|计划|前|初|国|省|市|期))|[多少高低快慢]|扩大|约|均|均居|总|共|一半|用于|贡献了?)*$"
)
"""Subjects that mean nothing without what the sentence said before."""

_MOVED = r"[^，、；\d]{0,8}?(?:到|至|为)(?:了)?(?:(?:19|20)\d\d年(?:底|末)?的?)?(?:全[年国省市])?"
_TO = re.compile(_MOVED)
_FROM = re.compile(r"(?:从|由|自)(?:(?:19|20)\d\d年(?:底|末|初)?的?|[^，、；从由\d]{0,6})$")
_COMMENT = re.compile(
    r"、(?=规模|创|居|位|占|较|比|同比|增长|增幅|增速|超|为|列|完成|连续|扭转|总|达|累计|下降|提高|稳居|跃|[均都][居列位]|全[国省市]|[^、，]{0,6}第[一二三四五六七八九十\d]).*$"
)
_LASTING = re.compile(r"连续$")
LASTING = "连续"
"""Opens the subject of a duration whose clause does not say what lasts (连续36年居全国首位)."""
_CHANGED = re.compile(
    r"(?:同比|环比|年均)?(?:增长|增加|下降|降低|减少|提高|提升|净增|新增|上升|回落|退出|累计|总数|总量|达到?|为|至|到)+$"
)
_MEASURE = re.compile(r"(?:播种|种植|建筑|用地|占地)?面积$|(?:总|单位)?产量$|总?产值$|增加值$")
"""What is measured of a thing: 产量 after 粮食播种面积 is 粮食产量."""
_ADDED = re.compile(r"^(?:新增|净增|新建|新培育|新引进|新设|新获批|完成|建成|设立|组建|发起)")
_OF_WHAT_SIZE = re.compile(r"总?(?:规模|投资|金额)的")
"""What a number before its noun measures of it: 设立总规模10亿元的产业引导基金."""
_WHOLE = re.compile(r"总数|总量|累计|退出|年末|共有|现有|到位|(?:建成|改造|提升|新建)$")


@dataclass(frozen=True, slots=True)
class Stated:
    """A number of a clause with its subject. ``before`` are the words that decide what it measures.

    ``role`` tells the two values of a pair apart; ``place`` counts within a list of several numbers for several nouns,
    ``of`` the numbers of that list (1 if there is none).
    """

    quantity: Quantity
    subject: str
    before: str
    role: Role = ""
    place: int = 0
    of: int = 1


def stated(clause: str, quantities: Sequence[Quantity]) -> list[Stated]:
    """Each number of a clause with its subject, in order. Subjects may be bare (``BARE``) or empty."""
    found: list[Stated] = []
    groups = list(_groups(clause, quantities))
    for n, group in enumerate(groups):
        if n and (pairs := _list_of_pairs(clause, groups[n - 1], group)):
            found[-len(group) :] = pairs
            continue
        left = max((q.end for q in quantities if q.end <= group[0].start and not _lasts(clause, q)), default=0)
        before = clause[left : group[0].start]
        pair = _pair(clause, group, found)
        nouns = nouns_in_order(before, len(group)) if len(group) > 1 and not pair else None
        if pair:
            found += pair
        elif nouns:
            found += [
                Stated(q, clean(noun), before, "", at, len(group))
                for at, (q, noun) in enumerate(zip(group, nouns, strict=True))
            ]
        else:
            for at, q in enumerate(group):
                found.append(_alone(clause, q, quantities, found, before, at, len(group)))
    return found


def topic_of(subject: str) -> str:
    """What a subject is about, without the change that it tells (进出口总额增长 -> 进出口总额)."""
    return _CHANGED.sub("", subject) or subject


def complete(subject: str, said: str) -> str:
    """A bare subject with what was said before it: 增长 after 进出口总额, 总数 after 新增企业."""
    topic = _OF_WHAT_SIZE.sub("", topic_of(said))
    if _MEASURE.fullmatch(subject):
        topic = _MEASURE.sub("", topic) or topic
    if _WHOLE.search(subject):
        topic = _ADDED.sub("", topic) or topic
    return topic + subject


# --- groups and pairs ---------------------------------------------------------------------------------------


def _groups(clause: str, quantities: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """Runs of numbers with nothing but 、和 between them, and the two numbers of a pair."""
    group: list[Quantity] = []
    for quantity in quantities:
        between = clause[group[-1].end : quantity.start] if group else ""
        if (
            group
            and not re.fullmatch(r"[、和及与以]{1,2}", between)
            and not (len(group) == 1 and _is_pair(clause, group[0], quantity))
        ):
            yield group
            group = []
        group.append(quantity)
    if group:
        yield group


def _is_pair(clause: str, low: Quantity, high: Quantity) -> bool:
    return bool(_FROM.search(clause[: low.start])) and bool(_TO.fullmatch(clause[low.end : high.start]))


def _pair(clause: str, group: Sequence[Quantity], found: Sequence[Stated]) -> list[Stated] | None:
    """从2018年的193家增加到2023年的612家: one subject, each value with its own time."""
    if len(group) != 2 or not _is_pair(clause, *group):
        return None
    low, high = group
    match = _FROM.search(clause[: low.start])
    assert match is not None
    left = max((s.quantity.end for s in found), default=0)
    head = clean(clause[left : match.start()])
    head = (complete(head, found[0].subject) if BARE.match(head) and found else head) or _noun_after(clause, high)
    years = clause[match.start() : low.start], clause[low.end : high.start]
    return [
        Stated(low, head, f"{head}{years[0]}为", "from"),
        Stated(high, head, f"{head}{years[1]}", "to"),
    ]


def _list_of_pairs(clause: str, low: Sequence[Quantity], high: Sequence[Quantity]) -> list[Stated] | None:
    """甲、乙标准分别从202元、270元提高到209元、280元: a pair for each noun."""
    match = _FROM.search(clause[: low[0].start])
    joined = _TO.fullmatch(clause[low[-1].end : high[0].start])
    if match is None or joined is None or len(low) != len(high) or len(low) < 2:
        return None
    nouns = nouns_in_order(clause[: match.start()], len(low))
    if nouns is None:
        return None
    first = [Stated(q, noun, f"{noun}{match.group()}为", "from") for q, noun in zip(low, nouns, strict=True)]
    return first + [Stated(q, noun, f"{noun}{joined.group()}", "to") for q, noun in zip(high, nouns, strict=True)]


def _noun_after(clause: str, quantity: Quantity) -> str:
    return re.split(r"[，、]", clause[quantity.end :])[0]


# --- one number ---------------------------------------------------------------------------------------------


def _alone(
    clause: str,
    quantity: Quantity,
    quantities: Sequence[Quantity],
    found: Sequence[Stated],
    head: str,
    place: int,
    of: int,
) -> Stated:
    """A number with the words around it, up to the neighbouring numbers."""
    firm = [q for q in quantities if q is quantity or not _lasts(clause, q)]
    left = max((q.end for q in firm if q.end <= quantity.start), default=0)
    right = min((q.start for q in quantities if q.start >= quantity.end), default=len(clause))
    before, after = _without_lasting(clause, left, quantity, quantities), clause[quantity.end : right]
    if left and re.search(r"[、和及与]", before):  # up to the list mark stands the neighbour's own noun
        before = re.sub(r"^[^、和及与]*[、和及与]", "", before, count=1)
    if right < len(clause):
        after = re.split(r"[、和及与]|(?:共|占|增长|总)", after, maxsplit=1)[0]
    listed = not left and re.search(r"[、和及与]$", before)
    own, after = clean(before), _COMMENT.sub("", after).strip("、 ")
    if _lasts(clause, quantity):
        return Stated(quantity, f"{own}{LASTING}{after}", before)
    if left and found and not after and BARE.match(own):
        subject = complete(own, found[0].subject) if own or not _counts(clause, left) else found[0].subject
    elif left and not own:
        subject = _verb(clause, quantities[0]) + after
    elif listed and after and (verb := _verb(clause, quantity)):
        subject = verb + after  # 开工建设韩江干流治理工程和40宗堤防
    elif own and after and re.match(r"(?:、|，|次$)", after):
        subject = own
    else:
        subject = own + re.sub(r"^的", "", after) if not own else own + after
    if not own and "累计" in before and not after:
        subject = subject + "累计" if "累计" not in subject else subject
    return Stated(quantity, subject, head or before, "", place, of)


def _counts(clause: str, left: int) -> bool:
    return clause[left : left + 1] == "共"


def _without_lasting(clause: str, left: int, quantity: Quantity, quantities: Sequence[Quantity]) -> str:
    """The words before a number without 连续5年, which says nothing of what it is of."""
    words, at = "", left
    for other in quantities:
        if left <= other.start < quantity.start and _lasts(clause, other):
            words += clause[at : other.start].removesuffix("连续")
            at = other.end
    return words + clause[at : quantity.start]


def _lasts(clause: str, quantity: Quantity) -> bool:
    return bool(_LASTING.search(clause[: quantity.start])) and quantity.unit in {"年", "个月", "天", "次", "个"}


def clean(text: str) -> str:
    """The words of a subject without what leads up to it and the verb that states its number."""
    return _TAIL.sub("", _LEAD.sub("", text)).strip("、 ")


def _verb(clause: str, first: Quantity) -> str:
    """The verb that a list's first member carries for all (新建15个泊位、20个车位)."""
    match = re.match(
        r"(?:新增|新建|新开工|新完工|打造|建设|建成|完成|支持|开展|培育|引进|整合|推动|举办|获|开工|出台|实施|办理)",
        clause[: first.start],
    )
    return match.group() if match else ""
