"""``plan-assistant brief``: the review brief in the terminal and as a file."""

from pathlib import Path

import docx
import pytest

from assistant.cli import CANNOT_RUN, FAILED
from tests.model.server import Script, serve
from tests.model.wordings import telling, truth
from tests.test_cli import Cli, cli, empty  # noqa: F401 - fixtures


def test_the_brief_is_printed_as_markdown(cli: Cli) -> None:  # noqa: F811
    code, out, _ = cli("brief", "养老")
    assert code == 0
    assert "养老助餐点达355个" in out.replace(" ", "")


def test_the_brief_is_written_as_word_or_markdown(cli: Cli, tmp_path: Path) -> None:  # noqa: F811
    assert cli("brief", "教育", "--out", tmp_path / "教育.docx")[0] == 0
    assert docx.Document(str(tmp_path / "教育.docx")).paragraphs
    assert cli("brief", "教育", "--out", tmp_path / "教育.md")[0] == 0
    assert "8060" in (tmp_path / "教育.md").read_text(encoding="utf-8")


def test_a_topic_without_a_word_in_the_report_leaves_no_file(cli: Cli, tmp_path: Path) -> None:  # noqa: F811
    code, _, err = cli("brief", "足球世界杯", "--out", tmp_path / "x.docx")
    assert code == FAILED
    assert "足球世界杯" in err
    assert not (tmp_path / "x.docx").exists()


def test_another_kind_of_file_is_refused(cli: Cli, tmp_path: Path) -> None:  # noqa: F811
    code, _, err = cli("brief", "养老", "--out", tmp_path / "x.xlsx")
    assert code == FAILED
    assert ".docx" in err


def test_without_an_index_it_says_what_to_do(empty: Cli) -> None:  # noqa: F811
    code, _, err = empty("brief", "养老")
    assert code == CANNOT_RUN
    assert "ingest" in err


def test_worded_without_a_model_is_the_extractive_brief_and_says_so(cli: Cli, tmp_path: Path) -> None:  # noqa: F811
    code, _, err = cli("brief", "教育", "--worded", "--out", tmp_path / "教育.md")
    assert code == 0
    assert "没有启用模型" in err
    assert "所列均为报告原文" in (tmp_path / "教育.md").read_text(encoding="utf-8")


def test_worded_by_a_model_the_file_says_how_much(
    cli: Cli,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serve(Script(text=telling(truth))) as url:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        code, _, err = cli("brief", "教育", "--worded", "--out", tmp_path / "教育.md")
    assert (code, err) == (0, "")
    assert "条由模型改写" in (tmp_path / "教育.md").read_text(encoding="utf-8")
