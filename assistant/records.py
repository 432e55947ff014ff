"""The records of a question and its answer. All are frozen; an answer never changes once it is given."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from vectorstore.quantities import Quantity
from vectorstore.records import Basis, Span

Status = Literal["answered", "corrected", "partial", "not_found", "off_topic"]
"""``answered``: the report gives it. ``corrected``: the question's premise is wrong and was put right.
``partial``: some of what was asked is given. ``not_found``: the report does not give it.
``off_topic``: not a question about the reports. A failure is an exception, never a status."""

Intent = Literal[
    "fact",
    "yesno",
    "list",
    "count",
    "compare",
    "why",
    "where",
    "summary",
    "small_talk",
    "help",
    "off_topic",
    "injection",
]

Language = Literal["zh", "en"]

Asked = Literal["amount", "change", "share", "rate", "rank", "ratio", ""]
"""The measure that a question asks for; empty when it does not say."""

StepName = Literal["understand", "retrieve", "compose", "generate", "verify"]


@dataclass(frozen=True, slots=True)
class Term:
    """One expression of a question that evidence should hold: as typed, with the wordings that mean the same.

    ``core`` marks names of things; an answer that misses one is about something else. ``head`` marks the thing
    asked for itself: in 2025年新设外商投资企业的合同外资 it is 合同外资, as a Chinese phrase puts its head last.
    ``name`` marks the name of one place or body (江湾第二小学): a figure that does not stand by it is not the figure
    asked for. ``aside`` marks what stands in another clause than the one that asks: it tells why, or of what.
    """

    text: str
    forms: tuple[str, ...]
    core: bool
    head: bool = False
    name: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    ``typed`` is what the user wrote, ``text`` the stand-alone question in normal form. ``years`` are resolved against
    the report's date (今年, 去年); ``basis`` says whether results or plans are asked for, ``None`` when open.
    ``places`` are areas named other than the report's own, ``scopes`` parts of its own area
    (主城区, 临港片区). ``unit`` is the unit asked in (亿元), ``numbers`` the
    quantities that the question itself asserts, ``direction`` the change that it asserts (+1, -1, 0).
    """

    typed: str
    text: str
    language: Language
    intent: Intent
    terms: tuple[Term, ...]
    years: tuple[int, ...] = ()
    basis: Basis | None = None
    places: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    asked: Asked = ""
    unit: str = ""
    wants_number: bool = False
    numbers: tuple[Quantity, ...] = ()
    direction: int = 0

    def is_of(self, years: Collection[int]) -> bool:
        """Whether what is of these years is of one asked about; of any, where none is named."""
        return not self.years or not set(self.years).isdisjoint(years)


@dataclass(frozen=True, slots=True)
class Citation:
    """The place an answer rests on. ``text[start:end]`` of the stored document is ``quote``, exactly.

    ``marker`` is the n of ``[n]`` in the answer's text; ``section`` the heading path as printed; ``label`` its short
    form; ``document`` the source's file name.
    """

    marker: int
    document_id: str
    document: str
    passage_id: str
    section: tuple[str, ...]
    label: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Check:
    """One figure of an answer, held against the quote that it cites.

    ``figure`` is the figure as written in the answer, ``at`` its place in the answer's text, ``marker`` the citation
    that supports it (``None`` if none does). ``computed`` marks a value that code derived from cited ones.
    ``problem`` says what is wrong, in Chinese, and is empty when ``ok``.
    """

    figure: str
    at: Span
    marker: int | None
    ok: bool
    computed: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user gets.

    ``question`` is as typed, ``standalone`` as understood (the same unless a follow-up was rewritten).
    ``mode`` is ``extractive`` or the model's name. ``notice`` is one line about how the answer came about (the model
    server is down, say), empty as a rule. ``suggestions`` are next questions that the report can answer.
    ``seconds`` is the wall time. ``trace`` holds what evals and the curious need: the intent, the passages found.
    """

    question: str
    standalone: str
    text: str
    status: Status
    mode: str
    citations: tuple[Citation, ...] = ()
    checks: tuple[Check, ...] = ()
    notice: str = ""
    suggestions: tuple[str, ...] = ()
    seconds: float = 0.0
    trace: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The answer as the plain values that ``ask --json`` and ``batch`` print."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Step:
    """The assistant began a step of its work."""

    name: StepName


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of the answer's text, to be appended to what came before. Unverified until ``Answer`` follows."""

    text: str


Event = Step | Delta | Answer
"""What streaming an answer yields: steps and pieces of text, then the verified answer, once, last. The final
``Answer.text`` replaces whatever was streamed."""
