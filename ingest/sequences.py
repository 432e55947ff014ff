"""Where a paragraph stands in the numbered rows around it: sections of a part, items of a list."""

from collections.abc import Sequence

from ingest.forms import Form


def in_last_section(forms: Sequence[Form], number: int) -> bool:
    """Whether no section follows within the part."""
    for form in forms[number + 1 :]:
        if form.level == 1 or form.annex:
            return True
        if form.level > 1:
            return False
    return True


def is_gap(forms: Sequence[Form], number: int) -> bool:
    """Whether a section's number is missing here: after the last section of a part, or between two of them."""
    rank = min((form.level for form in forms if form.level > 1), default=2)
    before = _sibling(forms, range(number - 1, -1, -1), rank)
    after = _sibling(forms, range(number + 1, len(forms)), rank)
    if before is None or before.style != "alone":
        return False
    return after is None or after.marker.number == before.marker.number + 2


def holds_what_follows(forms: Sequence[Form], number: int) -> bool:
    """Whether the paragraphs after an item are still its own.

    They are when they stand between it and the next item; after the last item, when those before it held theirs.
    """
    following = next((n for n in range(number + 1, len(forms)) if _is_stop(forms[n])), None)
    own = forms[number].marker.number
    if following is not None and _is_item(forms[following], own + 1):
        return following > number + 1
    previous = next((n for n in range(number - 1, -1, -1) if _is_stop(forms[n])), None)
    return previous is not None and _is_item(forms[previous], own - 1) and previous < number - 1


def _sibling(forms: Sequence[Form], numbers: Sequence[int], rank: int) -> Form | None:
    """The nearest heading of the given level within the same part."""
    for number in numbers:
        form = forms[number]
        if form.level == rank:
            return form
        if form.level == 1 or form.annex:
            return None
    return None


def _is_stop(form: Form) -> bool:
    return form.level > 0 or form.annex or form.marker.family == "item"


def _is_item(form: Form, number: int) -> bool:
    return form.marker.family == "item" and form.marker.number == number
