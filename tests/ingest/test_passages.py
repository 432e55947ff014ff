from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import build_document
from ingest.passages import split_passages
from ingest.read import read
from ingest.tokens import token_counter
from tests.ingest.texts import SMALL, document_of, lost_characters, report_texts
from vectorstore.records import Document, Passage


@pytest.fixture(scope="module")
def shipped(report: Path) -> Document:
    return build_document(read(report))


@pytest.fixture(scope="module")
def passages(shipped: Document) -> tuple[Passage, ...]:
    return split_passages(shipped, token_counter(), 400)


def the(passages: tuple[Passage, ...], words: str) -> Passage:
    (found,) = [passage for passage in passages if words in passage.text]
    return found


def assert_whole(document: Document, passages: tuple[Passage, ...]) -> None:
    spans = [(p.start, p.end) for p in passages] + [(h.start, h.end) for h in document.outline]
    assert lost_characters(document, spans) == ""
    assert all(document.text[p.start : p.end] == p.text for p in passages)
    assert all(before.end <= after.start for before, after in pairwise(passages))
    assert len({p.id for p in passages}) == len(passages)


def assert_covered_by_sentences(passage: Passage) -> None:
    assert passage.sentences[0].start == passage.start
    assert passage.sentences[-1].end == passage.end
    for before, after in pairwise(passage.sentences):
        assert before.end <= after.start
        assert not passage.text[before.end - passage.start : after.start - passage.start].strip()


def test_nothing_of_the_shipped_report_is_lost(shipped: Document, passages: tuple[Passage, ...]) -> None:
    assert_whole(shipped, passages)


def test_sentences_cover_every_passage(passages: tuple[Passage, ...]) -> None:
    for passage in passages:
        assert_covered_by_sentences(passage)


def test_passages_stay_within_the_budget_and_end_at_sentence_ends(passages: tuple[Passage, ...]) -> None:
    count = token_counter()
    prose = [passage for passage in passages if passage.row is None and passage.label != "报告开头"]
    assert max(count(passage.text) for passage in prose) <= 400
    assert [p.text[-12:] for p in prose if p.text[-1] not in "。！：”" and "附件：" not in p.text] == []


def test_the_school_places_are_cited_with_part_section_and_topic(passages: tuple[Passage, ...]) -> None:
    passage = the(passages, "新增中小学学位8060个")
    assert passage.label == "第一部分（四）· 高水平教育继续领跑"
    assert passage.section == (
        "一、2025年国民经济和社会发展计划执行情况",
        "（四）全力惠民生、增福祉，公共服务供给水平更加均衡",
        "高水平教育继续领跑",
    )
    assert (passage.years, passage.basis, passage.kind) == ((2025,), "actual", "paragraph")
    assert passage.text.startswith("高水平教育继续领跑。")


def test_next_years_school_places_are_a_plan(passages: tuple[Passage, ...]) -> None:
    passage = the(passages, "预计新增中学学位1万个左右")
    assert (passage.years, passage.basis) == ((2026,), "plan")
    assert passage.section[-2:] == ("（五）扎紧织密公共服务网，在提升民生福祉水平上展现新作为", "打造优质均衡教育高地")


def test_results_and_problems_belong_to_part_one_itself(passages: tuple[Passage, ...]) -> None:
    part = ("一、2025年国民经济和社会发展计划执行情况",)
    assert the(passages, "2025年20项计划指标中，18项能够达到").section == part
    assert the(passages, "针对这些困难和问题").label == "第一部分"
    problem = the(passages, "三是民生领域还存在短板弱项")
    assert (problem.kind, problem.section[:-1]) == ("item", part)
    assert problem.label == "第一部分 · 三是民生领域还存在短板弱项"


def test_a_section_without_mark_is_named_by_its_words(passages: tuple[Passage, ...]) -> None:
    assert (
        the(passages, "举办“强国复兴有我”系列活动700余场").label
        == "第一部分 · 全力兴传承、促发展 · 精神文明建设走深走实"
    )


