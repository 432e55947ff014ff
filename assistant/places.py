"""Of where a question asks: areas other than the report's own, and parts of its own."""

import re
from collections.abc import Collection, Sequence

from assistant.lexicon import Lexicon, matches
from assistant.timing import YEAR
from vectorstore.records import Document

_WHOLE = re.compile(
    r"全[国省市县](?!第|是不是第|[是算能]第|能排|排|占|的?份额|的?比重|列|居|位|前列|首|头一|独一|最|唯一|仅有|率先|领先|普查|文明|人大|水平|平均|双拥|模范|示范|先进|优秀|百强|青少年|创业|大赛|重点|性|"
    r"民族|劳动|五一|道德|绿化|卫生|两会|统一|碳|一流|文化|科普|数字)"
)
_AREA = re.compile(
    r"(?:^|(?<=[年的，。和与、了月])|(?<=请问)|(?<=关于))([\u4e00-\u9fff]{2,3}(?:[市县州]|区(?=的)))(?!级|属)(?=[\u4e00-\u9fffA-Z\d])"
)
"""A name that ends like an area's, at the start of a phrase. No list of places holds every county; ours holds every
province."""

_NO_AREA = re.compile(
    r"城市|市县|全[市县省区]|本[市县省区]|[小社园校片景城郊辖库厂矿山林灾新地牧疫战]区|[里的我你他她咱想在要这那到去从对把被跟]|我[市县省]|上市|都市|超市|门市|楼市|股市|夜市|集市|各[市县省]|所在|跨省|外省|去年|今年|哪|什么|多少|个"
)
_SCOPE = re.compile(
    r"([\u4e00-\u9fff]{1,4}?(?:片区|新区|城区|景区|园区|库区|老城(?:片区|区)?|开发区|高新区|保税区|县城|街道|[\u4e00-\u9fff]{2}(?:镇|乡)))"
    r"(?!级|村|贫困|居民)"
)
_NO_SCOPE = re.compile(r"全区|小区|社区|校区|乡镇|城镇|各|本|老旧|所有|部分|哪|每|乡村|文明城区|多少|几|个")
_LEAD = re.compile(r"^.*(?:[年的在由对和与、，给让把向到]|其中|新增|改造|新建)")


def places_of(text: str, documents: Sequence[Document], lexicon: Lexicon) -> tuple[str, ...]:
    """The areas that the question names, the reports' own left out."""
    own = own_forms(documents)
    text = re.sub(r"(?:不是|不含|不包括|除了)[^，。）)]*", "", text)
    found = [
        text[start:end]
        for start, end in matches(text, lexicon.places)
        if not text[start:end].startswith("全") and not _is_own_part(text[start : end + 2], _PARTS, documents)
    ]
    found += _WHOLE.findall(re.sub(r"第.{1,3}次全国", "", text))
    found += [
        match
        for match in _AREA.findall(text)
        if not _NO_AREA.search(match) and not _is_own_part(match, ("区",), documents)
    ]
    return tuple(dict.fromkeys(p for p in found if p not in own and len(p) > 1 and not any(p in form for form in own)))


_PARTS = ("新区", "片区", "街道", "大道", "大桥")
"""What goes on behind a name that another area has too: 海东新区 where 海东 is a city elsewhere."""


def _is_own_part(name: str, ends: tuple[str, ...], documents: Sequence[Document]) -> bool:
    """Whether a name with one of the given ends is of a part of the reports' own area: they speak of it."""
    return name.endswith(ends) and any(name in document.text for document in documents)


def scopes_of(text: str) -> tuple[str, ...]:
    """The parts of an area that a text speaks of (临港片区, 主城区, 县城): their figures are not the whole's."""
    found = (_LEAD.sub("", match) for match in _SCOPE.findall(text))
    return tuple(dict.fromkeys(scope for scope in found if len(scope) > 1 and not _NO_SCOPE.search(scope)))


def scopes_asked(text: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """The parts of the reports' own area that a question names: those that the reports speak of."""
    text = re.sub(r"(?:不是|不含|不包括|除了)[^，。）)]*", "", text)
    own = own_forms(documents)
    known = [scope for scope in scopes_of(text) if any(scope in document.text for document in documents)]
    return tuple(scope for scope in known if not any(scope in form or form in scope for form in own))


def documents_named(text: str, documents: Sequence[Document]) -> tuple[Document, ...]:
    """The reports that a question's places and years point to; all of them where it points to none."""
    named = [d for d in documents if any(form in text for form in _names(d.place))]
    chosen = named or list(documents)
    years = {int(year) for year in YEAR.findall(text)}
    dated = [d for d in chosen if {d.report_year, d.plan_year} & years]
    return tuple(dated or chosen)


def _names(place: str) -> set[str]:
    """The forms that name an area outright, unlike 全区 and 我区, which any report may mean."""
    return {form for form in place_forms(place) if form[0] not in "全我本" or form == "全国"} - {place[-1:] + "里"}


def own_forms(documents: Collection[Document]) -> set[str]:
    """How people refer to the reports' own areas."""
    return {form for document in documents for form in place_forms(document.place)}


def place_forms(place: str) -> set[str]:
    """How people refer to a report's own area (西城区, 西城, 全区 ...)."""
    if not place:
        return set()
    if place == "全国":
        return {"全国", "中国", "我国"}
    level = place[-1]
    short = place[:-1] if len(place) > 2 and level in "省市区县州盟旗" else place
    return {place, short, f"全{level}", f"我{level}", f"本{level}", f"{level}里"}
