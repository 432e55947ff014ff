import pytest

from ingest.metadata import stance_of
from tests.ingest.texts import SMALL, document_of


def facts(text: str, name: str = "报告.txt") -> tuple[str, str, int | None, int | None]:
    document = document_of(text, name)
    return document.place, document.date, document.report_year, document.plan_year


BODY = "\n一、{}\n有成效。\n二、{}\n要努力。"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (SMALL, "a.txt", ("东湖区", "2025-01-06", 2024, 2025)),
        (
            "2025年江苏省政府工作报告\n2025年1月19日在江苏省第十四届人民代表大会上"
            + BODY.format("2024年工作回顾", "2025年安排"),
            "a.txt",
            ("江苏省", "2025-01-19", 2024, 2025),
        ),
        (
            "政府工作报告\n——2018年3月5日在第十三届全国人民代表大会第一次会议上"
            + BODY.format("过去五年工作回顾", "工作建议"),
            "a.txt",
            ("全国", "2018-03-05", 2017, 2018),
        ),
        (
            "政府工作报告\n李克强" + BODY.format("2020年工作回顾", "2021年重点工作"),
            "国务院2021年.txt",
            ("全国", "", 2020, 2021),
        ),
        (
            "关于青岚市临江区2024年计划执行情况与2025年计划的报告" + BODY.format("执行情况", "安排"),
            "a.txt",
            ("临江区", "", 2024, 2025),
        ),
        (
            "广西壮族自治区政府工作报告\n（二〇二五年一月十二日在自治区第十四届人大会议上）"
            + BODY.format("回顾", "任务"),
            "a.txt",
            ("广西壮族自治区", "2025-01-12", 2024, 2025),
        ),
        ("随便的笔记\n没有年份。", "笔记.txt", ("", "", None, None)),
    ],
)
def test_place_day_and_years(text: str, name: str, expected: tuple[str, str, int | None, int | None]) -> None:
    assert facts(text, name) == expected


@pytest.mark.parametrize(
    ("title", "stance"),
    [
        ("一、2025年国民经济和社会发展计划执行情况", "actual"),
        ("二、2026年经济社会发展计划安排", "plan"),
        ("一、过去五年政府工作的回顾", "actual"),
        ("二、对今年政府工作的建议", "plan"),
        ("二、“十三五”时期发展成就和“十四五”时期主要目标任务", "mixed"),
        ("三、努力建设人民满意政府", "unknown"),
    ],
)
def test_a_parts_heading_tells_results_from_plans(title: str, stance: str) -> None:
    assert stance_of(title, 2025, 2026) == stance


def test_furniture_before_the_title_is_not_the_title() -> None:
    text = "新华社北京3月14日电\n政府工作报告\n——2014年3月5日在第十二届全国人民代表大会上" + BODY.format("回顾", "安排")
    assert document_of(text).title == "政府工作报告"


def test_a_title_glued_to_its_date_line_ends_before_it() -> None:
    text = "政府工作报告——2018年3月5日在全国人民代表大会上" + BODY.format("回顾", "安排")
    assert document_of(text).title == "政府工作报告"
