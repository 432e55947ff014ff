"""A conversation as kept by a browser, and what is not one."""

import json
from dataclasses import asdict
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.records import Answer, Check, Citation, Status
from assistant.web.conversation import Conversation, Turn
from assistant.web.saved import as_text, read
from vectorstore.records import Span

TEXT = st.text(max_size=12)
LINE = st.text(min_size=1, max_size=12)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    text = draw(TEXT)
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda two: Span(min(two), max(two)))
    cited = st.builds(
        lambda quote, start, section, label: Citation(1, "d", "报告.txt", "p", section, label, quote, start, start + 9),
        TEXT, st.integers(0, 10**6), st.lists(TEXT, max_size=2).map(tuple), TEXT,
    )  # fmt: skip
    citations = tuple(
        Citation(**{**_fields(one), "marker": at}) for at, one in enumerate(draw(st.lists(cited, max_size=3)), 1)
    )
    checks = st.builds(Check, TEXT, place, st.none() | st.integers(1, 9), st.booleans(), st.booleans(), TEXT)
    return Answer(
        draw(TEXT), draw(TEXT), text, draw(st.sampled_from(get_args(Status))), draw(TEXT), citations,
        tuple(draw(st.lists(checks, max_size=3))), draw(TEXT), tuple(draw(st.lists(TEXT, max_size=2))),
        draw(st.floats(0, 100)), {"subject": draw(TEXT), "items": draw(st.lists(TEXT, max_size=3))},
    )  # fmt: skip


def _fields(citation: Citation) -> dict[str, Any]:
    return {name: getattr(citation, name) for name in Citation.__dataclass_fields__}


TURNS = st.one_of(
    st.builds(lambda question, answer: Turn(question, answer=answer), TEXT, answers()),
    st.builds(lambda question, failure: Turn(question, failure=failure), TEXT, LINE),
    st.builds(lambda question: Turn(question, stopped=True), TEXT),
)


@settings(deadline=None)
@given(st.lists(TURNS, min_size=1, max_size=3))
def test_any_conversation_comes_back_as_it_was(turns: list[Turn]) -> None:
    back = read(as_text(Conversation(tuple(turns), "abc1")))
    assert back is not None
    assert (back.key, back.turns) == ("abc1", tuple(turns))


GOOD = Answer(
    "学位？", "学位？", "新增8060个[1]。", "answered", "extractive",
    (Citation(1, "d", "报告.txt", "p", ("一",), "第一部分", "新增8060个。", 10, 17),),
    (Check("8060个", Span(2, 7), 1, ok=True),),
    trace={"intent": "fact", "subject": "学位", "items": (), "passages": ["p"]},
)  # fmt: skip


def changed(**changes: Any) -> str:
    """The text of a good conversation with something about its answer wrong."""
    whole = json.loads(as_text(Conversation((Turn("学位？", answer=GOOD),), "abc1")))
    whole["turns"][0]["answer"].update(changes)
    return json.dumps(whole)


def test_of_the_trace_only_what_a_follow_up_needs_is_kept() -> None:
    back = read(changed())
    assert back is not None
    assert dict(back.history[0].trace) == {"subject": "学位", "items": []}


CITATION = asdict(GOOD.citations[0])


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "answered x onclick"}, {"status": None}, {"text": 7}, {"seconds": "1"}, {"seconds": float("nan")},
        {"citations": [{**CITATION, "marker": "1"}]}, {"citations": [CITATION, CITATION]},
        {"citations": [{**CITATION, "start": -1}]}, {"citations": [{"marker": 1}]}, {"citations": {}},
        {"checks": [{"figure": "1", "at": {"start": 3, "end": 99}, "marker": 1, "ok": True}]},
        {"checks": [{"figure": "1", "at": {"start": -3, "end": 2}, "marker": 1, "ok": True}]},
        {"checks": [{"figure": "1", "at": [1, 2], "marker": 1, "ok": 1}]},
        {"trace": {"items": "ab"}}, {"trace": {"items": [1]}}, {"trace": {"subject": {}}}, {"trace": {"more": 1}},
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_not_read(changes: dict[str, Any]) -> None:
    assert read(changed()) is not None
    assert read(changed(**changes)) is None


@pytest.mark.parametrize(
    "text",
    [
        None, 1, {}, "", "{", "null", "[]", "[" * 100_000, '{"version":1}', '{"version":1,"key":"a","turns":[]}',
        '{"version":2,"key":"a","turns":[{"question":"q","answer":null,"failure":""}]}',
        '{"version":1,"key":"a<b","turns":[{"question":"q","answer":null,"failure":""}]}',
        '{"version":1,"key":"a","turns":[{"question":"\\ud800","answer":null,"failure":""}]}',
    ],
)  # fmt: skip
def test_what_is_no_conversation_of_this_version_is_not_read(text: object) -> None:
    assert read(text) is None


@given(st.recursive(st.none() | st.booleans() | st.integers() | TEXT, lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["version", "key", "turns", "question", "answer", "failure"]), inner)))  # fmt: skip
def test_nothing_stored_makes_the_reader_fail(value: Any) -> None:
    read(json.dumps(value))
