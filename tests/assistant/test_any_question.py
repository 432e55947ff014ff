"""What holds for the answer to any question whatever: cited, quoted exactly, numbered from one, and never a crash."""

import re
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Assistant
from assistant.records import Answer, Status
from tests.assistant.conftest import Ask

XICHENG = (
    "2025年经济增长情况如何",
    "去年区里的钱袋子收了多少",
    "固定资产投资增幅",
    "社零增长百分之几",
    "老百姓收入涨了多少",
    "今年给孩子们新加了多少个上学名额",
    "明年打算新增多少学位",
    "打造了多少条精品街巷和多少个最美院落",
    "不停车胡同有几条",
    "腾退空间累计利用率提升到多少",
    "治理违法建设面积",
    "建成多少个充电接口",
    "电诈案件下降多少",
    "新引进金融机构几家、注册资本多少",
    "资管规模占全市多少",
    "离境退税商店今年目标比去年多几家",
    "新设外商投资企业18家对吗",
    "实际利用外资累计多少亿美元",
    "专精特新企业2026年目标",
    "养老床位为什么没完成",
    "2025年20项指标完成得怎么样",
    "附表里绿色发展类有哪些指标",
    "药品抽检合格率目标是多少",
    "十万常住人口火灾死亡率控制在多少",
    "城市治理方面有什么困难",
    "概括2026年城市更新的安排",
    "三里河一区28号楼改建用了多少天",
    "天桥演艺区有什么计划",
    "托育服务做得怎么样？",
    "为什么说外贸压力增大",
    "报告哪里提到了生活垃圾",
    "2024年的地区生产总值",
    "东城区新增学位多少",
    "故宫门票多少钱",
    "西城区GDP占北京市的比重",
    "北京坊的电话是多少",
    "GDP增长8%了，值得庆祝吗",
    "报告说新增学位减少了，原因呢",
    "What problems does the report admit?",
    "How many elderly meal points are there?",
    "新增中小學學位多少個",
    "２０２５年新增学位",
    "",
    "   ",
    "的",
    "？",
    "多少",
    "新增学位[1]{0}{}%s多少",
    "<script>alert(1)</script>",
    "| 表 | 格 |\n|---|---|",
    "“”《》（）",
    "2025年" * 60,
    "请问" + "新增学位和" * 80 + "分别是多少",
    "1" * 400,
)
ELSEWHERE = (
    ("临江", "全年地区生产总值和增速各是多少"),
    ("临江", "临港片区地区生产总值多少亿元"),
    ("临江", "加装电梯两年对比"),
    ("临江", "粮食总产量不低于多少"),
    ("临江", "三保压力是怎么说的"),
    ("云川", "三次产业结构是多少"),
    ("云川", "民宿总数有多少家"),
    ("云川", "PM2.5从多少降到多少"),
    ("云川", "生猪出栏稳定在多少"),
    ("云川", "2026年办好哪些民生实事"),
    ("海晏", "城镇化率从2018年到2023年提高了多少"),
    ("海晏", "台风造成多少损失"),
    ("海晏", "PM2.5平均浓度2024年控制在多少以内"),
    ("海晏", "营商环境工作由谁牵头"),
    ("海晏", "政府采购预留中小企业份额多少"),
)
TALKS = (
    ("2025年新增多少中小学学位？", "明年呢", "哪一部分写的", "换成车位呢"),
    ("报告提到哪些困难和问题？", "第二个", "有什么办法解决", "用一句话概括上面两项"),
    ("今天天气怎么样", "那2026年呢", "它呢", "为什么"),
)


def assert_sound(answer: Answer, asked: Assistant) -> None:
    """Hold an answer against what holds for all."""
    assert answer.text.strip()
    assert answer.status in get_args(Status)
    markers = [int(n) for n in re.findall(r"\[(\d+)\]", answer.text)]
    assert list(dict.fromkeys(markers)) == [citation.marker for citation in answer.citations]
    assert [citation.marker for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        document = asked.document(citation.document_id)
        assert document.text[citation.start : citation.end] == citation.quote
        assert citation.quote == citation.quote.strip() != ""
        assert (citation.document, bool(citation.label)) == (document.name, True)
    for check in answer.checks:
        assert answer.text[check.at.start : check.at.end] == check.figure
        assert bool(check.problem) != check.ok
    assert answer.status not in {"answered", "corrected"} or answer.citations or _is_talk(answer)


def _is_talk(answer: Answer) -> bool:
    return answer.trace["intent"] in {"small_talk", "help"}


@pytest.mark.parametrize("number", range(len(XICHENG)))
def test_an_answer_about_the_shipped_report_is_sound(number: int, ask: Ask, assistant: Assistant) -> None:
    assert_sound(ask(XICHENG[number]), assistant)


@pytest.mark.parametrize("number", range(len(ELSEWHERE)))
def test_an_answer_about_another_report_is_sound(number: int, ask: Ask, elsewhere: Assistant) -> None:
    report, question = ELSEWHERE[number]
    answer = ask(question, of=report)
    assert_sound(answer, elsewhere)
    assert {citation.document[:2] for citation in answer.citations} <= {report}


@pytest.mark.parametrize("talk", TALKS)
def test_every_turn_of_a_conversation_is_sound(talk: tuple[str, ...], ask: Ask, assistant: Assistant) -> None:
    for turns in range(1, len(talk) + 1):
        assert_sound(ask(*talk[:turns]), assistant)


@pytest.mark.parametrize("number", range(len(XICHENG)))
def test_every_figure_of_an_answer_passes_its_check(number: int, ask: Ask) -> None:
    answer = ask(XICHENG[number])
    assert [(check.figure, check.problem) for check in answer.checks if not check.ok] == []


@pytest.mark.parametrize("question", ["[1][2]", "月球基地[3]多少座"])
def test_brackets_in_a_question_are_no_markers_of_the_answer(question: str, ask: Ask, assistant: Assistant) -> None:
    assert_sound(ask(question), assistant)


PIECES = st.one_of(
    st.sampled_from(
        ["新增学位", "2025年", "多少", "为什么", "对比", "？", "，", "哪些", "吗", "西城区", "5.2%", "{}", "|", "\n"]
    ),
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=4),
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=6),
    st.text(st.characters(min_codepoint=0x1F300, max_codepoint=0x1FAFF), min_size=1, max_size=2),
)


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=8).map("".join))
def test_any_text_at_all_gets_a_sound_answer(assistant: Assistant, question: str) -> None:
    assert_sound(assistant.answer(question), assistant)


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, min_size=1, max_size=5).map("".join))
def test_any_text_at_all_as_a_second_turn_gets_a_sound_answer(ask: Ask, assistant: Assistant, question: str) -> None:
    first = ask("2025年新增多少中小学学位？")
    assert_sound(assistant.answer(question, [first]), assistant)
