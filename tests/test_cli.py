"""The command line as it is typed: what it writes, what it says when something is wrong, and how it ends."""

import json
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.batch import converse
from assistant.cli import CANNOT_RUN, FAILED, main, spread
from assistant.jsonl import Questions
from assistant.records import Answer
from assistant.settings import Settings
from vectorstore.base import Store
from vectorstore.errors import EmbeddingFailed

QUESTION = "2025年新增多少中小学学位？"


class Cli:
    """Runs commands in this process, over the folder ``var``."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        """The exit code, and what was written to the two outputs."""
        with pytest.raises(SystemExit) as ending:
            main([str(argument) for argument in arguments])
        out, err = self.capsys.readouterr()
        code = ending.value.code
        assert isinstance(code, int)
        return code, out, err


@pytest.fixture
def empty(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """The command line over a folder without an index."""
    monkeypatch.setenv("PLAN_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("PLAN_PORT", str(free_port()))
    return Cli(capsys)


@pytest.fixture
def cli(empty: Cli, monkeypatch: pytest.MonkeyPatch, settings: Settings, store: Store) -> Cli:
    """The command line over the index of the shipped report."""
    assert store.generation()
    monkeypatch.setenv("PLAN_VAR", str(settings.var))
    return empty


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write_lines(path: Path, rows: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_batch_answers_questions_and_conversations_in_the_agreed_form(cli: Cli, tmp_path: Path) -> None:
    rows = [{"id": "A1", "question": QUESTION, "kind": "fact"}, {"id": "M1", "turns": [QUESTION, "那2026年呢？"]}]
    assert cli("batch", write_lines(tmp_path / "q.jsonl", rows), tmp_path / "a.jsonl")[0] == 0
    single, conversation = lines(tmp_path / "a.jsonl")
    assert (single["id"], len(single["turns"]), len(conversation["turns"])) == ("A1", 1, 2)
    turn = single["turns"][0]
    assert set(turn) == {"question", "answer", "status", "mode", "citations", "checks", "seconds"}
    assert "8060个" in turn["answer"]
    assert set(turn["citations"][0]) == {"marker", "document", "section", "quote", "start", "end"}
    assert all(check["ok"] for check in turn["checks"])


def test_offsets_of_batch_and_retrieve_reproduce_the_text_of_the_file_itself(
    cli: Cli, tmp_path: Path, report: Path
) -> None:
    questions = write_lines(tmp_path / "q.jsonl", [{"id": 1, "question": QUESTION}])
    cli("batch", questions, tmp_path / "a.jsonl")
    cli("retrieve", questions, tmp_path / "h.jsonl", "-k", "3")
    text = report.read_text(encoding="utf-8")
    cited = lines(tmp_path / "a.jsonl")[0]["turns"][0]["citations"]
    hits = lines(tmp_path / "h.jsonl")[0]["hits"]
    assert cited
    assert len(hits) == 3
    assert all(text[one["start"] : one["end"]] == one["quote"] for one in cited)
    assert all(text[one["start"] : one["end"]] == one["text"] for one in hits)


def test_retrieve_ranks_the_passage_with_the_answer_first(cli: Cli, tmp_path: Path, report: Path) -> None:
    questions = write_lines(tmp_path / "q.jsonl", [{"id": "A1", "question": QUESTION}])
    assert cli("retrieve", questions, tmp_path / "h.jsonl", "--documents", report.name)[0] == 0
    hits = lines(tmp_path / "h.jsonl")[0]["hits"]
    assert "8060个" in hits[0]["text"]
    assert set(hits[0]) == {"document", "section", "text", "start", "end", "score"}
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "A2"}', '{"question": "没有编号"}', '{"id": "A2", "turns": []}'], ids=str
)
def test_a_bad_line_is_named_and_leaves_no_output(cli: Cli, tmp_path: Path, line: str) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text(f'{{"id": "A1", "question": "{QUESTION}"}}\n\n{line}\n', encoding="utf-8")
    code, _, err = cli("batch", questions, tmp_path / "a.jsonl")
    assert code == CANNOT_RUN
    assert "第 3 行" in err
    assert list(tmp_path.glob("*a.jsonl*")) == []


def test_a_place_that_cannot_be_written_is_told_before_the_work(cli: Cli, tmp_path: Path) -> None:
    questions = write_lines(tmp_path / "q.jsonl", [{"id": "A1", "question": QUESTION}])
    code, _, err = cli("batch", questions, questions / "a.jsonl")
    assert code == CANNOT_RUN
    assert "a.jsonl" in err


def test_batch_does_not_write_over_its_questions(cli: Cli, tmp_path: Path) -> None:
    questions = write_lines(tmp_path / "q.jsonl", [{"id": 1, "question": QUESTION}])
    before = questions.read_bytes()
    code, _, err = cli("batch", questions, tmp_path / "q.jsonl")
    assert (code, "请另给一个文件名" in err, questions.read_bytes()) == (CANNOT_RUN, True, before)


def test_a_question_that_fails_gets_an_error_and_the_batch_goes_on() -> None:
    class Failing:
        def answer(self, question: str, *_: object) -> Answer:
            if question == "坏":
                raise EmbeddingFailed("嵌入服务没有回应。")
            return Answer(question, question, "答", "answered", "extractive")

    line = converse(Failing(), Questions("A1", ("好", "坏", "好")), ())
    assert [turn["answer"] for turn in line["turns"]] == ["答"]
    assert line["error"] == "嵌入服务没有回应。"


def test_an_unknown_report_is_refused_with_the_names_of_the_known(cli: Cli, tmp_path: Path, report: Path) -> None:
    questions = write_lines(tmp_path / "q.jsonl", [{"id": "A1", "question": QUESTION}])
    code, _, err = cli("batch", questions, tmp_path / "a.jsonl", "--documents", report.name, "别的.txt")
    assert code == CANNOT_RUN
    assert "别的.txt" in err
    assert report.name in err


def test_one_option_takes_several_documents() -> None:
    given = ["batch", "--documents", "A", "B", "--mode", "model", "Q", "--documents", "C"]
    wanted = ["batch", "--documents", "A", "--documents", "B", "--mode", "model", "Q", "--documents", "C"]
    assert spread(given) == wanted


def test_ask_prints_the_answer_with_its_quote(cli: Cli) -> None:
    code, out, _ = cli("ask", QUESTION)
    assert code == 0
    assert "8060个" in out
    assert "[1] 第一部分" in out


def test_ask_prints_the_whole_record_as_json(cli: Cli) -> None:
    answer = json.loads(cli("ask", QUESTION, "--json")[1])
    assert answer["status"] == "answered"
    assert answer["citations"][0]["marker"] == 1


def test_chat_understands_a_follow_up_and_ends_with_the_input(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([QUESTION, "", "那2026年呢？"])

    def read(_: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)
    code, out, _ = cli("chat")
    assert code == 0
    assert "8060个" in out
    assert "1万个左右" in out


def test_ingesting_again_changes_nothing(cli: Cli, report: Path, store: Store) -> None:
    before = store.generation()
    code, out, _ = cli("ingest", report)
    assert code == 0
    assert "没有变化" in out
    assert store.generation() == before


def test_a_file_that_cannot_be_read_fails_alone(empty: Cli, tmp_path: Path) -> None:
    (tmp_path / "空.txt").touch()
    (tmp_path / "好.txt").write_text("一、教育\n2025年新增学位80个。\n", encoding="utf-8")
    code, out, _ = empty("ingest", tmp_path / "空.txt", tmp_path / "好.txt")
    assert code == FAILED
    assert "✗ 失败" in out
    assert "共 1 份报告" in out


@pytest.mark.parametrize("command", [["ask", QUESTION], ["chat"]], ids=lambda command: command[0])
def test_without_an_index_a_command_says_how_to_make_one(empty: Cli, command: list[str]) -> None:
    code, _, err = empty(*command)
    assert code == CANNOT_RUN
    assert "plan-assistant ingest" in err


def test_a_setting_with_an_impossible_value_is_named(empty: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_PORT", "网页")
    code, _, err = empty("ask", QUESTION)
    assert code == CANNOT_RUN
    assert "PLAN_PORT" in err


def test_help_waits_for_no_heavy_import() -> None:
    heavy = {"chromadb", "gradio", "langchain_core", "numpy", "openai"}
    script = f"import sys, assistant.cli; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
