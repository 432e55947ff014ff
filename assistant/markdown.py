"""The little Markdown that answers are written in, and how other text is kept from being taken for Markdown."""

import re

MARKER = re.compile(r"\[(\d{1,3})\]")
"""``[n]``, which cites."""

BOLD = re.compile(r"\*\*(?!\s)([^*\n]+?)\*\*")

TABLE_RULE = re.compile(r"\s*\|[\s:|-]+\|\s*")
"""The line between a table's headers and its rows; to be matched whole."""


def escaped(text: str) -> str:
    """The text with what Markdown or HTML would take for its own made harmless."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text)
