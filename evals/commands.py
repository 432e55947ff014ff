"""``plan-assistant eval`` and ``python -m evals``: run the cases, write the results, compare, publish or keep a run."""

import argparse
import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from assistant.measured import MEASURED, write_measurement
from assistant.records import Answer
from assistant.settings import Settings
from evals.cases import CASES, OWN, SETS, Case, CaseError, load_files, load_set, misquoted, without_quotes
from evals.compare import compare
from evals.console import progress_bar, show, show_comparison, show_failures
from evals.judge import Judge
from evals.provenance import commit, provenance, write_run
from evals.publish import measurement_of
from evals.records import Row, Scores, read_rows, write_rows
from evals.report import write_report
from evals.run import beside, run_cases
from evals.summary import summarise, write_summary
from evals.workspace import Workspace, open_workspace, report_files
from vectorstore.errors import StoreError

RESULTS = Path(__file__).parent / "results"
BASELINE = "baseline"
"""The run that others are compared with, kept with the project."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to run: a set or somebody's own file, in which mode, over which more reports, and the name of the results.

    ``set_name`` is one of ``SETS``, ``all`` (the external set only with ``reports``) or empty for dev and held-out.
    ``sample`` of the cases are drawn by ``seed``, all of them for 0. ``judged`` has the model judge its answers.
    """

    set_name: str = ""
    file: Path | None = None
    mode: str = "extractive"
    reports: tuple[Path, ...] = ()
    name: str = ""
    results: Path = RESULTS
    sample: int = 0
    seed: int = 0
    judged: bool = False

    @property
    def sets(self) -> tuple[str, ...]:
        """The sets to run."""
        if self.set_name == "all":
            return SETS if self.reports else SETS[:2]
        return (self.set_name,) if self.set_name else SETS[:2]

    @property
    def case_files(self) -> tuple[Path, ...]:
        """The files that the cases come from."""
        if self.file:
            return (self.file,)
        return tuple(path for name in self.sets for path in sorted((CASES / name).glob("*.jsonl")))

    @property
    def folder(self) -> Path:
        """The folder that the results are written to."""
        named = self.name or "-".join(
            (self.file.stem if self.file else self.set_name or "default", self.mode, commit()[:12])
        )
        return self.results / named.rstrip("-")


def evaluate(request: Request, settings: Settings, console: Console) -> tuple[Row, ...]:
    """Run the cases, print the summary and write the four files of the results.

    Raises ``CaseError`` for cases that cannot be used and ``StoreError`` where the reports cannot be indexed.
    """
    started = time.perf_counter()
    settings = settings.model_copy(update={"mode": request.mode})
    if settings.use_model and not settings.model_configured:
        raise CaseError("没有设置模型服务：请设置 OPENAI_BASE_URL 或 OPENAI_API_KEY，以及 PLAN_MODEL。")
    cases = load_cases(request)
    reports = report_files(cases, settings, request.reports)
    with progress_bar(console) as progress:
        workspace = open_workspace(reports, settings, progress)
        rows = _asked(_verbatim(cases, workspace, console), workspace, _judge(request, settings), progress)
    record = provenance(settings, embedding=workspace.embedding, case_files=request.case_files, reports=reports)
    record |= {"sample": request.sample, "seed": request.seed, "turns": len(rows)}
    record["seconds"] = round(time.perf_counter() - started, 1)
    _write(request.folder, rows, record)
    _print(request.folder, rows, console)
    return rows


def compare_runs(before: str, after: str, console: Console, *, results: Path = RESULTS) -> bool:
    """Print what changed from one run (a name or a folder) to another; tell whether no case was lost.

    Raises ``CaseError`` where a run cannot be read.
    """
    comparison = compare(load_rows(before, results), load_rows(after, results))
    show_comparison(comparison, console)
    return not comparison.failing


def load_cases(request: Request) -> tuple[Case, ...]:
    """Load the cases of a request. Raises ``CaseError``."""
    if request.file:
        cases = load_files([request.file], OWN)
    else:
        cases = tuple(case for name in request.sets for case in load_set(name))
    if not 0 < request.sample < len(cases):
        return cases
    drawn = set(random.Random(request.seed).sample(range(len(cases)), request.sample))  # noqa: S311  # no secret
    return tuple(case for number, case in enumerate(cases) if number in drawn)


def load_rows(run: str, results: Path = RESULTS) -> tuple[Row, ...]:
    """Read the rows of a run, given by name or folder. Raises ``CaseError``."""
    folder = run_folder(run, results)
    try:
        return read_rows(folder / "rows.jsonl")
    except (OSError, ValueError) as error:
        raise CaseError(
            f"读不了评测结果 {folder}（{error}）：请给出 {results} 中的名称，或结果所在的文件夹。"
        ) from error


def publish(run: str, console: Console, *, results: Path = RESULTS, path: Path = MEASURED) -> None:
    """Write what the page tells of the assistant's quality. Raises ``CaseError`` where the run does not do for it."""
    write_measurement(measurement_of(run_folder(run, results)), path)
    console.print(f"已写入 {path}，提交后页面的“关于”一栏即显示这次评测的结果。", markup=False, soft_wrap=True)


def keep(run: str, console: Console, *, results: Path = RESULTS) -> None:
    """Make a run the one that later runs are compared with: its scores, not its answers. Raises ``CaseError``."""
    rows, source, target = load_rows(run, results), run_folder(run, results), results / BASELINE
    target.mkdir(parents=True, exist_ok=True)
    write_rows((row.bare() for row in rows), target / "rows.jsonl")
    for name in ("run.json", "summary.json"):
        (target / name).write_bytes((source / name).read_bytes())
    console.print(f"已写入 {target}，提交后即为以后各次评测的基准。", markup=False, soft_wrap=True)


