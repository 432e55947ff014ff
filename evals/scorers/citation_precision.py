"""How many of the cited quotes are to the point."""

from assistant.records import Citation
from evals.matching import fold, occurrences
from evals.records import Observation, Scores


def is_relevant(citation: Citation, gold_quotes: tuple[str, ...], text: str) -> bool:
    """Tell whether a cited quote overlaps a gold quote in the document, or contains it or is contained in it."""
    cited = fold(citation.quote)
    for gold in gold_quotes:
        folded = fold(gold)
        if cited and (cited in folded or folded in cited):
            return True
        if any(start < citation.end and citation.start < end for start, end in occurrences(text, gold)):
            return True
    return False


def citation_precision(seen: Observation) -> Scores:
    """Score the share of citations that are relevant; nothing without gold quotes or without citations."""
    citations, gold = seen.answer.citations, seen.turn.gold_quotes
    if not citations or not gold:
        return {}
    asked = [c for c in citations if seen.document in ("", c.document)]
    relevant = [c for c in asked if is_relevant(c, gold, seen.texts.get(c.document, ""))]
    return {"citation_precision": len(relevant) / len(citations)}