def test_a_date_line_broken_in_two_is_one_sentence(passages: tuple[Passage, ...]) -> None:
    opening = passages[0]
    first = opening.sentences[0]
    assert opening.text[: first.end - first.start].endswith("人民代表大会第六次会议上")
    assert opening.section == ("关于西城区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划的报告",)


def test_an_annex_row_is_a_plan_under_its_category(passages: tuple[Passage, ...]) -> None:
    passage = the(passages, "离境退税商店数量")
    assert (passage.kind, passage.label) == ("row", "附件 · 开放发展")
    assert (passage.basis, passage.years) == ("plan", (2026,))
    assert passage.text == "离境退税商店数量（家）\n\t290左右"


def test_a_nested_row_carries_category_and_subcategory(passages: tuple[Passage, ...]) -> None:
    assert the(passages, "药品抽检合格率（%）\n").section[-2:] == ("安全稳定", "食品药品安全")


def test_a_row_with_result_and_plan_has_no_single_basis() -> None:
    rows = "指标\t2024年实际\t2025年计划\n增速（%）\t5\t6\n"
    document = document_of(SMALL + "\n附件\n\n计划表\n" + rows)
    (row,) = [p for p in split_passages(document, len, 400) if p.row]
    assert (row.basis, row.years) == (None, (2024, 2025))


def test_a_year_named_in_the_text_joins_the_year_of_its_part() -> None:
    document = document_of(SMALL.replace("新增学位800个", "2019年以来新增学位800个"))
    (passage,) = [p for p in split_passages(document, len, 400) if "学位" in p.text]
    assert passage.years == (2019, 2024)


def test_a_sentence_over_the_budget_is_cut_at_semicolons_first() -> None:
    text = "一、总结\n" + "，".join(["投资增长"] * 4) + "；" + "，".join(["消费回暖"] * 4) + "。"
    pieces = [p.text for p in split_passages(document_of(text), len, 25)]
    assert pieces == ["投资增长，投资增长，投资增长，投资增长；", "消费回暖，消费回暖，消费回暖，消费回暖。"]


def test_ids_do_not_change_from_run_to_run() -> None:
    once, again = (split_passages(document_of(SMALL), len, 80) for _ in range(2))
    assert once == again


@settings(max_examples=150, deadline=None)
@given(report_texts, st.integers(5, 120))
def test_no_text_loses_a_character_or_breaks_the_budget(text: str, budget: int) -> None:
    document = document_of(text)
    passages = split_passages(document, len, budget)
    assert_whole(document, passages)
    for passage in passages:
        assert passage.row or len(passage.text) <= budget
        assert_covered_by_sentences(passage)


def test_both_ends_of_a_range_of_years_count() -> None:
    document = document_of(SMALL.replace("新增学位800个", "实施2021—2023年行动计划"))
    (passage,) = [p for p in split_passages(document, len, 400) if "行动计划" in p.text]
    assert passage.years == (2021, 2023, 2024)


def test_a_text_without_parts_is_cited_as_a_whole_and_warned_of() -> None:
    document = document_of("笔记\n新增学位800个。")
    (passage,) = [p for p in split_passages(document, len, 400) if "800" in p.text]
    assert (passage.label, passage.basis) == ("全文", None)
    assert "没有识别出" in document.warnings[0]


def test_a_table_within_a_part_does_not_end_the_body() -> None:
    table = "表1 主要指标完成情况\n指标\t2024年实际\n增速（%）\t5\n"
    document = document_of(SMALL.replace("服务业持续回暖", table + "服务业持续回暖"))
    passages = split_passages(document, len, 400)
    (row,) = [p for p in passages if p.row]
    (after,) = [p for p in passages if "新增企业30家" in p.text]
    assert row.section == ("一、2024年计划执行情况", "（一）产业稳步发展", "表1 主要指标完成情况")
    assert row.label == "第一部分（一）· 表1 主要指标完成情况"
    assert after.section[:2] == ("一、2024年计划执行情况", "（一）产业稳步发展")
    assert sum(heading.kind == "part" for heading in document.outline) == 2
