"""What a thinking model writes for itself, kept out of what is shown and cited."""

_OPEN, _CLOSE = "<think>", "</think>"


class ThoughtFilter:
    """Passes a streamed reply on without its ``<think>…</think>``; a tag may be cut anywhere between two pieces."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False

    def feed(self, piece: str) -> str:
        """Return the part of the reply that may be shown by now."""
        self._held += piece
        shown = ""
        while True:
            tag = _CLOSE if self._thinking else _OPEN
            before, found, after = self._held.partition(tag)
            if not found:
                break
            shown += "" if self._thinking else before
            self._held, self._thinking = after, not self._thinking
        keep = _overlap(self._held, tag)
        if not self._thinking:
            shown += self._held[: len(self._held) - keep]
        self._held = self._held[len(self._held) - keep :]
        return shown

    def finish(self) -> str:
        """Return what is left at the end: an unfinished tag was text after all, an unfinished thought is none."""
        rest, self._held = "" if self._thinking else self._held, ""
        return rest


def _overlap(text: str, tag: str) -> int:
    """How many characters at the end of ``text`` may be the beginning of ``tag``."""
    return next((size for size in range(min(len(tag) - 1, len(text)), 0, -1) if tag.startswith(text[-size:])), 0)


def without_thought(reply: str) -> str:
    """Strip a whole reply of its thoughts. A closing tag with no opening one ends a thought that the server began."""
    thoughts = ThoughtFilter()
    shown = thoughts.feed(reply) + thoughts.finish()
    return shown.rpartition(_CLOSE)[2].strip()
