"""A model that words the numbered lines of a brief."""

import re
from collections.abc import Callable

Tell = Callable[[int, str], str]


def telling(tell: Tell) -> Callable[[str], str]:
    """A model that answers each numbered line of the prompt by ``tell``."""

    def reply(prompt: str) -> str:
        return "\n".join(tell(int(number), line) for number, line in re.findall(r"^\[(\d+)\] (.+)$", prompt, re.M))

    return reply


def truth(number: int, line: str) -> str:
    """The line with a filler less, under its number."""
    return f"{line.strip('。').replace('持续', '').replace('不断', '')}[{number}]。"
