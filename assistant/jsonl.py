"""The files of ``batch`` and ``retrieve``: JSON Lines, questions in and results out."""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class JsonLinesError(Exception):
    """A file cannot be read or written; the message, in Chinese, names the file, and the line to mend."""


@dataclass(frozen=True, slots=True)
class Questions:
    """One line of a file of questions: the turns of one conversation, a single question being one turn."""

    id: str | int
    turns: tuple[str, ...]


def read_questions(path: Path) -> list[Questions]:
    """Read every question of a JSON Lines file; empty lines are left out. Raises ``JsonLinesError``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise JsonLinesError(f"读不了问题文件 {path}：请确认它存在，并以 UTF-8 保存。") from error
    numbered = enumerate(text.split("\n"), start=1)  # not splitlines(): JSON strings may hold U+2028
    return [_parse(line, f"{path} 第 {number} 行") for number, line in numbered if line.strip()]


def questions_apart(path: Path, results: Path) -> list[Questions]:
    """The questions of a file that the results will not be written over. Raises ``JsonLinesError``."""
    if results.exists() and results.samefile(path):
        raise JsonLinesError(f"结果不能写进问题文件 {path}：请另给一个文件名。")
    return read_questions(path)


def _parse(line: str, where: str) -> Questions:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise JsonLinesError(f"{where}不是合法的 JSON（第 {error.colno} 个字符起）。") from error
    # Other keys are ignored, so that cases of evaluations can be fed as they are.
    match row:
        case {"id": str() | int() as key, "turns": [str(), *_] as turns} if all(
            isinstance(turn, str) for turn in turns
        ):
            return Questions(key, tuple(turns))
        case {"id": str() | int() as key, "question": str(question)}:
            return Questions(key, (question,))
    raise JsonLinesError(
        f'{where}有误：应形如 {{"id": "A1", "question": "…"}} 或 {{"id": "M1", "turns": ["…", "…"]}}。'
    )


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    """Write results whole or not at all: beside the target first, renamed when the last line is down.

    Raises ``JsonLinesError`` before the first line is made if the place cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise JsonLinesError(f"不能写到 {path}（{error.strerror}）。请换一个位置，或修改文件夹的权限。") from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        beside.chmod(0o644)  # mkstemp makes it 0600; results are for others to read
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
