"""Files on their way into the index as a value: every event makes the next one out of the last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

UploadState = Literal["waiting", "reading", "embedding", "added", "replaced", "unchanged", "duplicate", "failed"]

FINISHED = frozenset(("added", "replaced", "unchanged", "duplicate", "failed"))


@dataclass(frozen=True, slots=True)
class Upload:
    """One file. ``share`` is how much of it is embedded, 0 to 1; ``message`` why it failed, or what to know of it.

    ``becoming`` is what it will be once it is in the index.
    """

    name: str
    state: UploadState = "waiting"
    share: float = 0.0
    message: str = ""
    becoming: UploadState = "added"


@dataclass(frozen=True, slots=True)
class Uploads:
    """Files sent together, in order.

    They are ``busy`` until the ingestion ends; each may have its result before, as older documents may be parsed again.
    """

    files: tuple[Upload, ...]
    busy: bool

    @classmethod
    def of(cls, names: Sequence[str], refused: Sequence[tuple[str, str]]) -> "Uploads":
        """Files that wait, and files that were refused before they were sent, with the reason."""
        failed = (Upload(name, "failed", message=reason) for name, reason in refused)
        return cls((*(Upload(name) for name in names), *failed), busy=bool(names))

    def reading(self, number: int) -> "Uploads":
        """With the given one being read."""
        return self._at(number, state="reading")

    def read(self, number: int, name: str, state: UploadState, message: str) -> "Uploads":
        """With the given one read; what is new to the index is still to be embedded."""
        if state in ("added", "replaced"):
            return self._at(number, name=name, state="embedding", becoming=state, message=message)
        return self._at(number, name=name, state=state, message=message)

    def embedded(self, share: float) -> "Uploads":
        """With so much of all that is to be embedded done."""
        files = tuple(replace(f, share=share) if f.state == "embedding" else f for f in self.files)
        return replace(self, files=files)

    def done(self) -> "Uploads":
        """With all that was embedded in the index."""
        files = tuple(replace(f, state=f.becoming) if f.state == "embedding" else f for f in self.files)
        return Uploads(files, busy=False)

    def failed(self, reason: str) -> "Uploads":
        """With all that are still on their way given up."""
        files = tuple(f if f.state in FINISHED else replace(f, state="failed", message=reason) for f in self.files)
        return Uploads(files, busy=False)

    def _at(self, number: int, **changes: object) -> "Uploads":
        changed = replace(self.files[number], **changes)  # type: ignore[arg-type]
        return replace(self, files=(*self.files[:number], changed, *self.files[number + 1 :]))
