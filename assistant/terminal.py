"""What the terminal shows: progress, findings and answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from assistant.records import Answer, Delta, Event

TICK, CROSS = "✓", "✗"

STAGES = {"embedding": "计算向量"}
"""Names of stages as people read them, where the store gives English ones."""


@contextmanager
def progress_bar(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for each stage; what is yielded takes a stage's name, the units done and the units in all."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:
        stages: dict[str, TaskID] = {}

        def move(stage: str, done: int, total: int) -> None:
            if stage not in stages:
                stages[stage] = bars.add_task(STAGES.get(stage, stage), total=total)
            bars.update(stages[stage], completed=done, total=total)

        yield move


def answer_in_full(answer: Answer) -> str:
    """Return the text of an answer and everything that belongs under it."""
    return f"{answer.text}\n{answer_notes(answer)}".rstrip()


def answer_notes(answer: Answer) -> str:
    """Return what stands under an answer: how it was understood, its quotes, the check of its figures."""
    lines = []
    if answer.standalone != answer.question:
        lines.append(f"（按“{answer.standalone}”理解）")
    if answer.notice:
        lines.append(f"提示：{answer.notice}")
    # A table row is quoted with the tabs and line breaks of its cells.
    lines += [f"[{one.marker}] {one.label}：“{' '.join(one.quote.split())}”" for one in answer.citations]
    if answer.checks:
        lines.append(f"数字核对 {sum(check.ok for check in answer.checks)}/{len(answer.checks)}")
    lines += [f"{CROSS} {check.figure}：{check.problem}" for check in answer.checks if not check.ok]
    return "\n".join(f"   {line}" for line in lines)


def show_stream(events: Iterator[Event], console: Console) -> Answer:
    """Print an answer as it comes, then its notes. If checking changed the text, the final one is printed again."""
    shown = ""
    for event in events:
        match event:
            case Delta(text):
                console.print(text, end="")
                shown += text
            case Answer() as answer:
                if shown.strip() != answer.text.strip():
                    console.print(f"\n（核对后：）\n{answer.text}" if shown else answer.text, end="")
                console.print(f"\n{answer_notes(answer)}")
                return answer
    raise RuntimeError("the stream ended without an answer")


def typed_questions(console: Console) -> Iterator[str]:
    """Yield what is typed, line by line, until Ctrl-D, Ctrl-C or 退出."""
    console.print("请输入问题，可以追问；输入“退出”或按 Ctrl-D 结束。")
    while True:
        try:
            question = input("问：").strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if question.lower() in {"/quit", "/exit", "quit", "exit", "退出"}:
            return
        if question:
            yield question
