"""Groundedness as a model judges it: a second opinion beside the verifier's, off by default.

A judge of the same make shares the mistakes of what it judges, and a small one is hardly better than chance: read its
score with that in mind.
"""

from assistant.generate import ChatModel, ModelFailedError, Reply
from assistant.records import Answer
from assistant.settings import Settings
from evals.records import Scores
from prompts import load_prompt


class Judge:
    """Asks the model that the settings name whether an answer's quotes bear all of its sentences."""

    def __init__(self, settings: Settings) -> None:
        self._model = ChatModel(settings)
        self._system_role = settings.model_system

    def __call__(self, answer: Answer) -> Scores:
        """Score 1 for a grounded answer, 0 for another; nothing where the judge gave no verdict."""
        quotes = "\n".join(f"[{citation.marker}] {citation.quote}" for citation in answer.citations)
        messages = load_prompt("judge").render(
            system_role=self._system_role, question=answer.standalone, quotes=quotes, answer=answer.text
        )
        try:
            verdict = next(piece.text for piece in self._model.stream(messages) if isinstance(piece, Reply))
        except ModelFailedError:
            return {}
        first = verdict.strip().splitlines()[0]
        if "无据" in first:
            return {"judged_grounded": 0.0}
        return {"judged_grounded": 1.0} if "有据" in first else {}
