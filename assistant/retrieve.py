"""A question -> ranked passages: a dense and a lexical leg, fused by reciprocal rank."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SkipValidation

from assistant.lexicon import Lexicon, load_lexicon
from assistant.query_terms import gist
from assistant.records import Question
from assistant.text import language_of, normalise
from vectorstore.base import Index
from vectorstore.records import Hit, Passage

RRF_K = 60
"""The constant of reciprocal rank fusion, as in Cormack, Clarke and Büttcher (SIGIR 2009)."""

POOL = 40
"""Passages taken from each leg before fusion; beyond that neither leg changes the first ten."""

SURE, FIRST = 3, 8
"""The first three passages of the lexical leg are among the first eight: by rank alone, one that the dense leg does not
find comes behind forty that both find late (development cases: hit@8 .992 against .986)."""

ENGLISH_LEXICAL_WEIGHT = 0.35
"""An English question shares only numbers and glossary terms with a Chinese report, so the dense leg leads."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A passage with its fused score (higher is better) and its rank in each leg (from 1; 0: not found)."""

    passage: Passage
    score: float
    dense_rank: int
    lexical_rank: int


def expanded(text: str, lexicon: Lexicon) -> str:
    """The question with the official wordings of its everyday words appended, for the lexical leg."""
    known = lexicon.expand(text)
    if language_of(text) == "en":
        lowered = text.lower()
        known = [(term, forms) for term, forms in lexicon.english.items() if term in lowered]
    return " ".join([text, *(form for _, forms in known for form in forms)])


def fuse(legs: Sequence[tuple[float, Sequence[Hit]]]) -> dict[str, float]:
    """Reciprocal rank fusion of weighted legs: the sum of ``weight / (RRF_K + rank)``, by passage id."""
    scores: dict[str, float] = defaultdict(float)
    for weight, hits in legs:
        for rank, hit in enumerate(hits, start=1):
            scores[hit.passage_id] += weight / (RRF_K + rank)
    return scores


def retrieve(
    index: Index, text: str, *, k: int = 10, documents: Collection[str] = (), lexicon: Lexicon | None = None
) -> list[Retrieved]:
    """The ``k`` best passages for a question, best first. ``documents`` restricts the search to those ids.

    The dense leg is asked with the question's gist, because a year or the report's own place in it is drawn to every
    heading that names them; the lexical leg with both, because they tell the parts of a report apart (development
    cases: recall@5 .985 against .960 with the question as typed).
    """
    question = normalise(text)
    bare = gist(question, [d for d in index.contents.documents if not documents or d.id in documents])
    lexicon = lexicon or load_lexicon()
    weight = ENGLISH_LEXICAL_WEIGHT if language_of(question) == "en" else 1.0
    dense = index.dense(bare, POOL, documents)
    lexical = [index.lexical(expanded(query, lexicon), POOL, documents) for query in (question, bare)]
    scores = fuse([(1.0, dense), *((weight / 2, hits) for hits in lexical)])
    passages = {hit.passage_id: index.passage(hit.passage_id) for leg in (dense, *lexical) for hit in leg}
    dense_ranks = {hit.passage_id: rank for rank, hit in enumerate(dense, start=1)}
    lexical_ranks = {hit.passage_id: rank for rank, hit in enumerate(lexical[0], start=1)}
    ranked = sorted(scores, key=lambda key: (-scores[key], passages[key].start))
    best = _with_the_surest(ranked, [hit.passage_id for hit in lexical[0][:SURE]])[:k]
    return [Retrieved(passages[key], scores[key], dense_ranks.get(key, 0), lexical_ranks.get(key, 0)) for key in best]


def _with_the_surest(ranked: Sequence[str], sure: Sequence[str]) -> list[str]:
    """The ranking with those that are missing among its ``FIRST`` put there last."""
    missing = [key for key in sure if key not in ranked[:FIRST]]
    kept = [key for key in ranked if key not in missing]
    cut = FIRST - len(missing)
    return [*kept[:cut], *missing, *kept[cut:]]


def widen(found: Sequence[Retrieved], index: Index, *, limit: int = 40) -> list[Passage]:
    """For a broad question: the whole sections (without their topic sentence's own level) of the best passages."""
    sections: list[tuple[str, tuple[str, ...]]] = []
    for hit in found[:5]:
        section = (hit.passage.document_id, hit.passage.section)
        if section not in sections:
            sections.append(section)
    passages = [p for p in index.contents.passages if (p.document_id, p.section) in sections]
    order = {section: rank for rank, section in enumerate(sections)}
    return sorted(passages, key=lambda p: (order[p.document_id, p.section], p.start))[:limit]


class HybridRetriever(BaseRetriever):
    """The same retrieval as a LangChain retriever, for chains. Metadata carry the place of each passage."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: SkipValidation[Index]
    k: int = 8
    documents: tuple[str, ...] = ()
    broad: bool = False

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain's signature
    ) -> list[LangChainDocument]:
        found = retrieve(self.index, query, k=self.k, documents=self.documents)
        passages = widen(found, self.index) if self.broad else [hit.passage for hit in found]
        return [as_langchain(passage) for passage in passages]


def as_langchain(passage: Passage) -> LangChainDocument:
    """A passage in LangChain's form."""
    return LangChainDocument(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document_id": passage.document_id,
            "section": list(passage.section),
            "start": passage.start,
            "end": passage.end,
        },
    )


def needs_whole_sections(question: Question) -> bool:
    """Whether the best passages alone would cut a broad question's answer short."""
    return question.intent in {"summary", "list", "count"}
