import re
from pathlib import Path

import pytest

from ingest.outline import build_outline
from ingest.read import read
from tests.ingest.texts import SMALL
from vectorstore.records import Heading


@pytest.fixture(scope="module")
def outline(report: Path) -> tuple[Heading, ...]:
    return build_outline(read(report).text)


def titles(outline: tuple[Heading, ...], kind: str) -> list[str]:
    return [heading.title for heading in outline if heading.kind == kind]


def under(outline: tuple[Heading, ...], title: str) -> list[str]:
    return [heading.title for heading in outline if heading.path and heading.path[-1] == title]


def test_the_shipped_report_has_3_parts_15_sections_57_topics_and_4_items(outline: tuple[Heading, ...]) -> None:
    counts = {kind: len(titles(outline, kind)) for kind in ("part", "section", "topic", "item", "annex")}
    assert counts == {"part": 3, "section": 15, "topic": 57, "item": 4, "annex": 1}


def test_its_parts_and_title_are_as_printed(outline: tuple[Heading, ...]) -> None:
    assert titles(outline, "title") == [
        "关于西城区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划的报告"
    ]
    assert titles(outline, "part") == [
        "一、2025年国民经济和社会发展计划执行情况",
        "二、2026年经济社会发展计划安排",
        "三、实现2026年经济社会发展计划的主要任务和措施",
    ]


def test_the_two_sections_that_lost_their_mark_are_found(outline: tuple[Heading, ...]) -> None:
    part_one, _, part_three = titles(outline, "part")
    lost = [h for h in outline if h.kind == "section" and not h.title.startswith("（")]
    assert [(h.title, h.path) for h in lost] == [
        ("全力兴传承、促发展，历史文化名城魅力更加彰显", (part_one,)),
        ("繁荣发展首都文化，在建设高水平文化强区上迈出新步伐", (part_three,)),
    ]


def test_the_problems_belong_to_part_one_itself(outline: tuple[Heading, ...]) -> None:
    items = [heading for heading in outline if heading.kind == "item"]
    assert [item.title[:2] for item in items] == ["一是", "二是", "三是", "四是"]
    assert {item.path for item in items} == {("一、2025年国民经济和社会发展计划执行情况",)}


def test_topics_stand_under_their_section(outline: tuple[Heading, ...]) -> None:
    assert under(outline, "（四）打造社会治理共同体，在推进基层治理现代化上探索新路径") == [
        "打通基层治理“神经末梢”",
        "抓好两个“关键小事”",
        "优化接诉即办工作机制",
    ]
    assert under(outline, "（二）主要指标") == []


def test_every_heading_is_where_it_says(report: Path, outline: tuple[Heading, ...]) -> None:
    text = read(report).text
    for heading in outline:
        if heading.kind != "annex":
            assert text[heading.start : heading.end] == heading.title


def test_a_small_report_of_other_words_follows_the_same_rules() -> None:
    outline = build_outline(SMALL)
    assert titles(outline, "title") == ["关于东湖区2024年计划执行情况与2025年计划的报告"]
    assert under(outline, "一、2024年计划执行情况") == [
        "（一）产业稳步发展",
        "（二）民生持续改善",
        "文化事业繁荣兴盛，城市魅力不断彰显",
        "一是投资后劲不足",
        "二是就业压力较大",
    ]
    assert under(outline, "（二）民生持续改善") == ["教育优先发展", "养老服务提升"]


def test_a_short_line_is_no_section_where_no_number_is_missing() -> None:
    text = SMALL.replace("（二）民生持续改善", "本报记者张三\n\n（二）民生持续改善")
    assert "本报记者张三" not in titles(build_outline(text), "section")


