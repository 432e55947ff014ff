"""What the reports hold for a question: the passages found, and every sentence and figure that may answer it."""

from collections.abc import Collection, Sequence

from assistant.corpus import Corpus
from assistant.lexicon import Lexicon
from assistant.query_terms import gist, in_report_words
from assistant.rank import FIGURE_TOP, Evidence, standardised
from assistant.records import Question
from assistant.retrieve import Retrieved, retrieve
from vectorstore.base import Index
from vectorstore.records import Document, Passage

POOL = 40
"""Passages that retrieval contributes to the evidence."""

SCANNED = 300
"""Up to so many passages in scope all of them are looked at: it takes 20 ms and misses nothing."""


def evidence_for(
    question: Question, index: Index, corpus: Corpus, scope: Sequence[Document], lexicon: Lexicon
) -> tuple[list[Retrieved], Evidence]:
    """The passages found for a question in the reports in scope, and what an answer would be composed from."""
    documents = tuple(scope)
    ids = [document.id for document in documents]  # in the order of the reports: a set's changes from run to run
    found = retrieve(index, question.text, k=POOL, documents=ids, lexicon=lexicon)
    passages = _in_scope(corpus, ids, found)
    meant = in_report_words(gist(question.text, scope), question.terms, question.language, documents)
    evidence = Evidence(
        question=question,
        corpus=corpus,
        documents=documents,
        passages=tuple(passages),
        ranks={hit.passage.id: rank for rank, hit in enumerate(found, start=1)},
        similar_figures=standardised(
            index.figure_scores(meant, [f.id for p in passages for f in corpus.figures.get(p.id, ())]),
            FIGURE_TOP,
        ),
        similar=standardised(index.sentence_scores(meant, [p.id for p in passages])),
        lexicon=lexicon,
    )
    return found, evidence


def _in_scope(corpus: Corpus, ids: Collection[str], found: Sequence[Retrieved]) -> list[Passage]:
    whole = [passage for key in ids for passage in corpus.by_document.get(key, ())]
    return whole if len(whole) <= SCANNED else [hit.passage for hit in found]
