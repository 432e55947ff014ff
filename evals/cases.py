"""Cases: what is asked of which report and what a right answer holds. The format: evals/cases/README.md."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from assistant.records import Status
from evals.matching import fold, holds

CASES = Path(__file__).parent / "cases"
SETS = ("dev", "held-out", "external")
OWN = "file"
"""The set name of cases from ``--file``."""

Kind = Literal[
    "fact", "paraphrase", "trap_year", "trap_scope", "table", "compare", "list", "count", "yesno", "why", "where",
    "summary", "english", "noisy", "refusal", "premise", "injection", "off_topic", "follow_up",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Alternatives = Annotated[
    tuple[Text, ...], Field(min_length=1), BeforeValidator(lambda value: [value] if isinstance(value, str) else value)
]

_CASE_KEYS = ("id", "kind", "document", "turns")
_STRICT = ConfigDict(extra="forbid")


class CaseError(Exception):
    """A case file cannot be used; ``str(error)`` names the file, the line and what to put right, in Chinese."""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Turn:
    """One question and what its right answer holds.

    Every element of ``must_include`` is a tuple of alternatives, any one of which will do. ``status`` is the
    expected one where it matters, else ``None``.
    """

    question: Text
    must_include: tuple[Alternatives, ...] = ()
    must_not_include: tuple[Text, ...] = ()
    gold_quotes: tuple[Text, ...] = ()
    section: str = ""
    must_refuse: bool = False
    status: Status | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Case:
    """One question, or one conversation, about the report ``document`` (a file name; empty: about all of them)."""

    id: Text
    kind: Kind
    document: str
    turns: Annotated[tuple[Turn, ...], Field(min_length=1)]
    set_name: str


_CASE = TypeAdapter(Case)


def load_set(name: str, folder: Path = CASES) -> tuple[Case, ...]:
    """Load the cases of one set, in the order of file names. Raises ``CaseError``."""
    files = sorted((folder / name).glob("*.jsonl"))
    if not files:
        raise CaseError(f"{folder / name} 中没有题目（*.jsonl）：请在项目文件夹中运行，或用 --file 指定题目文件。")
    return load_files(files, name)


def load_files(files: Iterable[Path], set_name: str) -> tuple[Case, ...]:
    """Load the cases of some files; ids must be unique over all of them. Raises ``CaseError``."""
    seen: dict[str, str] = {}
    cases = []
    for path in files:
        for where, case in _read(path, set_name):
            if case.id in seen:
                raise CaseError(f"{where}：编号 {case.id} 已在{seen[case.id]}用过，请换一个。")
            seen[case.id] = where
            cases.append(case)
    return tuple(cases)


def misquoted(cases: Iterable[Case], texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """List the (case id, gold quote) pairs that do not stand verbatim in the text of the report asked about."""
    return [
        (case.id, quote)
        for case in cases
        for turn in case.turns
        for quote in turn.gold_quotes
        if not any(quote in texts.get(name, "") for name in ([case.document] if case.document else texts))
    ]


def without_quotes(case: Case, quotes: Collection[str]) -> Case:
    """Return the case with some gold quotes left out."""

    def kept(turn: Turn) -> tuple[str, ...]:
        return tuple(quote for quote in turn.gold_quotes if quote not in quotes)

    return replace(case, turns=tuple(replace(turn, gold_quotes=kept(turn)) for turn in case.turns))


def _read(path: Path, set_name: str) -> Iterator[tuple[str, Case]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # JSON strings may hold U+2028
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"读不了题目文件 {path}（{error}）：请给出 UTF-8 编码的 JSONL 文件。") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = f"{path} 第{number}行"
            yield where, _parse(line, where, set_name, fallback_id=f"{path.stem}-{number}")


def _parse(line: str, where: str, set_name: str, *, fallback_id: str) -> Case:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise CaseError(f"{where}：不是合法的 JSON（{error}）。") from error
    if not isinstance(record, dict):
        raise CaseError(f"{where}：每行应是一个 JSON 对象。")
    if set_name == OWN:
        record = _completed(record, fallback_id)
    try:
        case = _CASE.validate_python(_nested(record) | {"set_name": set_name})
    except ValidationError as error:
        first = error.errors()[0]
        raise CaseError(f"{where}：{'.'.join(map(str, first['loc']))}：{first['msg']}。") from error
    if problem := _contradiction(case):
        raise CaseError(f"{where}：{problem}")
    return case


def _completed(record: dict[str, Any], fallback_id: str) -> dict[str, Any]:
    """Complete somebody's own case: only the question is demanded, and keys that mean nothing here are left out."""
    known = {*_CASE_KEYS, *Turn.__dataclass_fields__}
    kind = record.get("kind") if record.get("kind") in KINDS else "refusal" if record.get("must_refuse") else "fact"
    own = {key: value for key, value in record.items() if key in known and value is not None}
    if isinstance(own.get("turns"), list):
        own["turns"] = [_own_turn(turn) for turn in own["turns"]]
    return {"document": ""} | own | {"id": str(own.get("id", fallback_id)), "kind": kind}


def _own_turn(turn: object) -> object:
    if isinstance(turn, str):
        return {"question": turn}
    if isinstance(turn, dict):
        return {key: value for key, value in turn.items() if key in Turn.__dataclass_fields__ and value is not None}
    return turn


def _nested(record: dict[str, Any]) -> dict[str, Any]:
    """Make a single question a conversation of one turn."""
    if "turns" in record:
        return {key: value for key, value in record.items() if key != "note"}
    case = {key: value for key, value in record.items() if key in _CASE_KEYS}
    return case | {"turns": [{key: value for key, value in record.items() if key not in _CASE_KEYS}]}


def _contradiction(case: Case) -> str:
    """Say what makes a case impossible to answer rightly; empty when nothing does."""
    for turn in case.turns:
        for alternatives in turn.must_include:
            for forbidden in turn.must_not_include:
                if all(holds(fold(wanted), forbidden) for wanted in alternatives):
                    return f"must_not_include 的“{forbidden}”包含在必须出现的“{alternatives[0]}”之中。"
        if turn.must_refuse and turn.status in ("answered", "corrected"):
            return f"must_refuse 与 status “{turn.status}”矛盾。"
    return ""
