from pathlib import Path

import pytest

from ingest.read import read
from ingest.tables import Table, find_tables
from vectorstore.records import Row

CELLS = """
	类别
	序号
	指标名称
	2026年计划

	创新发展
	
	专利数（件）
	400左右

	
	
	生产总值增速（%）
	5左右

	安全稳定
	
	火灾死亡率
	＜0.25

	
	
	食品药品安全
	食品合格率（%）
	98

	
	
	
	药品合格率（%）
	99
"""  # noqa: W293
TABBED = "类别\t指标\t单位\t2024年实际\t2025年目标\n"
TABBED += "经济\t增速\t%\t5.1\t5左右\n\t投资\t亿元\t-1.6\t4\n民生\t学位\t个\t800\t900\n"
PIPES = """| 指标 | 单位 | 2024年完成 | 2025年计划 |
|---|---|---:|---:|
| 粮食总产量 | 万吨 | 20.8 | 21.3 |
| 登记失业率 | % | 3.4 | ≤4 |
"""


def only(text: str) -> Table:
    (table,) = find_tables(text)
    return table


def rows(text: str) -> list[Row]:
    return [row.row for row in only(text).rows]


def test_one_cell_a_line_with_empty_numbers_and_a_nested_category() -> None:
    plan = "2026年计划"
    assert rows(CELLS) == [
        Row("创新发展", "", "专利数", "件", ((plan, "400左右"),)),
        Row("创新发展", "", "生产总值增速", "%", ((plan, "5左右"),)),
        Row("安全稳定", "", "火灾死亡率", "", ((plan, "＜0.25"),)),
        Row("安全稳定", "食品药品安全", "食品合格率", "%", ((plan, "98"),)),
        Row("安全稳定", "食品药品安全", "药品合格率", "%", ((plan, "99"),)),
    ]


def test_a_row_runs_from_its_first_own_cell_to_its_last() -> None:
    spans = [CELLS[row.span.start : row.span.end] for row in only(CELLS).rows]
    assert spans[1] == "生产总值增速（%）\n\t5左右"
    assert spans[3].split() == ["食品药品安全", "食品合格率（%）", "98"]


def test_one_row_a_line_with_a_unit_column_and_two_values() -> None:
    assert rows(TABBED)[1] == Row("经济", "", "投资", "亿元", (("2024年实际", "-1.6"), ("2025年目标", "4")))
    assert [row.category for row in rows(TABBED)] == ["经济", "经济", "民生"]


def test_markdown_pipes() -> None:
    assert rows(PIPES) == [
        Row("", "", "粮食总产量", "万吨", (("2024年完成", "20.8"), ("2025年计划", "21.3"))),
        Row("", "", "登记失业率", "%", (("2024年完成", "3.4"), ("2025年计划", "≤4"))),
    ]


def test_a_line_across_the_table_is_the_category_of_the_rows_below() -> None:
    text = "指标\t单位\t计划\n一、经济发展\t\t\n增速\t%\t5\n二、民生\t\t\n学位\t个\t900\n"
    assert [(row.category, row.indicator) for row in rows(text)] == [("一、经济发展", "增速"), ("二、民生", "学位")]


def test_brackets_inside_a_name_stay_and_the_last_one_is_the_unit() -> None:
    (row,) = rows("指标\t计划\n细颗粒物（PM2.5）年均浓度（微克/立方米）\t30\n")
    assert (row.indicator, row.unit) == ("细颗粒物（PM2.5）年均浓度", "微克/立方米")


@pytest.mark.parametrize("text", ["\t第一段。\n\n\t第二段。\n", "甲\t乙\n", "| 只有一行 | 不是表 |\n", "普通文字。\n"])
def test_what_only_looks_like_a_table_is_left_alone(text: str) -> None:
    assert find_tables(text) == ()


def test_the_annex_of_the_shipped_report_has_24_rows(report: Path) -> None:
    table = only(read(report).text)
    found = [row.row for row in table.rows]
    assert len(found) == 24
    assert table.columns == ("类别", "序号", "指标名称", "2026年计划")
    assert found[0] == Row("创新发展", "", "每万人拥有高价值发明专利数", "件", (("2026年计划", "400左右"),))
    assert found[20] == Row(
        "安全稳定", "", "单位地区生产总值生产安全事故死亡率", "人/百亿元", (("2026年计划", "＜0.6"),)
    )
    assert found[-1] == Row("安全稳定", "食品药品安全", "药品抽检合格率", "%", (("2026年计划", "达到市级要求"),))
    assert sum(row.category == "共享发展" for row in found) == 6


def test_a_header_of_two_rows_is_read_as_one() -> None:
    text = "指标名称\t单位\t2024年\t\t2025年\n\t\t计划\t实际\t计划\n增速\t%\t5\t5.2\t5左右\n"
    assert only(text).columns == ("指标名称", "单位", "2024年计划", "2024年实际", "2025年计划")
    assert rows(text) == [
        Row("", "", "增速", "%", (("2024年计划", "5"), ("2024年实际", "5.2"), ("2025年计划", "5左右")))
    ]
