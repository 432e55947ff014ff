"""The reports written for the evaluation, each in another layout."""

from collections import Counter
from pathlib import Path

import pytest

from ingest.document import build_document
from ingest.passages import split_passages
from ingest.read import read
from tests.ingest.texts import lost_characters
from vectorstore.records import Document, Passage

FOLDER = Path(__file__).parents[2] / "evals" / "reports"


def taken_apart(place: str) -> tuple[Document, tuple[Passage, ...]]:
    document = build_document(read(next(FOLDER.glob(f"{place}*"))))
    return document, split_passages(document, len, 400)


@pytest.mark.parametrize(
    ("place", "date", "year", "parts", "sections", "rows"),
    [
        ("临江区", "2025-01-08", 2024, 3, 14, 22),  # tab-led cells, two value columns, a section without its mark
        ("云川县", "2026-01-16", 2025, 3, 10, 20),  # Markdown with a pipe table
        ("海晏市", "2024-01-22", 2023, 3, 10, 0),  # 第一部分, 第一节, dash-led points
    ],
)
def test_a_report_in_another_layout_comes_out_right(
    place: str, date: str, year: int, parts: int, sections: int, rows: int
) -> None:
    document, passages = taken_apart(place)
    kinds = Counter(heading.kind for heading in document.outline)
    assert (document.place, document.date, document.report_year, document.plan_year) == (place, date, year, year + 1)
    assert (kinds["part"], kinds["section"], sum(p.row is not None for p in passages)) == (parts, sections, rows)
    spans = [(p.start, p.end) for p in passages] + [(h.start, h.end) for h in document.outline]
    assert lost_characters(document, spans) == ""


def test_numbered_points_are_topics_of_their_section() -> None:
    _, passages = taken_apart("临江区")
    (passage,) = [p for p in passages if "新增公办学位3200个" in p.text]
    assert passage.label == "第三部分（五）· 2.办好人民满意教育"
    assert (passage.basis, passage.years) == ("plan", (2025,))


def test_a_paragraph_of_problems_belongs_to_the_part_itself() -> None:
    for place in ("临江区", "云川县"):
        _, passages = taken_apart(place)
        (passage,) = [p for p in passages if "问题：" in p.text]
        assert passage.label == "第一部分"


def test_a_row_keeps_its_unit_column_and_both_values() -> None:
    _, passages = taken_apart("临江区")
    (row,) = [p.row for p in passages if p.row and p.row.indicator == "一般公共预算收入"]
    assert (row.category, row.unit) == ("经济发展", "亿元")
    assert row.values == (("2024年实际", "31.7"), ("2025年计划", "33"))
