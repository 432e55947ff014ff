import pytest

from tests.assistant.conftest import Ask
from tests.assistant.told import quotes, words


@pytest.mark.parametrize(
    ("of", "question", "reason"),
    [
        ("", "千人居家与机构养老床位数为什么没有完成？", "关停存在消防隐患的6家养老机构"),
        ("临江", "2024年固定资产投资为什么下降？", "两个亿元级地产项目停工缓建"),
        ("临江", "每千人口托位数为什么没有完成？", "6家民办托育机构因生源不足退出"),
        ("云川", "粮食总产量没有完成的原因是什么？", "连续46天无有效降雨"),
        ("海晏", "进出口总额下降的原因是什么？", "国际原油价格回落"),
        ("海晏", "商品房销售面积为什么低于目标", "居民购房预期偏弱"),
    ],
)
def test_a_reason_is_told_as_the_report_gives_it(of: str, question: str, reason: str, ask: Ask) -> None:
    answer = ask(question, of=of)
    assert answer.status == "answered"
    assert reason in words(answer)
    assert reason in quotes(answer)


@pytest.mark.parametrize(
    ("of", "question", "stated"),
    [
        ("", "2025年新增学位多少个，为什么？", "8060个"),
        ("云川", "2025年旅游综合收入为什么增长15.2%？", "15.2%"),
        pytest.param(
            "",
            "2025年地区生产总值为什么增长5.2%？",
            "5.2%",
        ),
    ],
)
def test_a_reason_that_is_not_given_is_said_to_be_missing(of: str, question: str, stated: str, ask: Ask) -> None:
    answer = ask(question, of=of)
    assert "没有说明" in answer.text
    assert answer.status in {"not_found", "partial"}
    assert stated in words(answer)


@pytest.mark.parametrize(
    ("question", "nonsense"),
    [
        ("为什么固定资产投资增长？", "深挖新兴领域"),
        pytest.param(
            "为什么要建设主城区",
            "促进绿电消费应用",
            marks=pytest.mark.xfail(reason="a sentence of the plan that shares the words is told", strict=False),
        ),
    ],
)
def test_a_task_of_the_plan_is_no_reason_for_a_result(question: str, nonsense: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer.status == "not_found"
    assert nonsense not in words(answer)


def test_how_is_answered_with_measures(ask: Ask) -> None:
    answer = ask("2026年如何扩大停车资源供给？")
    assert answer.status == "answered"
    assert "扩大停车资源供给" in quotes(answer)


def test_a_reason_asked_of_the_last_answer_is_given(ask: Ask) -> None:
    answer = ask("2023年进出口总额下降多少？", "原因是什么？", of="海晏")
    assert "国际原油价格回落" in words(answer)
