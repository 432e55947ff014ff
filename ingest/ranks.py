"""Places in an order: 全市第一, 居全国首位, 全国前三."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vectorstore.quantities import chinese_number

_SCOPE = (
    r"全国|全省|全市|全区|全县|全球|世界|亚洲|中部|西部|东部"
    r"|(?<![一-龥])(?![均居位列稳连])(?:(?!全)[一-龥]){1,3}(?:省|市|区|县)"
)
_VERB = r"排名|排在|排|位居|位列|名列|跃居|稳居|跃升至|升至|上升到|前移至|列|居|保持"
_RANK = re.compile(
    rf"(?P<verb>{_VERB})?(?P<scope>{_SCOPE})?(?P<verb2>{_VERB})?(?:的)?"
    rf"(?P<rank>第(?P<place>[一二三四五六七八九十\d]{{1,3}})(?P<unit>位|名)?|(?P<first>首位|榜首)|前(?P<top>[一二三四五六七八九十\d]{{1,2}})(?P<unit2>位|名)?)"
    r"(?=[，。；、）)]|$)"
)


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank claim in a clause: the place, whether it is only within the first so many (前三), of where, its span."""

    value: int
    within: bool
    scope: str
    start: int
    end: int
    lead: int
    """Where the claim's verb begins (居全国首位)."""


def find_ranks(clause: str) -> Iterator[Rank]:
    """The rank claims of a clause in order; 质量第一 names no order and is none."""
    for match in _RANK.finditer(clause):
        named = match["scope"] or match["verb"] or match["verb2"] or match["unit"] or match["unit2"] or match["first"]
        if not named:
            continue
        digits = "1" if match["first"] else match["place"] or match["top"]
        value = int(digits) if digits.isdigit() else int(chinese_number(digits) or 0)
        if not value:
            continue
        start = match.start("scope") if match["scope"] else match.start("rank")
        yield Rank(value, bool(match["top"]), match["scope"] or "", start, match.end("rank"), match.start())
