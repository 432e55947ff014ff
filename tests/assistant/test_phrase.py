from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.compose.aspect import aspect_missing
from assistant.compose.phrase import amount, dated, number, segment, trimmed, unquantified, window
from assistant.compose.state import plain, row_statement, row_value
from tests.assistant.made import corpus_of, document, figure, figure_with, sentence_with
from vectorstore.records import Row, Span


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("，新增学位\n3200 个。", "新增学位3200个"),
        ("“最美院落", "最美院落"),
        ("“最美院落”104个；", "“最美院落”104个"),
        ("（含共享车位", "含共享车位"),
        ("。", ""),
    ],
)
def test_edges_are_trimmed_and_unpaired_marks_dropped(text: str, cut: str) -> None:
    assert trimmed(text) == cut


@pytest.mark.parametrize(
    ("text", "period", "basis", "told"),
    [
        ("新增学位3200个", "2025", "actual", "2025年新增学位3200个"),
        ("新增学位4000个", "2026", "plan", "2026年计划新增学位4000个"),
        ("力争新增学位4000个", "2026", "plan", "2026年力争新增学位4000个"),
        ("全年新增学位3200个", "2025", "actual", "2025年新增学位3200个"),
        ("2019年恢复到112%", "2023", "actual", "2019年恢复到112%"),
        ("新增学位3200个", "", "actual", "新增学位3200个"),
        ("增长6.3%", "2025年前三季度", "actual", "2025年前三季度增长6.3%"),
    ],
)
def test_a_statement_is_told_with_its_year_once(text: str, period: str, basis: str, told: str) -> None:
    assert dated(text, period, basis) == told


@pytest.mark.parametrize(("value", "printed"), [("1E+4", "10000"), ("5.20", "5.20"), ("-1.6", "-1.6")])
def test_a_number_is_never_told_as_a_power_of_ten(value: str, printed: str) -> None:
    assert number(Decimal(value)) == printed


@pytest.mark.parametrize("printed", ["6.3%", "1.2万人", "12个", "6%左右", "4000个以上"])
def test_an_amount_is_told_as_printed(printed: str) -> None:
    sentence, figure = figure_with(printed, corpus_of())
    assert amount(sentence.document, figure) == printed


@pytest.mark.parametrize(("cell", "told"), [("5左右", "5%左右"), ("不高于5", "不高于5%"), ("5%", "5%")])
def test_a_cell_is_told_with_the_unit_of_its_column(cell: str, told: str) -> None:
    in_cell = replace(figure("增速", "5", "%"), start=0, end=len(cell))
    assert amount(document(text=cell), in_cell) == told


def test_a_member_of_a_list_is_told_alone_with_the_verb_of_all() -> None:
    assert segment(*figure_with("12个", corpus_of())) == "新建口袋公园12个"
    assert segment(*figure_with("30公里", corpus_of())) == "新建绿道30公里"
    assert segment(*figure_with("45个", corpus_of())) == "改造老旧小区45个"


def test_a_window_runs_from_the_first_to_the_last_clause_needed() -> None:
    sentence = sentence_with("口袋公园", corpus_of())
    clauses = corpus_of().clauses(sentence)
    assert window(corpus_of(), sentence, [clauses[1], clauses[2]]) == "改造老旧小区45个，其中主城区18个"
    assert window(corpus_of(), sentence, [clauses[0], clauses[2]], widest=2) == "改造老旧小区45个，其中主城区18个"
    assert window(corpus_of(), sentence, [Span(0, 1)]) == trimmed(sentence.text)


def test_a_cell_without_digits_sets_no_number() -> None:
    assert unquantified("达到市级要求")
    assert not unquantified("5左右")


def test_a_row_is_told_in_words() -> None:
    row = Row("民生", "", "新增学位", "个", (("2025年完成", "3200"), ("2026年计划", "达到市级要求")))
    assert row_statement(row) == "新增学位——2025年完成：3200个，2026年计划：达到市级要求。"
    assert row_value("新增学位", "4000个", "2026", plan=True) == "2026年计划：新增学位4000个"


def test_the_marks_of_markdown_are_not_told() -> None:
    assert plain("- **新增学位**3200个。") == "新增学位3200个"
    assert plain("——建成海洋牧场2个。") == "建成海洋牧场2个"


@pytest.mark.parametrize(
    ("question", "evidence", "missing"),
    [
        ("万发市场的地址在哪条街", "万发市场升级亮相", "地址"),
        ("万发市场的地址在哪条街", "位于和平街12号", ""),
        ("服务热线电话是多少", "开通服务热线", "联系方式"),
        ("大桥什么时候通车", "大桥加快建设", "时间"),
        ("大桥什么时候通车", "确保大桥9月底前通车", ""),
        ("区长是谁", "各位代表", "姓名"),
        ("新增学位多少", "新增学位", ""),
        ("演出票价是多少", "举办演出12场", "金额"),
        ("旅游总花费增长多少", "旅游总花费增长13.3%", ""),
        ("居民消费价格预期目标是多少", "居民消费价格上涨2%左右", ""),
    ],
)
def test_a_detail_that_the_words_cannot_give_is_missing(question: str, evidence: str, missing: str) -> None:
    assert aspect_missing(question, evidence) == missing
