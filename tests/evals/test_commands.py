import json
from collections.abc import Collection, Sequence
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from assistant.records import Answer
from assistant.settings import Settings
from evals import commands
from evals.cases import CaseError, load_files
from evals.commands import Request, compare_runs, evaluate, load_rows, main
from evals.provenance import public
from evals.workspace import REPORTS, Workspace, report_files
from tests.evals.conftest import NAME, TEXT, citing
from tests.evals.test_run import OneLeg

CASES = [
    {
        "id": "a",
        "kind": "fact",
        "question": "学位？",
        "must_include": ["8060个"],
        "gold_quotes": ["新增学位8060个"],
        "document": NAME,
    },
    {"id": "b", "kind": "off_topic", "question": "天气？", "must_refuse": True, "document": NAME},
]


class Fixed:
    """Says the same to everything."""

    def answer(self, question: str, history: Sequence[Answer] = (), documents: Collection[str] = ()) -> Answer:
        return Answer(question, question, "8060个[1]", "answered", "extractive", (citing("新增学位8060个"),))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.jsonl"
    path.write_text("\n".join(json.dumps(case, ensure_ascii=False) for case in CASES), encoding="utf-8")
    return path


@pytest.fixture
def console() -> Console:
    return Console(file=StringIO(), width=200)


@pytest.fixture
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts ``Fixed`` where the engine and its index would be."""
    monkeypatch.setattr(commands, "report_files", lambda *_: ())
    monkeypatch.setattr(commands, "open_workspace", lambda *_: Workspace(Fixed(), OneLeg(), {NAME: TEXT}, "e5"))


@pytest.mark.usefixtures("fixed")
def test_a_run_leaves_four_files(own: Path, tmp_path: Path, console: Console) -> None:
    rows = evaluate(Request(file=own, name="n", results=tmp_path), Settings(), console)
    assert [row.passed for row in rows] == [True, False]
    assert {path.name for path in (tmp_path / "n").iterdir()} == {
        "run.json",
        "rows.jsonl",
        "summary.json",
        "report.html",
    }
    assert json.loads((tmp_path / "n" / "summary.json").read_text())["file"]["total"]["right"] == 1
    assert json.loads((tmp_path / "n" / "run.json").read_text())["embedding"] == "e5"


def test_a_run_that_is_interrupted_keeps_what_was_asked(
    own: Path, tmp_path: Path, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(Fixed):
        def answer(self, question: str, history: Sequence[Answer] = (), documents: Collection[str] = ()) -> Answer:
            if question == "天气？":
                raise KeyboardInterrupt
            return super().answer(question, history, documents)

    monkeypatch.setattr(commands, "report_files", lambda *_: ())
    monkeypatch.setattr(commands, "open_workspace", lambda *_: Workspace(Interrupted(), OneLeg(), {NAME: TEXT}, "e5"))
    rows = evaluate(Request(file=own, name="n", results=tmp_path), Settings(), console)
    assert [row.case_id for row in rows] == ["a"]
    assert json.loads((tmp_path / "n" / "run.json").read_text())["turns"] == 1


@pytest.mark.usefixtures("fixed")
def test_a_run_compared_with_itself_lost_nothing(own: Path, tmp_path: Path, console: Console) -> None:
    evaluate(Request(file=own, name="n", results=tmp_path), Settings(), console)
    assert compare_runs("n", str(tmp_path / "n"), console, results=tmp_path)


@pytest.mark.usefixtures("fixed")
def test_own_quotes_that_are_not_in_the_report_are_told_and_not_scored(
    own: Path, tmp_path: Path, console: Console
) -> None:
    own.write_text(own.read_text(encoding="utf-8").replace("新增学位8060个", "没有这句"), encoding="utf-8")
    rows = evaluate(Request(file=own, name="n", results=tmp_path), Settings(), console)
    assert "没有这句" in console.file.getvalue()  # type: ignore[attr-defined]
    assert "citation_recall" not in rows[0].scores


def test_a_lost_case_is_exit_code_1_only_where_asked_for(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, right in (("old", "1.0"), ("new", "0.0")):
        (tmp_path / name).mkdir()
        row = '{"case_id":"a","turn":1,"set_name":"dev","kind":"fact","document":"","question":"q","expected":{}'
        (tmp_path / name / "rows.jsonl").write_text(f'{row},"scores":{{"fully_right":{right}}}}}\n')
    old, new = str(tmp_path / "old"), str(tmp_path / "new")
    assert main(["compare", old, new]) == 0
    assert main(["compare", old, new, "--fail-on-regression"]) == 1
    assert main(["compare", new, old, "--fail-on-regression"]) == 0


def test_what_the_user_has_to_put_right_is_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "no-such-run", "nor-this"]) == 2
    assert "读不了评测结果" in capsys.readouterr().out


def test_a_report_that_is_nowhere_is_named_with_the_remedy(own: Path, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=rf"{NAME}.*--reports"):
        report_files(load_files([own], "external"), Settings(reports=tmp_path), [])


def test_of_more_folders_only_the_reports_asked_about_are_taken(own: Path, tmp_path: Path) -> None:
    for name in (NAME, "别的.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    files = report_files(load_files([own], "external"), Settings(reports=REPORTS), [tmp_path])
    assert {path.name for path in files} - {path.name for path in REPORTS.iterdir()} == {NAME}


def test_the_external_set_is_part_of_all_only_with_its_reports() -> None:
    assert Request("all").sets == ("dev", "held-out")
    assert Request("all", reports=(Path("x"),)).sets == ("dev", "held-out", "external")
    assert Request().sets == ("dev", "held-out")


def test_a_record_of_the_settings_holds_no_secret() -> None:
    settings = Settings(OPENAI_API_KEY="sk-secret", OPENAI_BASE_URL="http://user:word@host:1/v1?key=hidden")  # type: ignore[call-arg]
    told = json.dumps(public(settings))
    assert "http://host:1/v1" in told
    assert not any(secret in told for secret in ("sk-secret", "word", "hidden"))


def test_a_run_that_is_not_there_is_an_error_not_an_empty_run(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        load_rows("none", tmp_path)
