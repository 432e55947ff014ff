"""The bar of the reader: a cited sentence is highlighted exactly, for every citation over 50 answers."""

import json
from collections import defaultdict

import pytest

from assistant.answer import Assistant
from assistant.records import Citation
from assistant.settings import Settings
from assistant.web.links import source_address
from tests.web.conftest import ROOT, Visit
from tests.web.pieces import bare
from vectorstore.base import Store

pytestmark = pytest.mark.browser

ANSWERS = 60
BATCH = 100
"""Chromium ignores more than 200 changes of the address within ten seconds."""

FOLLOW = """(addresses) => addresses.map((address) => {
  const link = document.createElement("a");
  link.className = "to-source";
  link.href = address;
  document.body.append(link);
  link.click();
  link.remove();
  const marks = [...document.querySelectorAll("#pages mark.cited")];
  const [box, text] = [marks[0], document.querySelector("#pages article")].map((one) => one?.getBoundingClientRect());
  const seen = box && text.top <= box.top && box.top <= text.bottom;
  return [marks.map((mark) => mark.textContent).join(""), seen];
})"""


def questions() -> list[str]:
    """Questions about the shipped report from the development cases, every kind in turn."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "evals" / "cases" / "dev").glob("xicheng*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if "question" in case and not case.get("must_refuse"):
                kinds[case["kind"]].append(case["question"])
    return [asked[at] for at in range(20) for asked in kinds.values() if at < len(asked)]


def cited(assistant: Assistant) -> list[Citation]:
    """All citations of the first answers that have any."""
    answers = (assistant.answer(question) for question in questions())
    citing = (answer.citations for answer in answers if answer.citations)
    return [citation for _, citations in zip(range(ANSWERS), citing, strict=False) for citation in citations]


def test_every_citation_is_highlighted_exactly(server: str, visit: Visit, store: Store, settings: Settings) -> None:
    citations = cited(Assistant(store, settings))
    addresses = {source_address(one.document_id, one.start, one.end): one.quote for one in citations}
    assert len(citations) >= ANSWERS
    page = visit(server + next(iter(addresses)), ready="#pages mark.cited")
    shown: list[tuple[str, bool]] = []
    for at in range(0, len(addresses), BATCH):
        page.wait_for_timeout(10_000 if at else 0)
        shown += page.evaluate(FOLLOW, list(addresses)[at : at + BATCH])
    wrong = [
        (quote, marks)
        for quote, (marks, _) in zip(addresses.values(), shown, strict=True)
        if bare(marks) != bare(quote)
    ]
    assert not wrong
    assert all(seen for _, seen in shown)
