"""Documents that were taken out of the index or replaced, kept on disk for a while so that it can be undone.

They are kept before the index changes: whatever happens in between, a text is in one place or in both.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.read import Source
from vectorstore.errors import StoreError
from vectorstore.records import Document

KEPT_FOR = timedelta(days=30)
_TIME = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that can be put back. ``key`` names it among those kept."""

    key: str
    title: str
    source: Source
    at: datetime


class Bin:
    """The folder of removed documents. Files that cannot be read are passed over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, document: Document) -> str:
        """Write a document down, drop those kept for long enough, and return its key. Raises ``StoreError``."""
        source = Source(document.name, document.text, document.warnings, document.pages)
        digest = hashlib.sha256(f"{source.name}\n{source.text}".encode()).hexdigest()[:12]
        key = f"{datetime.now(UTC).strftime(_TIME)}-{digest}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f"{key}.partial"
            with draft.open("w", encoding="utf-8") as file:
                json.dump({"title": document.title, "source": asdict(source)}, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._folder / f"{key}.json")
        except OSError as error:
            raise StoreError(
                f"无法保存被移除的文件（{error.strerror}），没有移除。请检查磁盘空间和写入权限。"
            ) from error
        for old in [one.key for one in self.kept() if datetime.now(UTC) - one.at > KEPT_FOR]:
            self.forget(old)
        return key

    def kept(self) -> tuple[Removed, ...]:
        """What can be put back, the latest first."""
        found = (_read(path) for path in sorted(self._folder.glob("*.json"), reverse=True))
        return tuple(one for one in found if one)

    def find(self, key: str) -> Removed | None:
        """The document kept under a key; ``None`` if it was put back or dropped meanwhile."""
        return next((one for one in self.kept() if one.key == key), None)

    def forget(self, key: str) -> None:
        """Drop what is kept under a key."""
        if self.find(key):
            (self._folder / f"{key}.json").unlink(missing_ok=True)


def _read(path: Path) -> Removed | None:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        source = stored["source"]
        at = datetime.strptime(path.stem.partition("-")[0], _TIME).replace(tzinfo=UTC)
        kept = Source(source["name"], source["text"], tuple(source["warnings"]), source["pages"])
        return Removed(path.stem, stored["title"], kept, at)
    except (OSError, ValueError, KeyError, TypeError):
        return None
