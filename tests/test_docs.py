"""The documents say what is there: paths, commands and settings that they name exist."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.answer import Assistant
from assistant.cli import app
from assistant.records import Answer
from assistant.settings import Settings
from vectorstore.base import Store

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
DOCUMENTS = [*READMES, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXTS = [path.read_text(encoding="utf-8") for path in READMES]
COMMANDS = sorted({name for text in TEXTS for name in re.findall(r"plan-assistant ([a-z]+)", text)})
OWN_FOLDERS = r"(?:assistant|ingest|vectorstore|prompts|evals|tests|docs|data|benchmarks)"


def names(document: Path) -> set[str]:
    """What a document names of the project: link targets, and paths in backticks."""
    text = document.read_text(encoding="utf-8")
    links = {target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target}
    quoted = set(re.findall(rf"`({OWN_FOLDERS}/[\w./-]+)`", text))
    return {str((document.parent / link).resolve().relative_to(ROOT)) for link in links if link} | quoted


def dialogues(text: str) -> Iterator[list[tuple[str, str]]]:
    """The conversations of a document: questions with the answers told for them, markers included."""
    for block in re.findall(r"```\n(问：.*?)```", text, flags=re.DOTALL):
        for talk in block.split("\n\n"):
            told = re.findall(r"^问：(.+)\n答：(.+(?:\n {3}(?!\[).+)*)", talk, flags=re.MULTILINE)
            yield [(question, answer.replace("\n   ", "")) for question, answer in told]


def setting_names() -> set[str]:
    fields = Settings.model_fields.items()
    return {field.alias or f"PLAN_{name.upper()}" for name, field in fields}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_named_exists(document: Path) -> None:
    assert [name for name in sorted(names(document)) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("package", ["assistant", "ingest", "vectorstore"])
def test_every_module_is_on_the_map(package: str) -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = [path for path in (ROOT / package).glob("*.py") if path.stem != "__init__"]
    assert [path.name for path in modules if f"](../{package}/{path.name})" not in text] == []


@pytest.mark.parametrize("document", READMES, ids=lambda path: path.name)
def test_a_readme_tells_what_the_assistant_answers(document: Path, store: Store, settings: Settings) -> None:
    assistant = Assistant(store, settings)
    told = list(dialogues(document.read_text(encoding="utf-8")))
    assert len(told) >= 5
    for talk in told:
        history: list[Answer] = []
        for question, answer in talk:
            history.append(assistant.answer(question, history))
            assert (question, history[-1].text) == (question, answer)


@pytest.mark.parametrize("document", [*DOCUMENTS, ROOT / ".env.example"], ids=lambda path: path.name)
def test_every_setting_named_exists(document: Path) -> None:
    named = set(re.findall(r"\b(?:PLAN|OPENAI)_[A-Z_]*[A-Z]\b", document.read_text(encoding="utf-8")))
    assert named - setting_names() == set()


@pytest.mark.parametrize("document", [*READMES, ROOT / ".env.example"], ids=lambda path: path.name)
def test_every_setting_is_explained(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert {name for name in setting_names() if name not in text} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_named_explains_itself(command: str) -> None:
    done = CliRunner().invoke(app, [command, "--help"])
    assert done.exit_code == 0
    assert "--help" in done.output


def test_both_readmes_name_every_command() -> None:
    registered = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    assert set(COMMANDS) == registered


@pytest.mark.parametrize("document", READMES, ids=lambda path: path.name)
def test_a_readme_begins_with_the_two_commands_and_the_picture(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert 0 < text.index("make chat") < text.index("make test") < text.index("docs/images/chat.png") < 700


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = {name for path in DOCUMENTS for name in re.findall(r"`?make ([a-z]+)\b", path.read_text(encoding="utf-8"))}
    assert named - targets == set()


def test_constraints_pin_every_dependency_and_hold_no_address() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in pins.splitlines() if "==" in line}
    assert {re.match(r"[\w.-]+", line)[0].lower() for line in wanted} - pinned == set()
    assert "/" not in pins
    assert "@" not in pins
