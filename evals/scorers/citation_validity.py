"""Whether every citation reproduces its source."""

from evals.records import Observation, Scores


def citation_validity(seen: Observation) -> Scores:
    """Score the share of citations whose ``text[start:end]`` is their quote, in the document that they name."""
    citations = seen.answer.citations
    if not citations:
        return {}
    valid = [c.quote != "" and seen.texts.get(c.document, "")[c.start : c.end] == c.quote for c in citations]
    return {"citation_validity": sum(valid) / len(valid)}
