"""What every reader makes of a file's bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file, warnings in Chinese, and the number of its pages, 0 for kinds of files that have none."""

    text: str
    warnings: tuple[str, ...] = ()
    pages: int = 0
