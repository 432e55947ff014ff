"""Who is responsible for a task, and where in the report something stands."""

import pytest

from tests.assistant.conftest import Ask
from tests.assistant.told import quotes, words


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("2024年改造老旧小区由哪个部门牵头？", "市住房城乡建设局"),
        ("每千人口医疗床位数达到7.3张由谁负责？", "市卫生健康委"),
        ("推进自贸片区建设的牵头单位是谁？", "海东新区管委会"),
    ],
)
def test_the_body_in_brackets_behind_a_task_is_told(question: str, body: str, ask: Ask) -> None:
    answer = ask(question, of="海晏")
    assert body in words(answer)
    assert f"：{body}" in quotes(answer)


def test_a_wrong_body_is_put_right(ask: Ask) -> None:
    answer = ask("壮大海洋产业由市教育局牵头吗？", of="海晏")
    assert answer.status == "corrected"
    assert "市海洋发展局" in words(answer)


def test_a_report_that_names_no_bodies_invents_none(ask: Ask) -> None:
    assert "牵头单位" not in words(ask("2026年新增中学学位由哪个部门牵头？"))


@pytest.mark.parametrize(
    ("of", "question", "heading"),
    [
        ("", "2025年新增中小学学位8060个出现在报告哪一部分？", "高水平教育继续领跑"),
        ("", "2025年PM2.5年均浓度出现在报告哪一部分？", "绿色宜居水平不断提高"),
        ("临江", "老城片区停车难写在报告哪一部分？", "执行情况"),
        ("海晏", "海洋生产总值612亿元在报告哪一节？", "第一节"),
    ],
)
def test_a_place_in_the_report_is_told_by_its_headings(of: str, question: str, heading: str, ask: Ask) -> None:
    answer = ask(question, of=of)
    assert heading in words(answer)
    assert any(heading in part for part in answer.citations[0].section)


def test_the_place_of_the_last_answer_is_told(ask: Ask) -> None:
    answer = ask("2025年新增多少中小学学位？", "它在报告哪一部分？")
    assert "高水平教育继续领跑" in words(answer)
