"""Numbers of a name or a point in time, which state nothing: 3岁以下婴幼儿, 5000吨级泊位, 近10年来, 成立75周年."""

import re

from vectorstore.quantities import Quantity, find_quantities

_SINCE = re.compile(r"(?:以)?[前来后间内](?!瞻|往|置|期|排|涵|部|需|容|在)|同期|期间|一遇|规划|行动")
"""After a duration: a time reckoned from now (3年前, 近50年同期, 30年来)."""

_THRESHOLD = frozenset(("以上", "以下", "及以上", "及以下"))
_MEASURED = re.compile(r"(?:岁|年|千瓦|兆瓦|元|吨|米|公里|亩|平方米)$")
"""Units that divide things into classes rather than count them (500万元以上技改项目)."""

_QUOTED_NAME = re.compile(r"(?:分钟|小时|公里|米|年|天|度)$")
_RULES = re.compile(r"规定|基本原则|必须|确保任务")


def stated_quantities(clause: str) -> list[Quantity]:
    """The quantities of a clause that say how much, in order."""
    found = find_quantities(clause)
    return [q for q in found if not _is_named(clause, q, found)]


def _is_named(clause: str, quantity: Quantity, found: list[Quantity]) -> bool:
    before, after = clause[: quantity.start], clause[quantity.end :]
    if quantity.unit == "周年" or before.count("《") > before.count("》"):
        return True
    if re.search(r"[（(]$", before) and re.match(r"[）)]", after) and not (quantity.unit or quantity.scale):
        return True  # an outline number: （4）完善服务体系
    if after.startswith("级") or re.match(r"(?:服务)?半径", after):
        return True
    if quantity.unit in {"年", "天", "个月"} and _SINCE.match(after):
        return True
    if quantity.unit in {"米", "公里", "分钟", "小时"} and re.match(r"内(?!外)[\u4e00-\u9fff]", after):
        return True
    if before.endswith("“") and _QUOTED_NAME.search(quantity.unit) and not after.startswith("”"):
        return True
    if quantity.unit == "条" and after.startswith("”"):
        return True
    if quantity.unit in {"项", "条"} and quantity.number[1] - quantity.number[0] == 1 and _RULES.match(after):
        return True
    return _is_threshold(clause, quantity, found)


def _is_threshold(clause: str, quantity: Quantity, found: list[Quantity]) -> bool:
    """Whether a bound names a class of things: 65岁及以上老年人, 30户以上自然村覆盖率提高至80%."""
    bound = next((word for word in _THRESHOLD if quantity.qualifier.endswith(word)), "")
    after = clause[quantity.end :]
    if not bound or not re.match(r"[\u4e00-\u9fff“]", after) or re.match(r"[和及与、]", after):
        return False
    following = next((q for q in found if q.start >= quantity.end), None)
    leads_on = following is not None and not re.search(r"[、，]", clause[quantity.end : following.start])
    if after.startswith("的"):
        return leads_on and bool(_MEASURED.search(quantity.unit))
    measured = bool(_MEASURED.search(quantity.unit))
    return measured or (leads_on and quantity.unit not in {"%", "‰"} and quantity.upper is None)
