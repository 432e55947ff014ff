"""Things of one kind that exclude each other: a figure of 农村 is none of 城镇, and one of 进出口 is none of 出口."""

from collections.abc import Collection, Iterator

from assistant.query_terms import EXCLUDED
from assistant.records import Question

Rivals = tuple[list[str], list[str]]
"""Of one kind of thing those that a question names, and the others."""


def rivals_of(question: Question, rivals: Collection[Collection[str]]) -> Iterator[Rivals]:
    """Of each kind of thing that the question names, those named and the others.

    Other wordings count where the question's own names none of the kind (城里人 for 城镇).
    """
    typed = EXCLUDED.sub("", question.text).replace("了", "")
    meant = " ".join(form for term in question.terms for form in term.forms)
    for kinds in rivals:
        told = _kinds_in(typed, kinds) or _kinds_in(meant, kinds)
        if told:
            yield [kind for kind in kinds if kind in told], [kind for kind in kinds if kind not in told]


def names_rival(subject: str, rivals: Collection[Rivals]) -> bool:
    """Whether a figure's subject names a rival of what the question names, and nothing that it names."""
    return any(
        bool(told := _kinds_in(subject, [*named, *others])) and not told.intersection(named) for named, others in rivals
    )


def _kinds_in(text: str, kinds: Collection[str]) -> set[str]:
    """The kinds that a text names: 进出口 is neither 出口 nor 进口."""
    found = set()
    for kind in sorted(kinds, key=len, reverse=True):
        if kind in text:
            found.add(kind)
            text = text.replace(kind, " ")
    return found
