"""Headings -> the short citation that people read: 第一部分（四）· 高水平教育继续领跑."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.markers import numeral_of, read_marker
from vectorstore.records import Heading

_LONGEST = 16
"""Characters of a heading's words in a label, so that a label fits on one line of a phone."""
_ANNEX_NUMBER = re.compile(r"附\s*[件表录]\s*[\d一二三四五六七八九十]*")


@dataclass(frozen=True, slots=True)
class Labels:
    """Makes labels for the passages of one document; parts are numbered in their order."""

    headings: Sequence[Heading]

    def label(self, above: Sequence[Heading]) -> str:
        """The label of a passage under the given headings."""
        if not above or above[0].kind == "title":
            return "报告开头" if any(heading.kind == "part" for heading in self.headings) else "全文"
        if above[0].kind == "annex":
            return " · ".join([self._annex(above[0]), *(_short(h.title) for h in above[1:])])
        if above[0].kind != "part":
            return " · ".join(_short(heading.title) for heading in above)
        label = self._part(above[0])
        for heading in above[1:]:
            mark = _mark(heading)
            if mark and heading.kind == "section":
                label += mark
            else:
                label += f" · {_short(heading.title)}"
        if len(above) > 1 and above[-1].kind == "section" and _mark(above[-1]):
            label += f" · {_short(_words(above[-1]))}"
        return label.replace("） · ", "）· ")

    def _part(self, part: Heading) -> str:
        marker = read_marker(part.title)
        if marker.family == "chapter":
            return part.title[: marker.length].strip(" 、：:　")
        parts = [heading for heading in self.headings if heading.kind == "part"]
        return f"第{numeral_of(parts.index(part) + 1)}部分"

    def _annex(self, annex: Heading) -> str:
        number = _ANNEX_NUMBER.match(annex.title)
        if number:
            return number.group().replace(" ", "")
        annexes = [heading for heading in self.headings if heading.kind == "annex"]
        return "附件" if len(annexes) == 1 else f"附件{annexes.index(annex) + 1}"


def _mark(heading: Heading) -> str:
    """The printed mark of a section: （四）, 第二节, 1."""
    marker = read_marker(heading.title)
    if marker.family in ("bracket", "digit_bracket", "chapter_section", "dot"):
        return heading.title[: marker.length].strip()
    return ""


def _words(heading: Heading) -> str:
    return heading.title[read_marker(heading.title).length :]


def _short(title: str) -> str:
    """A title's words, cut at a clause if they are long."""
    words = title.rstrip("。：:；;")
    if len(words) <= _LONGEST:
        return words
    clause = re.split(r"[，,：:；;]", words)[0]
    return clause if 4 <= len(clause) <= _LONGEST else words[: _LONGEST - 1] + "…"
