"""A brief worded by a model: true wordings are taken, lies never shown, and without the model the quotes stand."""

import re
from collections.abc import Callable

import pytest

from assistant.answer import Assistant
from assistant.brief.document import introduction
from assistant.brief.records import Brief, Line
from assistant.settings import Settings
from tests.model.conftest import settings_for
from tests.model.server import Script
from tests.model.wordings import Tell, reworded, telling, truth
from vectorstore.base import Store

TOPICS = ("养老", "教育", "营商环境")


def altered(pattern: str, change: Callable[[str], str]) -> Tell:
    """The truth, save that the first match of ``pattern`` is changed."""
    return lambda number, line: truth(number, re.sub(pattern, lambda m: change(m.group()), line, count=1))


def swapped(number: int, line: str) -> str:
    """The first two figures of one unit in each other's place."""
    pair = re.compile(r"(\d+(?:\.\d+)?)(?=([个家张名处所%]))(.*?[^\d.])(\d+(?:\.\d+)?)(?=\2)")
    return truth(number, pair.sub(lambda m: m[4] + m[3] + m[1], line, count=1))


LIES: dict[str, Tell] = {
    "a wrong digit": altered(r"\d(?=[\d.]*[%个家张名处所万])", lambda digit: "9" if digit != "9" else "1"),
    "another year": lambda number, line: truth(number, f"2019年{line}"),
    "another unit": altered(r"(?<=\d)[个家张名处所](?!百)", lambda unit: "万" + unit),
    "a figure left out": altered(r"[^，；。]*\d[^，；。]*[，；。]?", lambda _: ""),
    "a figure invented": lambda number, line: truth(number, f"{line.strip('。')}，受益群众4321人"),
    "two figures swapped": swapped,
    "a plan told as done": lambda number, line: truth(number, f"已经完成{line}"),
    "a forecast told as a fact": altered("预计|力争|计划|将|探索", lambda _: ""),
    "a thing invented": lambda number, line: truth(number, f"{line.strip('。')}，由中建三局承建"),
    "the contrary": lambda number, line: truth(number, f"没有{line}"),
    "no number of the line": lambda number, line: truth(number, line).replace(f"[{number}]", ""),
    "the next line's number": lambda number, line: truth(number + 1, line),
    "two numbers": lambda number, line: truth(number, line).replace("]", f"][{number + 1}]"),
    "one for all": lambda number, _: "养老服务和教育质量得到全面提升，群众十分满意" + f"[{number}]。",
}


def quoted(assistant: Assistant, topic: str) -> Brief:
    return assistant.brief(topic)


def by_source(brief: Brief) -> dict[tuple[str, tuple[int, ...]], Line]:
    return {(section.name, line.markers): line for section in brief.sections for line in section.lines}


@pytest.mark.parametrize("topic", TOPICS)
def test_true_wordings_are_taken_and_keep_their_citations(topic: str, assistant: Assistant, script: Script) -> None:
    script.text = telling(truth)
    brief, plain = assistant.brief(topic, worded=True), quoted(assistant, topic)
    lines = [line for section in brief.sections for line in section.lines]
    assert brief.reworded >= 0.8 * sum(line.quoted for line in by_source(plain).values())
    assert brief.citations == plain.citations
    assert all(line.markers for line in lines)
    assert all(check.ok for check in brief.checks)
    assert len(brief.checks) == len(plain.checks)  # no figure was lost
    assert not brief.notice


@pytest.mark.parametrize("lie", LIES)
def test_no_lie_is_shown(lie: str, assistant: Assistant, script: Script) -> None:
    for topic in TOPICS:
        script.text = telling(LIES[lie])
        brief, plain = assistant.brief(topic, worded=True), quoted(assistant, topic)
        shown = {line.text for line in by_source(brief).values() if line.worded}
        true = {f"{reworded(line.text)}。" for line in by_source(plain).values()}
        assert {text for text in shown if text not in true} == set()
        assert all(check.ok for check in brief.checks)


def test_a_line_that_fails_leaves_its_quote_and_the_others_their_wording(assistant: Assistant, script: Script) -> None:
    script.text = telling(lambda number, line: truth(number, line) if number % 2 else "胡说八道99个" + f"[{number}]。")
    brief = assistant.brief("养老", worded=True)
    lines = brief.section("done").lines
    assert {line.worded for line in lines[::2]} == {True}
    assert all(line.quoted for line in lines[1::2])


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ({"status": 500}, "内部出错"),
        ({"silence": 1.5}, "超时"),
        ({"die_after": 3}, "中途断了"),
        ({"text": ""}, "没有给出"),
    ],
    ids=["broken", "silent", "dies", "empty"],
)
def test_a_server_in_trouble_leaves_the_quotes_and_one_line_that_says_so(
    trouble: dict[str, object], reason: str, url: str, store: Store, settings: Settings, script: Script
) -> None:
    script.text = telling(truth)
    for name, value in trouble.items():
        setattr(script, name, value)
    assistant = Assistant(store, settings_for(url, settings, model_timeout=0.5, model_retries=0))
    brief, plain = assistant.brief("教育", worded=True), quoted(assistant, "教育")
    assert reason in brief.notice
    assert brief.notice.count("\n") == 0
    assert (brief.sections, brief.citations, brief.checks) == (plain.sections, plain.citations, plain.checks)


def test_a_model_whose_every_line_fails_is_told_of(assistant: Assistant, script: Script) -> None:
    script.text = "好的，以下是改写后的内容。"
    brief = assistant.brief("教育", worded=True)
    assert "没有给出通过核对的改写" in brief.notice
    assert brief.sections == quoted(assistant, "教育").sections


def test_a_wording_that_is_the_quote_itself_is_shown_as_the_quote(assistant: Assistant, script: Script) -> None:
    script.text = telling(lambda number, line: f"{line}[{number}]。")
    brief = assistant.brief("教育", worded=True)
    assert not brief.reworded
    assert brief.sections == quoted(assistant, "教育").sections


def test_without_a_model_no_server_is_asked(extractive: Assistant, script: Script) -> None:
    brief = extractive.brief("教育", worded=True)
    assert "没有启用模型" in brief.notice
    assert not brief.reworded
    assert not script.requests


def test_in_extractive_mode_a_model_that_is_configured_is_not_asked(
    url: str, store: Store, settings: Settings, script: Script
) -> None:
    assistant = Assistant(store, settings_for(url, settings, mode="extractive"))
    assert "没有启用模型" in assistant.brief("教育", worded=True).notice
    assert not script.requests


def test_a_long_section_takes_several_requests_and_every_line_is_asked_for_once(
    url: str, store: Store, settings: Settings, script: Script
) -> None:
    script.text = telling(truth)
    assistant = Assistant(store, settings_for(url, settings, model_max_tokens=200))
    brief = assistant.brief("养老", worded=True)
    asked = [message["content"] for request in script.requests for message in request["messages"][-1:]]
    lines = [number for prompt in asked for number in re.findall(r"^\[(\d+)\] ", prompt, re.M)]
    sections = [brief.section(name).lines for name in ("done", "problems", "plans")]
    assert len(asked) > 3
    assert len(lines) == sum(line.worded or line.quoted for section in sections for line in section)


def test_the_document_says_how_many_lines_a_model_worded(assistant: Assistant, script: Script) -> None:
    script.text = telling(truth)
    brief = assistant.brief("教育", worded=True)
    assert f"{brief.reworded} 条由模型改写" in introduction(brief)
    assert "模型" not in introduction(quoted(assistant, "教育"))
