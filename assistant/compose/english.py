"""English framing for an English question: the figures in English, the report's own sentence beside them."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.compose.draft import Draft
from assistant.lexicon import Lexicon
from vectorstore.quantities import SCALES, Quantity, find_quantities

_LEADS = {
    "answered": "According to the report",
    "partial": "The report gives a part of this",
    "corrected": "The report does not say so; it says",
    "not_found": "The report does not give this",
}
_CHINESE_LEADS = re.compile(
    r"^(?:报告没有(?:给出|说明|这样说)[^。]*。|不是。)?"
    r"(?:报告(?:给出的是|的表述是)|最接近的表述是|相关的表述是)?[：:]?"
)


def in_english(draft: Draft, lexicon: Lexicon) -> Draft:
    """The draft with an English lead and its figures stated in English; the Chinese words stay as they are printed."""
    if draft.status not in _LEADS or not draft.citations:
        return draft if draft.citations else replace(draft, text=_LEADS.get(draft.status, draft.text) + ".")
    lines = draft.text.split("\n")
    told = [_line(line, draft.status, lexicon) for line in lines]
    english = [figure for line in lines if not line.startswith("|") for figure in _figures(line, lexicon)]
    draft = replace(draft, computed=(*draft.computed, *english))
    lead = _LEADS[draft.status]
    if draft.status == "not_found":
        return replace(draft, text=f"{lead}. The nearest statement: {told[0]}")
    opening = f"{lead}:\n\n{told[0]}" if told[0].startswith("|") else f"{lead}: {told[0]}"
    return replace(draft, text="\n".join([opening, *told[1:]]))


def _line(line: str, status: str, lexicon: Lexicon) -> str:
    """One line: its first figures in English, then the printed words."""
    if line.startswith("|"):
        return line
    words = _CHINESE_LEADS.sub("", line) if status in {"not_found", "corrected"} else line
    figures = _figures(words, lexicon)
    return f"{', '.join(figures)} — {words}" if figures else words


def _figures(words: str, lexicon: Lexicon) -> list[str]:
    """The first figures of a line in English, each once."""
    told = [stated(quantity, lexicon) for quantity in find_quantities(re.sub(r"\[\d+\]", "", words))[:3]]
    return list(dict.fromkeys(english for english in told if english))


def stated(quantity: Quantity, lexicon: Lexicon) -> str:
    """A quantity in English: 8,060; about 5%; 43.8 billion yuan. Empty where the unit is not known."""
    known = lexicon.english_units.get(quantity.printed_unit) or lexicon.english_units.get(quantity.unit)
    if known is None:
        return ""
    whole = lexicon.english_units.get(quantity.printed_unit) is not None
    value = quantity.value if whole else quantity.value * SCALES[quantity.scale]
    value = value * Decimal(known[1] or "1")
    about = {"左右": "about ", "约": "about ", "超": "over ", "超过": "over ", "余": "over ", "近": "nearly "}
    before = next((english for chinese, english in about.items() if chinese in quantity.qualifier), "")
    unit = known[0]
    joined = unit if unit.startswith("%") else f" {unit}" if unit else ""
    return f"{before}{value.normalize():,f}{joined}"
