"""Paragraphs -> run-in topics: the short first sentence that says what a paragraph is about."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.forms import WRAP_UP
from ingest.sentences import first_sentence
from vectorstore.records import Heading, Span

_LONGEST = 32
"""Characters, final mark included. The longest run-in topic of the reports we know has 29."""
_SHORTEST = 4
_ENOUGH = 5
"""A text with this many topics elsewhere may have one that stands alone in its section."""
_NOT_TOPIC = re.compile(r"[0-9０-９%％：:；;]|^(?:[一几]年来|今年|去年|近年|各位|总的|过去|同时|为此|以上|回顾)")


def find_topics(text: str, paragraphs: Sequence[tuple[Span, tuple[Heading, ...]]]) -> dict[Span, Heading]:
    """The topic of every paragraph that has one, by paragraph.

    A first sentence is a topic where it is short, without figures, goes on with more text, and where other
    paragraphs under the same heading open likewise.
    """
    groups = Counter(_group(above) for _, above in paragraphs)
    found = [(span, above, topic) for span, above in paragraphs if (topic := _topic(text, span, above))]
    parallel = Counter(_group(above) for _, above, _ in found)
    many = sum(count for count in parallel.values() if count > 1) >= _ENOUGH
    topics: dict[Span, Heading] = {}
    for span, above, topic in found:
        siblings, all_of_them = parallel[_group(above)], groups[_group(above)]
        inner = above[-1].level > 1
        if (siblings * 2 >= all_of_them and (siblings > 1 or (many and inner))) or (inner and siblings > 2):
            path = tuple(heading.title for heading in above if heading.level)
            words = text[topic.start : topic.end].replace("**", "").replace("\n", "")
            topics[span] = Heading("topic", above[-1].level + 1, words, topic.start, topic.end, path)
    return topics


def _group(above: tuple[Heading, ...]) -> int:
    return above[-1].start if above else -1


def _topic(text: str, span: Span, above: tuple[Heading, ...]) -> Span | None:
    """The first sentence without its full stop, if it has the shape of a topic."""
    if not above or above[-1].kind not in ("part", "section", "item"):
        return None
    sentence = first_sentence(text, span.start, min(span.end, span.start + 2 * _LONGEST))
    words = text[sentence.start : sentence.end]
    end = sentence.start + len(words.rstrip("*"))
    if not _SHORTEST < len(words) <= _LONGEST or text[end - 1] != "。" or sentence.end >= span.end:
        return None
    if _NOT_TOPIC.search(words) or WRAP_UP.match(words) or words.count("，") > 1:
        return None
    return Span(sentence.start, end - 1)
