import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from assistant.answer import Assistant
from assistant.records import Answer, Delta, Step
from assistant.settings import Settings
from tests.assistant.told import words
from vectorstore.base import Index
from vectorstore.errors import IndexMissing, StoreError

SCHOOLS = "2025年新增多少中小学学位？"
NEXT_YEAR = "那2026年呢？"


def test_an_answer_streams_its_steps_then_its_text_then_itself(assistant: Assistant) -> None:
    events = list(assistant.stream(SCHOOLS))
    names = [event.name for event in events if isinstance(event, Step)]
    assert names == ["understand", "retrieve", "compose", "verify"]
    assert [type(event) for event in events] == [Step, Step, Step, Delta, Step, Answer]


def test_what_was_streamed_is_the_text_of_the_answer(assistant: Assistant) -> None:
    *before, last = assistant.stream(SCHOOLS)
    assert isinstance(last, Answer)
    assert "".join(event.text for event in before if isinstance(event, Delta)) == last.text


def test_the_answer_at_once_is_the_answer_streamed(assistant: Assistant) -> None:
    *_, streamed = assistant.stream(SCHOOLS)
    assert isinstance(streamed, Answer)
    assert replace(assistant.answer(SCHOOLS), seconds=0) == replace(streamed, seconds=0)


def test_a_stream_that_nobody_finishes_does_no_harm(assistant: Assistant) -> None:
    assert next(assistant.stream(SCHOOLS)) == Step("understand")
    assert "8060个" in assistant.answer(SCHOOLS).text


def test_the_answer_says_how_it_came_about(assistant: Assistant) -> None:
    answer = assistant.answer(SCHOOLS)
    assert (answer.question, answer.standalone, answer.mode, answer.notice) == (SCHOOLS, SCHOOLS, "extractive", "")
    assert (answer.trace["intent"], answer.trace["years"], answer.trace["basis"]) == ("fact", [2025], "actual")
    assert answer.citations[0].passage_id in answer.trace["passages"]
    assert 0 < answer.seconds < 30


def test_an_answer_goes_into_json_whole(assistant: Assistant) -> None:
    told = assistant.answer(SCHOOLS).as_json()
    assert "新增中小学学位8060个" in told["citations"][0]["quote"]
    assert told["checks"][0]["at"] == {"start": told["text"].index("8060个"), "end": told["text"].index("8060个") + 5}
    assert json.loads(json.dumps(told, ensure_ascii=False))["text"] == told["text"]


def test_a_follow_up_leans_on_the_history_that_is_passed(assistant: Assistant) -> None:
    first = assistant.answer(SCHOOLS)
    second = assistant.answer(NEXT_YEAR, [first])
    assert (second.question, second.standalone) == (NEXT_YEAR, "2026年新增多少中小学学位？")
    assert "1万个" in second.text


def test_without_the_history_nothing_is_remembered(assistant: Assistant) -> None:
    assistant.answer(SCHOOLS)
    assert assistant.answer(NEXT_YEAR).standalone == NEXT_YEAR


def test_one_conversation_does_not_leak_into_another(assistant: Assistant) -> None:
    schools, streets = assistant.answer(SCHOOLS), assistant.answer("2025年新增多少车位？")
    assert "2000个" in assistant.answer(NEXT_YEAR, [streets]).text
    assert "1万个" in assistant.answer(NEXT_YEAR, [schools]).text


def test_two_threads_ask_at_once_and_get_their_own_answers(assistant: Assistant) -> None:
    asked = {SCHOOLS: "8060个", "2025年打造多少条精品街巷？": "111条", "2025年进出口总额排第几？": "第二"}
    together = threading.Barrier(2)

    def ask(number: int) -> list[tuple[str, str]]:
        together.wait(timeout=20)
        order = list(asked) if number else list(asked)[::-1]
        return [(question, assistant.answer(question).text) for question in order]

    with ThreadPoolExecutor(2) as threads:
        answers = [pair for pairs in threads.map(ask, range(2)) for pair in pairs]
    assert len(answers) == 6
    assert all(asked[question] in text for question, text in answers)


def test_two_streams_take_turns(assistant: Assistant) -> None:
    streams: list[Iterator[object]] = [iter(assistant.stream(SCHOOLS)), iter(assistant.stream("你好"))]
    pairs = list(zip(*streams, strict=True))
    schools, hello = pairs[-1]
    assert isinstance(schools, Answer)
    assert isinstance(hello, Answer)
    assert "8060个" in schools.text
    assert "8060个" not in hello.text


def test_only_the_documents_chosen_are_asked(elsewhere: Assistant) -> None:
    names = {document.place: document.name for document in elsewhere.documents()}
    assert set(names) == {"临江区", "云川县", "海晏市"}
    for place, figure in (("临江区", "6.1%"), ("云川县", "4.7%"), ("海晏市", "6.6%")):
        answer = elsewhere.answer("地区生产总值实际增长多少？", (), (names[place],))
        assert figure in words(answer)
        assert {citation.document for citation in answer.citations} == {names[place]}


def test_a_place_in_the_question_chooses_its_report(elsewhere: Assistant) -> None:
    answer = elsewhere.answer("海晏市2023年新增学位多少个？")
    assert "2.35万个" in words(answer)
    assert answer.citations[0].document.startswith("海晏市")


def test_a_search_in_reports_that_are_gone_is_a_failure_and_not_a_refusal(assistant: Assistant) -> None:
    with pytest.raises(StoreError, match="不在资料库中"):
        assistant.answer(SCHOOLS, (), ("没有.txt",))


def test_the_passages_alone_are_ranked(assistant: Assistant) -> None:
    found = assistant.retrieve(SCHOOLS, k=3)
    assert len(found) == 3
    assert "8060个" in found[0].passage.text


def test_passages_are_found_in_spite_of_a_slip(assistant: Assistant) -> None:
    assert assistant.retrieve("养老助参点", k=1)[0].passage.id == assistant.retrieve("养老助餐点", k=1)[0].passage.id


def test_a_document_is_given_by_its_id(assistant: Assistant) -> None:
    document = assistant.documents()[0]
    assert assistant.document(document.id) is document
    with pytest.raises(KeyError):
        assistant.document("nowhere")


class Missing:
    """A store in which nothing was ingested."""

    def current(self) -> Index:
        raise IndexMissing("还没有报告。请先运行 plan-assistant ingest。")


def test_a_missing_index_is_an_error_and_no_answer(settings: Settings) -> None:
    asked = Assistant(Missing(), settings)  # type: ignore[arg-type]
    with pytest.raises(IndexMissing, match="ingest"):
        asked.answer(SCHOOLS)


def test_a_model_asked_for_without_a_server_is_said_to_be_missing(assistant: Assistant) -> None:
    answer = assistant.answer(SCHOOLS, mode="model")
    assert answer.mode == "extractive"
    assert answer.notice
    assert "8060个" in answer.text
