"""Real reports in other layouts, where they are at hand beside the project."""

from pathlib import Path

import pytest

from ingest.document import build_document
from ingest.passages import split_passages
from ingest.read import read
from ingest.tokens import token_counter
from tests.ingest.texts import lost_characters

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
FILES = sorted(file for file in REPORTS.glob("*") if file.suffix in (".txt", ".docx"))

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not FILES, reason=f"no reports in {REPORTS}")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_real_report_is_taken_apart_without_loss(file: Path) -> None:
    document = build_document(read(file))
    passages = split_passages(document, token_counter(), 400)
    spans = [(p.start, p.end) for p in passages] + [(h.start, h.end) for h in document.outline]
    assert lost_characters(document, spans) == ""
    assert all(document.text[p.start : p.end] == p.text for p in passages)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_real_report_has_a_plausible_outline(file: Path) -> None:
    document = build_document(read(file))
    kinds = [heading.kind for heading in document.outline]
    assert 2 <= kinds.count("part") <= 4
    assert kinds.count("section") >= 8
    assert document.title.endswith(("报告", "（全文）"))
    assert document.place
    assert document.plan_year == (document.report_year or 0) + 1
    assert str(document.plan_year) in file.name
