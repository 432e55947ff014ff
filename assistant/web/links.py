"""Links from anything that cites a report to the sentence in the reader.

The address alone opens it (``?doc=...&at=start-end``), so that a link can be kept and sent; inside the page
``links.js`` takes the click and turns to the reader without loading the page again.
"""

import html
from urllib.parse import urlencode


def source_address(document_id: str, start: int, end: int) -> str:
    """The address of a stretch of a document, in code points of its text."""
    return "?" + urlencode({"doc": document_id, "at": f"{start}-{end}"})


def source_link(text: str, document_id: str, start: int, end: int, *, label: str = "") -> str:
    """An HTML link around ``text`` (escaped here); ``label`` names it for people who do not see it."""
    named = f' aria-label="{html.escape(label)}"' if label else ""
    address = html.escape(source_address(document_id, start, end))
    return f'<a class="to-source" href="{address}"{named}>{html.escape(text)}</a>'
