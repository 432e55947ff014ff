"""At least and at most: what the words around a number make of it."""

import re
from decimal import Decimal

from vectorstore.quantities import Quantity
from vectorstore.records import Figure

LEAST = re.compile(r"不低于|不少于|不小于|以上|(?<!不)(?:超|高于|多于|大于)|突破|逾|至少|[余多](?!于)|[＞≥>]")
MOST = re.compile(
    r"不高于|不超过?|不多于|不大于|以内|之内|以下|(?<!不)(?:低于|小于|少于)|不到|不足|未满|接近|近|至多|最多|[＜≤<]"
)


def agrees(figure: Figure, claimed: Quantity) -> bool:
    """Whether a figure is the number claimed, or on the side of it that is claimed (超过8000个).

    21万亿元 is not 21亿元; a number claimed without its unit is compared as printed.
    """
    if not (claimed.scale or claimed.unit):
        return within(figure.value, claimed.qualifier, claimed.value)
    return within(figure.magnitude, claimed.qualifier, claimed.magnitude)


def bounded(qualifier: str) -> bool:
    """Whether a number with this qualifier stands for all above or below it."""
    return bool(LEAST.search(qualifier) or MOST.search(qualifier))


def within(value: Decimal, qualifier: str, claimed: Decimal) -> bool:
    """Whether a value is what ``claimed`` with its qualifier says: 8060 is 超过8000, and not 不到8000."""
    if MOST.search(qualifier):
        return value <= claimed
    return value >= claimed if LEAST.search(qualifier) else value == claimed
