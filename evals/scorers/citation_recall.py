"""How many of the gold quotes the citations cover."""

from collections.abc import Iterable

from assistant.records import Citation
from evals.matching import fold, occurrences
from evals.records import Observation, Scores

COVERED = 0.5
"""A gold quote counts as covered when citations hold at least this share of its characters: people who write cases and
the engine cut clauses at different commas."""


def is_covered(gold: str, citations: Iterable[Citation], texts: dict[str, str]) -> bool:
    """Tell whether a gold quote stands in a cited quote, or is covered by cited spans at one of its places."""
    cited = list(citations)
    if any(fold(gold) in fold(citation.quote) for citation in cited):
        return True
    return any(
        _overlap(start, end, [c for c in cited if c.document == name]) >= COVERED * (end - start)
        for name, text in texts.items()
        for start, end in occurrences(text, gold)
    )


def citation_recall(seen: Observation) -> Scores:
    """Score the share of gold quotes that citations cover; nothing without gold quotes."""
    gold = seen.turn.gold_quotes
    if not gold:
        return {}
    texts = {name: text for name, text in seen.texts.items() if seen.document in ("", name)}
    cited = [citation for citation in seen.answer.citations if citation.document in texts]
    return {"citation_recall": sum(is_covered(quote, cited, texts) for quote in gold) / len(gold)}


def _overlap(start: int, end: int, citations: Iterable[Citation]) -> int:
    places = {place for c in citations for place in range(max(start, c.start), min(end, c.end))}
    return len(places)
