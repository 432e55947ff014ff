"""One visitor's conversation as a value: every event makes the next conversation out of the last."""

import secrets
from dataclasses import dataclass, replace

from assistant.records import Answer, Delta, Event, Step, StepName


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what became of it.

    ``text`` is what was streamed so far and counts only until ``answer`` is there. ``failure`` is the sentence shown
    when no answer could be made; ``stopped`` tells that the visitor did not want to wait for it.
    """

    question: str
    step: StepName | None = None
    text: str = ""
    answer: Answer | None = None
    failure: str = ""
    stopped: bool = False

    @property
    def pending(self) -> bool:
        """Whether an answer may still come."""
        return self.answer is None and not self.failure and not self.stopped


@dataclass(frozen=True, slots=True, eq=False)  # Gradio hashes session state, and an answer's trace has no hash
class Conversation:
    """The turns in order. Only the last one can be pending.

    ``key`` tells it from the visitor's other conversations; it has one from its first question on.
    """

    turns: tuple[Turn, ...] = ()
    key: str = ""

    @property
    def history(self) -> tuple[Answer, ...]:
        """The answers given, oldest first: what a follow-up is understood by. Failed and stopped turns leave none."""
        return tuple(turn.answer for turn in self.turns if turn.answer is not None)

    @property
    def pending(self) -> bool:
        """Whether the last question still waits for its answer."""
        return bool(self.turns) and self.turns[-1].pending

    def asked(self, question: str) -> "Conversation":
        """With a new question, to be answered. A turn left pending by a broken connection counts as stopped."""
        return Conversation((*self.stopped().turns, Turn(question)), self.key or secrets.token_hex(8))

    def after(self, event: Event) -> "Conversation":
        """With one event of the answering applied to the last turn."""
        match event:
            case Step(name):
                return self._last(step=name)
            case Delta(text):
                return self._last(text=self.turns[-1].text + text)
            case Answer():
                return self._last(answer=event)

    def failed(self, sentence: str) -> "Conversation":
        """With the last turn given up; ``sentence`` tells the visitor why and what to do."""
        return self._last(failure=sentence)

    def stopped(self) -> "Conversation":
        """With the last turn stopped, if it was still pending."""
        return self._last(stopped=True) if self.pending else self

    def _last(self, **changes: object) -> "Conversation":
        last = replace(self.turns[-1], **changes)  # type: ignore[arg-type]
        return replace(self, turns=(*self.turns[:-1], last))
