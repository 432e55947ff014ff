"""A model that words the numbered lines of a brief."""

import re
from collections.abc import Callable

Tell = Callable[[int, str], str]


def telling(tell: Tell) -> Callable[[str], str]:
    """A model that answers each numbered line of the prompt by ``tell``."""

    def reply(prompt: str) -> str:
        return "\n".join(tell(int(number), line) for number, line in re.findall(r"^\[(\d+)\] (.+)$", prompt, re.M))

    return reply


def reworded(line: str) -> str:
    """The line in other words: with a filler less, or with 报告提出 before it."""
    shorter = re.sub("持续|不断|进一步|积极|扎实", "", line.strip("。"))
    return shorter if shorter != line.strip("。") else f"报告提出，{shorter}"


def truth(number: int, line: str) -> str:
    """The line reworded, under its number."""
    return f"{reworded(line)}[{number}]。"
