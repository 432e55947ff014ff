"""The command line, ``plan-assistant``: one function a command.

What is heavy to import (Chroma, LangChain, Gradio: seconds) is imported by the commands that need it, so that
``--help`` answers at once.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Column, Table
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from assistant.jsonl import JsonLinesError, questions_apart, write_lines
from assistant.records import Answer
from assistant.settings import Settings
from assistant.terminal import CROSS, TICK, answer_in_full, progress_bar, show_stream, typed_questions
from vectorstore.errors import StoreError

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from ingest.pipeline import IngestReport

FAILED = 1
"""Exit code: the command ran, and something in what it was given is not well."""

CANNOT_RUN = 2
"""Exit code: the command could not do its work; the sentence on stderr says what to do."""

STATES = {
    "added": "新增",
    "unchanged": "没有变化",
    "replaced": "已更新",
    "duplicate": "重复",
    "failed": f"{CROSS} 失败",
}

MANY_VALUED = ("--documents",)
"""Options that take several values in a row, which typer by itself does not do."""

app = typer.Typer(
    name="plan-assistant",
    help="计划报告问答助手：只依据计划报告回答，每个数字都核对并注明出处。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console(highlight=False, markup=False, soft_wrap=True)
err = Console(highlight=False, markup=False, soft_wrap=True, stderr=True)

Documents = Annotated[list[str] | None, typer.Option(help="只用这些报告（文件名，可写多个）", metavar="NAME ...")]
Document = Annotated[str | None, typer.Option(help="只用这份报告（文件名）", metavar="NAME")]
QuestionFile = Annotated[Path, typer.Argument(help="问题文件，每行一个 JSON", metavar="QUESTIONS.jsonl")]


@app.callback()
def read_settings(context: typer.Context) -> None:
    """Read the settings once, from the environment and ``.env``; the commands find them in the context."""
    context.obj = Settings()


@app.command(help="导入报告（.txt .md .html .docx .pdf），没有变化的不重复处理。")
def ingest(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="报告文件或文件夹；不写则为 PLAN_REPORTS")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="不看已有的索引，全部重新建立")] = False,
) -> None:
    """Bring reports into the index; exit code 1 if a file failed."""
    raise typer.Exit(0 if ingest_reports(context.obj, paths or [context.obj.reports], rebuild=rebuild) else FAILED)


@app.command(help="问一个问题，打印回答和引用的原文。")
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="问题", metavar="QUESTION")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    document: Document = None,
) -> None:
    """Answer one question."""
    documents = [document] if document else []
    assistant = open_assistant(context.obj, documents)
    answer = assistant.answer(question, documents=documents)
    out.print(json.dumps(answer.as_json(), ensure_ascii=False, default=str) if as_json else answer_in_full(answer))


@app.command(help="在终端里连续提问，可以追问；输入“退出”或按 Ctrl-D 结束。")
def chat(context: typer.Context, document: Document = None) -> None:
    """Hold a conversation; the quotes stand under each answer."""
    documents = [document] if document else []
    assistant = open_assistant(context.obj, documents)
    history: list[Answer] = []
    for question in typed_questions(out):
        try:
            history.append(show_stream(assistant.stream(question, history, documents), out))
        except StoreError as error:
            err.print(f"{CROSS} {error}")


@app.command(help="逐行回答一个文件里的问题。")
def batch(
    context: typer.Context,
    questions: QuestionFile,
    answers: Annotated[Path, typer.Argument(help="回答写到这里", metavar="ANSWERS.jsonl")],
    mode: Annotated[Literal["extractive", "model"] | None, typer.Option(help="回答方式")] = None,
    documents: Documents = None,
) -> None:
    """Answer a file of questions."""
    from assistant.batch import converse

    asked = questions_apart(questions, answers)
    settings = context.obj.model_copy(update={"mode": mode} if mode else {})
    assistant = open_assistant(settings, documents or [])
    write_lines(answers, counted("回答", [partial(converse, assistant, one, documents or []) for one in asked]))


@app.command(help="逐行检索一个文件里的问题，只给出段落，不作回答。")
def retrieve(
    context: typer.Context,
    questions: QuestionFile,
    hits: Annotated[Path, typer.Argument(help="段落写到这里", metavar="HITS.jsonl")],
    k: Annotated[int, typer.Option("-k", min=1, help="每个问题的段落数，默认 10")] = 10,
    documents: Documents = None,
) -> None:
    """Find the passages for a file of questions."""
    from assistant.batch import find

    asked = questions_apart(questions, hits)
    assistant = open_assistant(context.obj, documents or [])
    write_lines(hits, counted("检索", [partial(find, assistant, one, k, documents or []) for one in asked]))


@app.command(help="列出报告的指标：实际、计划、变化；可写成 .xlsx 或 .csv 文件。")
def figures(
    context: typer.Context,
    document: Document = None,
    out_file: Annotated[
        Path | None, typer.Option("--out", help="写到这个文件（.xlsx 或 .csv），不写则打印", metavar="FILE")
    ] = None,
) -> None:
    """Print the table of indicators, or write it to a file."""
    from assistant.indicators.sheets import WRITERS
    from assistant.indicators.terminal import tables

    if out_file and out_file.suffix.lower() not in WRITERS:
        raise StoreError(f"“{out_file.name}”不能写：文件名要以 {' 或 '.join(WRITERS)} 结尾。")
    assistant = open_assistant(context.obj, [document] if document else [])
    reports = [one for one in assistant.documents() if document in (None, one.name)]
    rows = [row for one in reports for row in assistant.indicators(one.id)]
    if out_file is None:
        for table in tables(reports, rows):
            out.print(table)
        return
    write_bytes(out_file, WRITERS[out_file.suffix.lower()](rows))
    out.print(f"已写入 {out_file}：{len(rows)} 项指标。")


@app.command(
    "eval",
    help="运行评测并打印成绩表；eval --help 列出它的选项。",
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def evaluate(context: typer.Context) -> None:
    """Hand everything to the evaluations, which have options of their own."""
    from evals.commands import main as run_evals

    raise typer.Exit(run_evals(context.args))


@app.command(help="就一个专题准备审议材料，打印或存成 Word、Markdown 文件。")
def brief(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(help="专题，例如 养老", metavar="TOPIC")],
    document: Document = None,
    target: Annotated[Path | None, typer.Option("--out", help="存成 .docx 或 .md 文件", metavar="FILE")] = None,
    worded: Annotated[bool, typer.Option("--worded", help="由模型改写原句，逐条核对；需要设置模型服务")] = False,
) -> None:
    """Write the review brief on a topic; exit code 1 if the report says nothing of it."""
    from assistant.brief.files import UnknownKindError, write_brief
    from assistant.brief.markdown import as_markdown
    from assistant.brief.records import NothingFoundError

    assistant = open_assistant(context.obj, [document] if document else [])
    try:
        made = assistant.brief(topic, document or "", worded=worded)
        if made.notice:
            err.print(made.notice)
        if target is None:
            out.print(as_markdown(made), end="")
        else:
            write_brief(made, target)
            out.print(f"{TICK} 已写入 {target}")
    except (NothingFoundError, UnknownKindError, OSError) as problem:
        err.print(f"{CROSS} {problem}")
        raise typer.Exit(FAILED) from problem


@app.command(help="检查运行所需的一切，并说明该怎么办。")
def doctor(context: typer.Context) -> None:
    """Print what was found; exit code 1 if something that is needed is broken."""
    from assistant.doctor import examine

    broken = False
    for finding in examine(context.obj):
        out.print(f"{TICK if finding.ok else CROSS} {finding.subject}：{finding.detail}")
        if not finding.ok:
            out.print(f"  → {finding.advice}")
        broken |= finding.needed and not finding.ok
    raise typer.Exit(FAILED if broken else 0)


@app.command(help="打开网页问答，与 python app.py 相同。")
def serve(
    context: typer.Context,
    first_ingest: Annotated[bool, typer.Option("--ingest", help="先导入 PLAN_REPORTS 中的报告")] = False,
) -> None:
    """Serve the web page."""
    if first_ingest:
        ingest_reports(context.obj, [context.obj.reports], rebuild=False)
    from assistant.web.serve import run as run_page  # after the progress bar: Gradio takes seconds to import

    raise typer.Exit(run_page(context.obj))


def ingest_reports(settings: Settings, paths: Sequence[Path], *, rebuild: bool) -> bool:
    """Ingest with a progress bar and a table of what became of each file; tell whether all went well."""
    from assistant.opening import open_store
    from ingest.pipeline import ingest as run_pipeline

    with progress_bar(err) as progress:
        report = run_pipeline(
            paths, open_store(settings), passage_tokens=settings.passage_tokens, rebuild=rebuild, progress=progress
        )
    show_ingestion(report, out)
    return not report.failed


def show_ingestion(report: "IngestReport", console: Console) -> None:
    """Print what became of each file, and of the index as a whole."""
    table = Table(Column("报告", overflow="fold"), "结果", "段落", "数字", "秒", "说明")
    for file in report.files:
        counts = [str(number) if number else "" for number in (file.passages, file.figures)]
        table.add_row(file.name, STATES[file.state], *counts, f"{file.seconds:.1f}", file.message)
    console.print(table)
    console.print(
        f"索引已更新，共 {report.documents} 份报告（{report.seconds:.1f} 秒）。" if report.written else "没有变化。"
    )


def open_assistant(settings: Settings, names: Sequence[str]) -> "Assistant":
    """Open the index and the assistant over it. Raises ``StoreError``, also for a name that is not in the index."""
    from assistant.answer import Assistant
    from assistant.opening import open_store

    assistant = Assistant(open_store(settings), settings)
    known = [document.name for document in assistant.documents()]
    if unknown := [name for name in names if name not in known]:
        raise StoreError(f"索引里没有报告“{unknown[0]}”。现有：{'、'.join(known)}。")
    return assistant


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file. Raises ``StoreError`` with what to do where that is not possible."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise StoreError(f"写不了“{path}”：请检查文件夹是否存在、文件是否正被 Excel 打开。") from error


def counted(stage: str, tasks: Sequence[Callable[[], dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Do one task after another behind a progress bar, and say at the end how many results carry an error."""
    failed = 0
    with progress_bar(err) as progress:
        for number, task in enumerate(tasks, start=1):
            line = task()
            failed += "error" in line
            yield line
            progress(stage, number, len(tasks))
    if failed:
        err.print(f"{CROSS} {failed} 个问题没有得到结果，原因见输出文件的 error。")


