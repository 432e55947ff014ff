"""Files for Excel: numbers are numbers, text is text whatever it begins with."""

import csv
import io
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assistant.indicators.sheets import as_csv, as_xlsx, file_name
from assistant.spreadsheet import Column, Link, Sheet, Value, to_csv, to_xlsx
from tests.assistant.made import contents_of
from tests.assistant.test_indicators import TABLE, rows_of


def sheet(*rows: tuple[Value, ...], title: str = "指标") -> Sheet:
    return Sheet(title, (Column("名称", 20), Column("数值", 12)), rows)


def read(content: bytes, title: str = "指标") -> list[list[object]]:
    return [[cell.value for cell in line] for line in load_workbook(io.BytesIO(content))[title].iter_rows()]


def test_a_number_is_a_number_with_the_decimals_it_was_printed_with() -> None:
    page = load_workbook(io.BytesIO(to_xlsx([sheet(("占比", Decimal("29.20")), ("件数", 400))])))["指标"]
    assert [(page[f"B{at}"].data_type, page[f"B{at}"].value, page[f"B{at}"].number_format) for at in (2, 3)] == [
        ("n", 29.2, "0.00"),
        ("n", 400, "0"),
    ]


def test_the_head_stays_in_sight_and_can_be_filtered() -> None:
    page = load_workbook(io.BytesIO(to_xlsx([sheet(("学位", 1))])))["指标"]
    assert (page.freeze_panes, page.auto_filter.ref, page.column_dimensions["A"].width) == ("B2", "A1:B2", 20)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.sampled_from(["", "=", "+", "-", "@", "=HYPERLINK(", "=cmd|' /C calc'!A0"]))
def test_no_text_is_ever_a_formula(text: str, opening: str) -> None:
    page = load_workbook(io.BytesIO(to_xlsx([sheet((opening + text, None))])))["指标"]
    assert page["A2"].data_type != "f"
    line = next(csv.reader(io.StringIO(to_csv(sheet((opening + text, None))).decode("utf-8-sig").split("\r\n", 1)[1])))
    assert not line[0].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_negative_number_stays_a_number_in_csv() -> None:
    assert to_csv(sheet(("投资", Decimal("-1.6")))).decode("utf-8-sig").splitlines()[1] == "投资,-1.6"


def test_a_link_leads_to_the_row_of_the_other_sheet() -> None:
    book = load_workbook(io.BytesIO(to_xlsx([sheet((Link("出处", "出处", 3), 1)), sheet(("句", 1), title="出处")])))
    assert book["指标"]["A2"].hyperlink.location == "'出处'!A4"


def test_the_table_as_a_workbook_has_numbers_in_one_unit_a_row_and_every_sentence() -> None:
    rows = rows_of("粮食总产量208000吨，固定资产投资下降1.6%。", table=TABLE)
    content = as_xlsx(rows)
    head, *lines = read(content)
    assert head[2:5] == ["2025年计划", "2025年实际", "2026年计划"]
    by_name = {line[0]: line for line in lines}
    assert by_name["粮食总产量"][1:6] == ["万吨", 20, 20.8, 21, 0.2]
    assert by_name["固定资产投资下降"][3] == 1.6  # the name tells the fall
    assert by_name["细颗粒物年均浓度"][4] is None
    assert by_name["细颗粒物年均浓度"][10] == "未量化：达到市级要求"
    _, *sources = read(content, "出处")
    assert len(sources) == sum(len(row.statements) for row in rows)
    page = load_workbook(io.BytesIO(content))["指标"]
    for at, row in enumerate(rows, start=2):
        target = int(page.cell(at, len(head)).hyperlink.location.rsplit("A", 1)[1])
        assert sources[target - 2][0] == row.name


def test_csv_opens_in_excel_and_carries_the_sentences() -> None:
    content = as_csv(rows_of("全年新增学位3200个。"))
    assert content.startswith(b"\xef\xbb\xbf")
    head, line = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert dict(zip(head, line, strict=True))["原句"] == "全年新增学位3200个。"


def test_a_file_is_named_after_its_report() -> None:
    document = contents_of().documents[0]
    assert file_name([document], "xlsx") == "东湖区-指标.xlsx"
    assert file_name([document, document], "csv") == "计划报告-指标.csv"
