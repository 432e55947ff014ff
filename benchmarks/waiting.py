"""How long the model mode keeps people waiting beyond the model server's own time.

``python -m benchmarks.waiting [--questions N]``

A scripted server on loopback answers at once, so that every second is the product's own. Measured: from the question to
the first text shown, less the server's time to its first byte, and the processor's time in it, which tells of the
product alone where the machine is busy; and for every failure of the test suite, from the end of the server's last
attempt to the extractive answer.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assistant.answer import Assistant
from assistant.opening import open_store
from assistant.records import Delta
from assistant.settings import Settings
from evals.cases import load_set
from evals.scorers.latency import latency
from ingest.pipeline import ingest
from tests.model.conftest import settings_for
from tests.model.server import Script, ScriptedServer, running
from tests.model.test_failures import FAILURES, QUESTION

SHIPPED = Path(__file__).parent.parent / "data" / "reports"
REPLY = "2025年新增中小学学位8060个[1]。"


def questions(most: int) -> list[str]:
    """The development cases' first questions about the shipped report."""
    name = next(path.name for path in SHIPPED.glob("西城区*.txt"))
    return [case.turns[0].question for case in load_set("dev") if case.document == name][:most]


def first_texts(assistant: Assistant, server: ScriptedServer, asked: list[str]) -> Iterator[tuple[float, float]]:
    """Seconds to the first text of each question that the model is asked, less the server's; by clock and processor."""
    for question in asked:
        server.script = Script(text=REPLY)
        began, worked = time.perf_counter(), time.process_time()
        next(event for event in assistant.stream(question) if isinstance(event, Delta))
        shown, worked = time.perf_counter(), time.process_time() - worked
        if server.script.requests:
            yield shown - began - (server.script.first_byte_at - server.script.asked_at), worked


def after_failures(server: ScriptedServer, settings: Settings) -> Iterator[tuple[str, float]]:
    """Seconds from the end of the server's last attempt to the answer, by failure."""
    for name, (script, _) in FAILURES.items():
        server.script = replace(script, requests=[], sent_headers=[], ended_at=0.0)
        assistant = Assistant(open_store(settings), settings)
        assistant.answer(QUESTION, mode="extractive")
        assistant.answer(QUESTION)
        answered = time.perf_counter()
        while not server.script.ended_at:  # the answer may be there before the server's thread has come to its end
            time.sleep(0.001)
        yield name, max(answered - server.script.ended_at, 0.0)


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running(Script()) as server:
        settings = settings_for(server.url, Settings(var=Path(folder)))
        store = open_store(settings)
        ingest([SHIPPED], store, passage_tokens=settings.passage_tokens)
        assistant = Assistant(store, settings)
        assistant.answer(QUESTION, mode="extractive")
        waits = list(first_texts(assistant, server, questions(options.questions)))
        print(f"first text beyond the server's own, {len(waits)} questions:", _told(latency(wait for wait, _ in waits)))
        print("  processor time in it:", _told(latency(worked for _, worked in waits)))
        failed = dict(after_failures(server, settings))
        print(f"answer after a failure, {len(failed)} failures:", _told(latency(failed.values())))
        print("slowest:", max(failed, key=failed.__getitem__))


def _told(seconds: dict[str, float]) -> str:
    return ", ".join(f"{name} {1000 * value:.0f} ms" for name, value in seconds.items())


if __name__ == "__main__":
    main()
