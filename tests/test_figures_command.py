"""``plan-assistant figures``: the table of indicators in the terminal and as a file."""

from pathlib import Path

from openpyxl import load_workbook

from assistant.cli import CANNOT_RUN
from tests.test_cli import Cli, cli, empty  # noqa: F401 - fixtures

NAME = "西城区2025年计划执行情况与2026年计划报告.txt"


def test_the_table_is_printed_with_result_plan_and_change(cli: Cli) -> None:  # noqa: F811
    code, out, _ = cli("figures", "--document", NAME)
    assert code == 0
    assert "2025年实际" in out
    assert "5.2%" in out


def test_the_table_is_written_as_a_workbook_or_as_csv(cli: Cli, tmp_path: Path) -> None:  # noqa: F811
    assert cli("figures", "--out", tmp_path / "表.xlsx")[0] == 0
    assert load_workbook(tmp_path / "表.xlsx").sheetnames == ["指标", "出处"]
    assert cli("figures", "--out", tmp_path / "表.csv")[0] == 0
    assert (tmp_path / "表.csv").read_text(encoding="utf-8-sig").startswith("指标,单位,")


def test_what_cannot_be_written_is_said_and_leaves_nothing(cli: Cli, tmp_path: Path) -> None:  # noqa: F811
    for path, word in ((tmp_path / "表.doc", ".xlsx"), (tmp_path / "没有" / "表.csv", "文件夹")):
        code, _, err = cli("figures", "--out", path)
        assert code == CANNOT_RUN
        assert word in err
        assert not path.exists()


def test_without_an_index_it_says_what_to_do(empty: Cli) -> None:  # noqa: F811
    code, _, err = empty("figures")
    assert code == CANNOT_RUN
    assert "ingest" in err
