"""A brief as a file, by the ending of its name."""

from collections.abc import Callable
from pathlib import Path

from assistant.brief.document import as_docx
from assistant.brief.markdown import as_markdown
from assistant.brief.records import Brief

_KINDS: dict[str, Callable[[Brief], bytes]] = {
    ".docx": as_docx,
    ".md": lambda brief: as_markdown(brief).encode(),
}


class UnknownKindError(ValueError):
    """The file's ending is none that a brief can be written as."""


def write_brief(brief: Brief, path: Path) -> None:
    """Write the brief as Word (``.docx``) or Markdown (``.md``). Raises ``UnknownKindError``, ``OSError``."""
    render = _KINDS.get(path.suffix.lower())
    if render is None:
        raise UnknownKindError(f"不能存成“{path.name}”：请用 .docx 或 .md 结尾的文件名。")
    path.write_bytes(render(brief))
