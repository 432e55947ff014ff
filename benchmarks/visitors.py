"""How long visitors wait for whole answers when many ask at once.

    python -m benchmarks.visitors http://127.0.0.1:7860

Against a page that is being served, with the index that it has. Each visitor is a session of its own that asks some of
the development questions, each with a follow-up, and the next as soon as the last is answered, or ``--pause`` seconds
later. They run in this process, on the same processor as the server. Reports figures and judges nothing.
"""

import argparse
import json
import os
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx

from evals.cases import load_set
from evals.scorers.latency import latency

FOLLOW_UP = "那2026年呢？"
_TIMEOUT = 120.0


@dataclass(frozen=True, slots=True)
class Reply:
    """The turns of the conversation as the page draws them, and the seconds to the first of the text and to the end."""

    turns: Sequence[str]
    first: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Visitor:
    """One session of the page at ``address``, without a browser."""

    address: str
    language: str = "zh-CN"
    session: str = field(default_factory=lambda: secrets.token_hex(8))

    def ask(self, question: str) -> Reply:
        """Ask and wait for the whole answer. Raises ``httpx.HTTPError`` or ``RuntimeError``."""
        headers = {"accept-language": self.language}
        with httpx.Client(base_url=self.address, timeout=_TIMEOUT, headers=headers) as client:
            box, number, inputs = _event(client.get("config").json())
            begun = time.perf_counter()
            sent = {"data": [question, *[None] * (inputs - 1)], "fn_index": number, "trigger_id": box}
            client.post("gradio_api/queue/join", json={**sent, "session_hash": self.session}).raise_for_status()
            return self._awaited(client, begun)

    def _awaited(self, client: httpx.Client, begun: float) -> Reply:
        first = 0.0
        with client.stream("GET", "gradio_api/queue/data", params={"session_hash": self.session}) as stream:
            for line in stream.iter_lines():
                first = first or ("text live" in line and time.perf_counter() - begun) or 0.0
                message = json.loads(line.removeprefix("data:")) if line else {}
                if message.get("msg") == "process_completed":
                    if not message["success"]:
                        raise RuntimeError(f"the page failed: {message}")
                    seconds = time.perf_counter() - begun
                    return Reply(message["output"]["data"][1], first or seconds, seconds)
        raise RuntimeError("the page left off before the answer was there")


def _event(config: dict[str, Any]) -> tuple[int, int, int]:
    """The box for questions, the number of the event that answers what is in it, and how many inputs that takes."""
    box = next(one["id"] for one in config["components"] if one["props"].get("elem_id") == "box")
    event = next(one for one in config["dependencies"] if [box, "submit"] in one["targets"])
    return box, event["id"], len(event["inputs"])


def questions() -> Iterator[str]:
    """The single questions of the development cases, again and again."""
    while True:
        yield from (case.turns[0].question for case in load_set("dev") if len(case.turns) == 1)


def summary(name: str, seconds: Iterable[float]) -> str:
    """The middle, the 95th of a hundred and the longest of some waits."""
    waits = list(seconds)
    told = latency(waits)
    return f"{name}: n {len(waits)}  p50 {told['p50']:.2f} s  p95 {told['p95']:.2f} s  longest {told['max']:.2f} s"


def main() -> None:
    """Let the visitors ask, then print what they waited."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("address")
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--questions", type=int, default=5, help="of each visitor, each with a follow-up")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between an answer and the next question")
    asked = parser.parse_args()
    stock = questions()
    shares = [[next(stock) for _ in range(asked.questions)] for _ in range(asked.visitors)]

    def visit(share: Sequence[str]) -> list[Reply]:
        visitor, replies = Visitor(asked.address), []
        for question in (turn for one in share for turn in (one, FOLLOW_UP)):
            replies.append(visitor.ask(question))
            time.sleep(asked.pause)
        return replies

    before, begun = os.getloadavg()[0], time.perf_counter()
    with ThreadPoolExecutor(asked.visitors) as pool:
        replies = [reply for visit_of in pool.map(visit, shares) for reply in visit_of]
    print(f"{asked.visitors} visitors, {len(replies)} answers in {time.perf_counter() - begun:.1f} s")
    print(f"{os.cpu_count()} cores, load {before:.1f} before and {os.getloadavg()[0]:.1f} after")
    print(summary("first text", (reply.first for reply in replies)))
    print(summary("whole answer", (reply.seconds for reply in replies)))


if __name__ == "__main__":
    main()
