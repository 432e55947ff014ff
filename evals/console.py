"""What a run shows in the terminal. Held-out cases show as totals alone, so that nobody builds towards them."""

from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from evals.compare import Comparison, changed
from evals.records import Row
from evals.summary import Group, SetSummary

TOTALS_ONLY = "held-out"
COLUMNS = {
    "fact_recall": "事实\n召回",
    "wrong_value": "错误\n数字",
    "citation_precision": "引用\n准确",
    "citation_recall": "引用\n召回",
    "figure_support": "数字\n有据",
    "section_accuracy": "章节\n正确",
    "answer_length": "字数",
}
MODE_LABELS = {"extractive": "摘录", "unverified": "模型，不核对", "model": "模型"}
MODE_COLUMNS = {
    "fact_recall": "事实\n召回",
    "wrong_value": "错误\n数字",
    "citation_precision": "引用\n准确",
    "judged_grounded": "评审\n有据",
}
LEG_COLUMNS = ("recall@1", "recall@3", "recall@5", "recall@8", "recall@10", "hit@5", "hit@8", "mrr", "ndcg@10")


def progress_bar(console: Console) -> Progress:
    """Return the progress bar of a run."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True)


def show(summary: SetSummary, console: Console) -> None:
    """Print one set: by kind (not for held-out), the retrieval legs, the bars."""
    console.print(_by_kind(summary))
    if summary.legs:
        console.print(_by_leg(summary))
    if summary.modes:
        console.print(_by_mode(summary))
    console.print(_bars(summary))


def show_failures(rows: Iterable[Row], console: Console) -> None:
    """Print the cases that did not pass, except held-out ones."""
    for row in rows:
        if not row.passed and row.set_name != TOTALS_ONLY:
            console.print(
                f"✗ {row.key}  {row.question}  → {(row.error or row.answer)[:60]!r}", markup=False, soft_wrap=True
            )


def show_comparison(comparison: Comparison, console: Console) -> None:
    """Print what changed between two runs; of held-out cases the ids alone."""
    for title, pairs in (("新出错", comparison.failing), ("新通过", comparison.passing)):
        console.print(f"{title}：{len(pairs)}")
        for pair in pairs:
            console.print(f"  {_changed_case(pair)}", markup=False, highlight=False, soft_wrap=True)
    for title, keys in (("只在前者", comparison.gone), ("只在后者", comparison.new)):
        if keys:
            console.print(f"{title}：{len(keys)}  {'、'.join(keys)}", markup=False, highlight=False, soft_wrap=True)
    table = _table("指标", "前", "后", "变化", title="共有题目的平均得分")
    for name, (before, after) in comparison.moved.items():
        table.add_row(name, f"{before:.3f}", f"{after:.3f}", f"{after - before:+.3f}")
    console.print(table)


def _table(*columns: str, title: str) -> Table:
    """Return a table narrow enough for a terminal of 80 columns."""
    return Table(*columns, title=title, box=SIMPLE_HEAD, padding=(0, 1, 0, 0))


def _changed_case(pair: tuple[Row, Row]) -> str:
    before, after = pair
    if after.set_name == TOTALS_ONLY:
        return after.key
    scores = "，".join(f"{name} {delta:+.2f}" for name, delta in sorted(changed(pair).items()))
    answers = f"前：{before.error or before.answer}\n    后：{after.error or after.answer}"
    return f"{after.key}  {after.question}\n    {answers}\n    {scores}"


def _by_kind(summary: SetSummary) -> Table:
    table = _table("题型", "题数", "完全\n正确", *COLUMNS.values(), title=f"{summary.name}：按题型")
    if summary.name != TOTALS_ONLY:
        for kind, group in summary.kinds.items():
            table.add_row(*_cells(kind, group))
        table.add_section()
    table.add_row(*_cells("合计", summary.total))
    return table


def _cells(name: str, group: Group) -> list[str]:
    right = f"{group.share:.1%}" + (f"\n出错{group.errors}" if group.errors else "")
    scores = [f"{group.means[key]:.3g}" if key in group.means else "" for key in COLUMNS]
    return [name, str(group.turns), right, *scores]


def _by_leg(summary: SetSummary) -> Table:
    table = _table("检索", *(name.replace("@", "\n@") for name in LEG_COLUMNS), title=f"{summary.name}：检索")
    for leg, scores in summary.legs.items():
        table.add_row(leg, *(f"{scores[name]:.3f}" for name in LEG_COLUMNS))
    return table


def _by_mode(summary: SetSummary) -> Table:
    """Set the ways of answering side by side, and tell what the model's part took."""
    title = f"{summary.name}：同样的题，不同的方式"
    table = _table("方式", "题数", "完全\n正确", "无据\n数字", "编造\n数字", *MODE_COLUMNS.values(), title=title)
    for mode, group in summary.modes.items():
        scores = [f"{group.means[key]:.3g}" if key in group.means else "" for key in MODE_COLUMNS]
        right = f"{group.right}（{group.share:.1%}）"
        wrong = (str(group.unsupported), str(group.invented))
        table.add_row(MODE_LABELS[mode], str(group.turns), right, *wrong, *scores)
    told = "，".join(f"{name} {value:g}" for name, value in summary.model.items())
    table.caption = f"模型：{told}"
    return table


def _bars(summary: SetSummary) -> Table:
    table = _table("标准", "题数", "结果", "要求", "", title=f"{summary.name}：是否达标")
    for bar in summary.bars:
        sign, mark = ("≤" if bar.at_most else "≥"), ("[green]✓[/]" if bar.cleared else "[red]✗[/]")
        table.add_row(bar.label, str(bar.count), f"{bar.value:.3g}", f"{sign} {bar.limit:g}", mark)
    return table