def chinese_command() -> TyperGroup:
    """Return the commands with the words in Chinese that typer itself puts into ``--help``."""
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    for command in (group, *group.commands.values()):
        assert isinstance(command, TyperGroup | TyperCommand)
        command.rich_help_panel = "命令"
        if option := command.get_help_option(typer.Context(command)):
            option.help, option.rich_help_panel = "显示这份说明", "选项"
        for parameter in command.params:
            if isinstance(parameter, TyperArgument):
                parameter.rich_help_panel = "参数"
            elif isinstance(parameter, TyperOption):
                parameter.rich_help_panel = "选项"
    return group


def spread(arguments: Sequence[str]) -> list[str]:
    """Write ``--documents A B`` as ``--documents A --documents B``, which is all that typer understands."""
    spread_out: list[str] = []
    option = ""
    for argument in arguments:
        if argument.startswith("-"):
            option = argument if argument in MANY_VALUED else ""
        if option and argument != option and spread_out[-1] != option:
            spread_out.append(option)
        spread_out.append(argument)
    return spread_out


def setting_problems(error: ValidationError) -> str:
    """Say which settings have unusable values, by the names that the user wrote. Values stay out: one may be a key."""
    fields = [str(one["loc"][0]) for one in error.errors()]
    names = "、".join(field if field.isupper() else f"PLAN_{field.upper()}" for field in fields)
    return f"设置 {names} 的值不对，请改正环境变量或 .env。"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; what a user can put right ends in one sentence and exit code 2, never in a traceback."""
    try:
        chinese_command()(spread(sys.argv[1:] if arguments is None else arguments), prog_name="plan-assistant")
    except (StoreError, JsonLinesError) as error:
        err.print(f"{CROSS} {error}")
    except ValidationError as error:
        err.print(f"{CROSS} {setting_problems(error)}")
    sys.exit(CANNOT_RUN)


if __name__ == "__main__":
    main()
