"""What an answer tells, without its markers."""

import re

from assistant.records import Answer


def words(answer: Answer) -> str:
    """The text without markers."""
    return re.sub(r"\[\d+\]", "", answer.text)


def quotes(answer: Answer) -> str:
    """All that is quoted."""
    return "\n".join(citation.quote for citation in answer.citations)


def bullets(answer: Answer) -> list[str]:
    """The items of a list, without markers."""
    return [line.removeprefix("- ") for line in words(answer).splitlines() if line.startswith("- ")]
