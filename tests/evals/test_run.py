"""The runner's logic, with an assistant that says what it is told to."""

from collections.abc import Collection, Mapping, Sequence

from assistant.records import Answer
from evals.cases import Case, Turn
from evals.records import Row, read_rows, write_rows
from evals.run import run_cases
from evals.summary import summarise
from tests.evals.conftest import NAME, TEXT, citing


class Scripted:
    """Answers from a script and remembers how it was asked; an exception in the script is raised."""

    def __init__(self, script: Mapping[str, Answer | Exception]) -> None:
        self.script = script
        self.asked: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []

    def answer(self, question: str, history: Sequence[Answer] = (), documents: Collection[str] = ()) -> Answer:
        self.asked.append((question, tuple(answer.question for answer in history), tuple(documents)))
        answer = self.script[question]
        if isinstance(answer, Exception):
            raise answer
        return answer


class OneLeg:
    """Finds the passage with the gold at rank 2."""

    def ranked(self, question: str, document: str) -> Mapping[str, Sequence[str]]:
        return {"fused": [f"{document}{question}", TEXT]}

    def passages(self, document: str) -> Sequence[str]:
        return [TEXT]


def said(question: str, text: str = "8060个[1]") -> Answer:
    cited = (citing("新增学位8060个"),)
    return Answer(question, question, text, "answered", "extractive", cited, trace={"intent": "fact"})


def case(*turns: Turn, id_: str = "a", set_name: str = "dev") -> Case:
    return Case(id=id_, kind="fact" if len(turns) == 1 else "follow_up", document=NAME, turns=turns, set_name=set_name)


def run(assistant: Scripted, *cases: Case) -> tuple[Row, ...]:
    return run_cases(cases, assistant, legs=OneLeg(), texts={NAME: TEXT})


RIGHT = Turn(question="学位", must_include=(("8060个",),), gold_quotes=("新增学位8060个",))
WRONG = Turn(question="增速", must_include=(("5.2%",),))


def test_a_gold_quote_that_no_passage_holds_is_no_gold_for_retrieval() -> None:
    heading = Turn(question="学位", must_include=(("8060个",),), gold_quotes=("一、一个标题",))
    (row,) = run(Scripted({"学位": said("学位")}), case(heading))
    assert row.passed
    assert row.legs == {}


def test_each_turn_is_asked_of_its_report_with_the_answers_before_it() -> None:
    assistant = Scripted({"学位": said("学位"), "增速": said("增速")})
    run(assistant, case(RIGHT, WRONG), case(RIGHT, id_="b"))
    assert assistant.asked == [("学位", (), (NAME,)), ("增速", ("学位",), (NAME,)), ("学位", (), (NAME,))]


def test_a_case_passes_when_its_answer_is_fully_right() -> None:
    rows = run(Scripted({"学位": said("学位"), "增速": said("增速")}), case(RIGHT, WRONG))
    assert [(row.key, row.passed) for row in rows] == [("a", True), ("a#2", False)]


def test_a_trace_is_kept_for_failures_alone() -> None:
    rows = run(Scripted({"学位": said("学位"), "增速": said("增速")}), case(RIGHT, WRONG))
    assert [row.trace for row in rows] == [{}, {"intent": "fact"}]


def test_a_failure_of_the_engine_is_an_error_without_scores_and_leaves_the_history() -> None:
    assistant = Scripted({"学位": KeyError("x"), "增速": said("增速")})
    first, second = run(assistant, case(RIGHT, WRONG))
    assert (first.error, first.scores, first.passed) == ("KeyError: 'x'", {}, False)
    assert assistant.asked[1] == ("增速", (), (NAME,))
    assert not second.error


def test_retrieval_is_scored_where_there_are_gold_quotes() -> None:
    right, wrong = run(Scripted({"学位": said("学位"), "增速": said("增速")}), case(RIGHT, WRONG))
    assert right.legs["fused"]["mrr"] == 1 / 2
    assert wrong.legs == {}


def test_rows_come_back_from_their_file_as_they_were(tmp_path) -> None:
    rows = run(Scripted({"学位": said("学位"), "增速": ValueError("坏")}), case(RIGHT, WRONG))
    write_rows(rows, tmp_path / "rows.jsonl")
    restored = read_rows(tmp_path / "rows.jsonl")
    assert [(row.key, row.scores, row.error, row.legs) for row in restored] == [
        (row.key, row.scores, row.error, row.legs) for row in rows
    ]
    assert restored[0].citations[0]["quote"] == "新增学位8060个"


def test_a_summary_counts_right_answers_by_set_and_kind_errors_included() -> None:
    assistant = Scripted({"学位": said("学位"), "增速": ValueError("坏")})
    dev, held_out = summarise(
        run(assistant, case(RIGHT), case(WRONG, id_="b"), case(RIGHT, id_="c", set_name="held-out"))
    )
    # dev: one right of two, the other an error
    assert (dev.total.turns, dev.total.right, dev.total.errors, dev.total.share) == (2, 1, 1, 0.5)
    assert held_out.kinds["fact"].share == 1.0


def test_bars_tell_where_a_run_stands() -> None:
    assistant = Scripted({"学位": said("学位"), "增速": said("增速", "6%[1]")})
    (dev,) = summarise(run(assistant, case(RIGHT), case(WRONG, id_="b")))
    standing = {bar.name: (bar.value, bar.cleared) for bar in dev.bars}
    assert standing["answerable"] == (0.5, False)
    assert standing["unsupported"] == (1.0, False)
    assert standing["hit@5"] == (1.0, True)
    assert "premise" not in standing


def test_less_is_asked_on_external_reports() -> None:
    (external,) = summarise(run(Scripted({"学位": said("学位")}), case(RIGHT, set_name="external")))
    limits = {bar.name: bar.limit for bar in external.bars}
    assert limits == {"answerable": 0.85, "unsupported": 0, "validity": 1.0, "p95": 0.3, "errors": 0}