def run_folder(run: str, results: Path = RESULTS) -> Path:
    """The folder of a run, given by name or folder."""
    return results / run if (results / run).is_dir() else Path(run)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code: 0, 1 for a regression, 2 for what the user has to put right."""
    options = _parser().parse_args(arguments)
    console = Console()
    try:
        if options.command == "compare":
            kept = compare_runs(options.before, options.after, console)
            return 1 if options.fail_on_regression and not kept else 0
        if options.command == "publish":
            publish(options.run, console)
            return 0
        if options.command == "keep":
            keep(options.run, console)
            return 0
        request = Request(
            set_name=options.set,
            file=options.file,
            mode=options.mode,
            reports=tuple(options.reports),
            name=options.name,
            sample=options.sample,
            seed=options.seed,
            judged=options.judge,
        )
        evaluate(request, Settings(), console)
    except (CaseError, StoreError) as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        return 2
    return 0


def _asked(
    cases: Sequence[Case], workspace: Workspace, judge: Callable[[Answer], Scores], progress: Progress
) -> tuple[Row, ...]:
    """Ask all cases; interrupted, keep what was asked so far. A model takes an hour for what takes a minute without."""
    task = progress.add_task("提问", total=sum(len(case.turns) for case in cases))
    rows: list[Row] = []

    def keep(row: Row) -> None:
        rows.append(row)
        progress.advance(task)

    with suppress(KeyboardInterrupt):
        run_cases(cases, workspace.assistant, legs=workspace.legs, texts=workspace.texts, judge=judge, done=keep)
    if workspace.without_model is None:
        return tuple(rows)
    asked = {row.case_id for row in rows}
    again = [case for case in cases if case.id in asked]
    return beside(rows, run_cases(again, workspace.without_model, legs=None, texts=workspace.texts))


def _judge(request: Request, settings: Settings) -> Callable[[Answer], Scores]:
    return Judge(settings) if request.judged and settings.use_model else lambda _: {}


def _verbatim(cases: Sequence[Case], workspace: Workspace, console: Console) -> tuple[Case, ...]:
    """Refuse project cases with a gold quote that is not in the report; drop such a quote, aloud, from own cases."""
    wrong = misquoted(cases, workspace.texts)
    if not wrong:
        return tuple(cases)
    told = "\n".join(f"  {case_id}：{quote}" for case_id, quote in wrong)
    if any(case.set_name != OWN for case in cases):
        raise CaseError(f"以下 gold_quotes 与报告原文不符，请改正：\n{told}")
    console.print(
        f"以下 gold_quotes 与报告原文不符，不计入评分：\n{told}", style="yellow", markup=False, soft_wrap=True
    )
    return tuple(without_quotes(case, {quote for case_id, quote in wrong if case_id == case.id}) for case in cases)


def _write(folder: Path, rows: Sequence[Row], record: dict[str, object]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    sets = summarise(rows)
    write_run(record, folder / "run.json")
    write_rows(rows, folder / "rows.jsonl")
    write_summary(sets, folder / "summary.json")
    write_report(folder.name, record, sets, rows, folder / "report.html")


def _print(folder: Path, rows: Sequence[Row], console: Console) -> None:
    show_failures(rows, console)
    for summary in summarise(rows):
        show(summary, console)
    console.print(f"结果：{folder / 'report.html'}", markup=False, soft_wrap=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="plan-assistant eval", description="用题目检验回答，并写出报告。")
    parser.set_defaults(command="run")
    parser.add_argument("--set", choices=("", *SETS, "all"), default="", help="题目集；默认 dev 和 held-out")
    parser.add_argument("--mode", choices=("extractive", "model"), default="extractive", help="回答方式")
    parser.add_argument("--file", type=Path, help="自己的题目（JSONL：question、must_include 等）")
    parser.add_argument("--reports", type=Path, action="append", default=[], help="另外导入的报告文件夹，可多次给出")
    parser.add_argument("--name", default="", help="结果的名称")
    parser.add_argument("--sample", type=int, default=0, help="只随机抽取这么多道题（多轮对话算一道）")
    parser.add_argument("--seed", type=int, default=0, help="抽题的随机数种子，同一种子抽到同样的题")
    parser.add_argument("--judge", action="store_true", help="模型模式：另请同一模型判断每个回答是否都有引文支持")
    commands = parser.add_subparsers(title="其他命令")
    comparing = commands.add_parser("compare", help="逐题比较两次评测")
    comparing.set_defaults(command="compare")
    comparing.add_argument("before", help="前一次：名称或文件夹")
    comparing.add_argument("after", help="后一次：名称或文件夹")
    comparing.add_argument("--fail-on-regression", action="store_true", help="有题目由对变错时，以退出码 1 结束")
    publishing = commands.add_parser("publish", help="把一次评测的结果写进程序，在页面的“关于”一栏显示")
    publishing.set_defaults(command="publish")
    publishing.add_argument("run", help="评测：名称或文件夹，须含 held-out 题目")
    keeping = commands.add_parser("keep", help="把一次评测作为以后比较的基准")
    keeping.set_defaults(command="keep")
    keeping.add_argument("run", help="评测：名称或文件夹")
    return parser