def test_a_mark_and_first_sentence_run_into_a_paragraph_are_a_section() -> None:
    text = "一、2024年工作回顾\n（一）产业升级成效显著。工业增势强劲，增长8%。\n（二）创新成果丰硕。投入增长。\n"
    text += "二、任务\n（一）扩大内需。促消费。"
    outline = build_outline(text)
    assert under(outline, "一、2024年工作回顾") == ["（一）产业升级成效显著", "（二）创新成果丰硕"]
    section = outline[1]
    assert text[section.start : section.end] == "（一）产业升级成效显著"


def test_dash_led_points_are_topics_of_their_part() -> None:
    text = "一、回顾\n——经济运行稳中向好。增长7%。\n——社会事业发展。有进步。\n二、安排\n要努力。"
    assert under(build_outline(text), "一、回顾") == ["经济运行稳中向好", "社会事业发展"]


def test_chapters_stand_above_numerals() -> None:
    text = "第一部分　执行情况\n\n第一节　工业\n\n增长6%。\n\n第二节　农业\n\n丰收。\n\n第二部分　目标\n\n增长5%。"
    outline = build_outline(text)
    assert titles(outline, "part") == ["第一部分　执行情况", "第二部分　目标"]
    assert under(outline, "第一部分　执行情况") == ["第一节　工业", "第二节　农业"]


def test_markdown_hashes_give_the_levels() -> None:
    text = "# 某县报告\n\n## 一、回顾\n\n### （一）农业\n\n**粮食增产。**产量8万吨。\n\n**茶叶提质。**产值3亿元。\n\n"
    text += "## 二、任务\n\n抓落实。"
    outline = build_outline(text)
    assert [(h.kind, h.title) for h in outline] == [
        ("title", "某县报告"),
        ("part", "一、回顾"),
        ("section", "（一）农业"),
        ("topic", "粮食增产"),
        ("topic", "茶叶提质"),
        ("part", "二、任务"),
    ]


def test_a_report_on_one_line_is_taken_apart_at_ideographic_spaces() -> None:
    body = "".join("　　" + line.strip() for line in SMALL.splitlines() if line.strip())
    filler = "　　" + "全区上下同心协力，推动各项事业发展。" * 90
    outline = build_outline(body.replace("　　二、2025年", filler + "　　二、2025年"))
    assert titles(outline, "part") == ["一、2024年计划执行情况", "二、2025年主要任务"]
    assert "促进消费" in under(outline, "（一）扩大内需")


def test_paragraphs_between_two_items_belong_to_the_first() -> None:
    text = "一、回顾\n一是深化改革。有成效。\n简政放权。取消416项。\n扩大开放。试点。\n二是调整结构。有进展。\n"
    text += "加强农业。丰收。\n二、安排\n努力。"
    outline = build_outline(text)
    assert under(outline, "一是深化改革") == ["简政放权", "扩大开放"]


def test_a_list_of_contents_is_not_the_report() -> None:
    contents = "一、2024年计划执行情况\n二、2025年主要任务\n"
    outline = build_outline("东湖区2024年计划执行情况报告\n目录\n" + contents + SMALL.split("\n\n", 2)[2])
    assert titles(outline, "part") == ["一、2024年计划执行情况", "二、2025年主要任务"]
    assert "（一）产业稳步发展" in under(outline, "一、2024年计划执行情况")


@pytest.mark.parametrize(("indent", "gap"), [("　　", "\n"), ("", "\n\n")], ids=["indents", "empty-lines"])
def test_a_report_wrapped_at_a_fixed_width_has_the_same_outline(report: Path, indent: str, gap: str) -> None:
    paragraphs = [line.strip() for line in read(report).text.split("附件：")[0].splitlines() if line.strip()]
    wrapped = [re.sub(r"(.{36})(?!$)", r"\1\n", indent + paragraph) for paragraph in paragraphs[4:]]
    text = gap.join([*paragraphs[:1], *wrapped])
    whole = build_outline("\n".join([*paragraphs[:1], *paragraphs[4:]]))
    assert [(h.kind, h.title, h.path) for h in build_outline(text)] == [(h.kind, h.title, h.path) for h in whole]
