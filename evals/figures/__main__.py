"""``python -m evals.figures [--reports FOLDER] [--failures]``: coverage and accuracy of the typed figures."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.figures.check import check
from evals.scorers.figures import FigureScores, Judged, score

FIELDS = ("found", "right", "subject", "unit", "period", "basis", "measure", "spurious")

_WIDTH = 118
"""Columns that the table needs to show its heads in full."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores by sample and split; return 0."""
    parser = argparse.ArgumentParser(prog="python -m evals.figures", description="检验数字抽取：找到多少，对了多少。")
    parser.add_argument("--reports", type=Path, help="另外的报告所在文件夹（用于 gold_external）")
    parser.add_argument("--failures", choices=("dev", "held-out", "external"), help="列出这一部分里不对的数字")
    options = parser.parse_args(arguments)
    console = Console(width=max(Console().width, _WIDTH))
    judged = check(options.reports)
    console.print(_table(judged))
    for one in judged:
        if one.gold.split == options.failures:
            _show(one, console)
    return 0


def _table(judged: Sequence[Judged]) -> Table:
    table = Table("sample", "split", "figures", "names", *FIELDS)
    for sample, split in dict.fromkeys((j.gold.id[0], j.gold.split) for j in judged):
        scores = score([j for j in judged if (j.gold.id[0], j.gold.split) == (sample, split)])
        table.add_row(sample, split, str(scores.figures), str(scores.names), *_cells(scores))
    return table


def _cells(scores: FigureScores) -> list[str]:
    return [f"{getattr(scores, field):.3f}" for field in FIELDS]


def _show(one: Judged, console: Console) -> None:
    if one.gold.expected is None and one.figure is None:
        return
    if one.gold.expected is not None and one.figure is not None and not one.wrong:
        return
    figure = one.figure
    said = (
        f"{figure.subject}|{figure.unit}|{figure.period}|{figure.basis}|{figure.measure}{figure.direction:+d}"
        if figure
        else "—"
    )
    console.print(f"{one.gold.id} {one.gold.quote} → {said}  {','.join(one.wrong)}", markup=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
