"""A request, top to bottom: understand -> retrieve -> compose or generate -> verify -> cite."""

import re
import time
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import replace

from assistant.brief.make import make_brief
from assistant.brief.records import Brief
from assistant.brief.reword import worded_brief
from assistant.brief.topics import topics_in
from assistant.compose import compose
from assistant.compose.draft import Draft
from assistant.compound import GIVEN, after_refusal, in_time_of, parted, questions_in, together
from assistant.condense import bears
from assistant.corpus import Corpus
from assistant.examples import examples_of, newest
from assistant.find import evidence_for
from assistant.follow_up import stand_alone
from assistant.indicators.records import Indicator
from assistant.indicators.table import indicators_of
from assistant.lexicon import load_lexicon
from assistant.places import documents_named
from assistant.rank import Evidence
from assistant.reading import Reading, finished, said
from assistant.records import Answer, Delta, Event, Question, Step
from assistant.retrieve import Retrieved, retrieve
from assistant.settings import EXTRACTIVE, MODEL, Settings
from assistant.text import language_of, normalise
from assistant.understand import understand
from assistant.widen import wider
from assistant.write import NO_SERVER, Writer, Written, settled
from vectorstore.base import Index, Store
from vectorstore.errors import IndexMissing, StoreError
from vectorstore.records import Document, Passage

SPELT = 5
"""Up to so many reports in scope slips are put right; over many reports any sound means something."""


class Assistant:
    """Answers questions over the current generation of the index.

    Safe to share between threads and visitors: a conversation lives in the ``history`` that the caller passes.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._lexicon = load_lexicon()
        self._corpus: tuple[str, Corpus] | None = None
        self._tables: tuple[Corpus, dict[str, tuple[Indicator, ...]]] | None = None
        self._writer = Writer(settings) if settings.model_configured else None

    def answer(
        self, question: str, history: Sequence[Answer] = (), documents: Collection[str] = (), *, mode: str = ""
    ) -> Answer:
        """The whole answer at once. Raises ``StoreError``; ``documents`` are file names, all if empty."""
        last: Answer | None = None
        for event in self.stream(question, history, documents, mode=mode):
            if isinstance(event, Answer):
                last = event
        assert last is not None, "stream() ends with an Answer"
        return last

    def stream(
        self, question: str, history: Sequence[Answer] = (), documents: Collection[str] = (), *, mode: str = ""
    ) -> Iterator[Event]:
        """Steps and pieces of text as they come, the verified answer last. Raises ``StoreError``."""
        began = time.perf_counter()
        index, corpus = self._opened()

        allowed = self._scope(corpus, documents)
        whole = stand_alone(parted(question), history, allowed, self._lexicon)
        reading = yield from self._read(index, corpus, question, whole, allowed)
        asks_model = self._asks_model(mode)
        if asks_model and history and reading.unsure:
            reading = yield from self._read_again(index, corpus, reading, history, allowed)
        reading = yield from self._read_wider(index, corpus, reading, history, allowed)
        reading = yield from self._read_apart(index, corpus, reading, allowed)
        written = yield from self._written(reading, history, asks_model)

        yield Step("verify")
        yield finished(written, reading, corpus, began)

    def _read(
        self, index: Index, corpus: Corpus, typed: str, whole: str, allowed: Sequence[Document]
    ) -> Generator[Event, None, Reading]:
        """What a question means, what is found for it, and the code's own answer."""
        yield Step("understand")
        asked, standalone, scope = self._understood(corpus, typed, whole, allowed)
        yield Step("retrieve")
        found, evidence = evidence_for(asked, index, corpus, scope, self._lexicon)
        yield Step("compose")
        return Reading(standalone, found, evidence, compose(evidence))

    def _read_wider(
        self, index: Index, corpus: Corpus, first: Reading, history: Sequence[Answer], allowed: Sequence[Document]
    ) -> Generator[Event, None, Reading]:
        """A follow-up that ended in a refusal, as it reads after the last question that stood by itself.

        What is then given is not all that was asked: the refusal stays, and comes first.
        """
        typed = first.evidence.question.typed
        whole = wider(typed, first.standalone, history, allowed, self._lexicon) if first.unsure else ""
        if not whole:
            return first
        again = yield from self._read(index, corpus, typed, whole, allowed)
        if again.draft.status not in GIVEN:
            return first
        return replace(again, draft=after_refusal(first.draft, again.draft), trace=first.trace)

    def _read_again(
        self, index: Index, corpus: Corpus, first: Reading, history: Sequence[Answer], allowed: Sequence[Document]
    ) -> Generator[Event, None, Reading]:
        """A follow-up that ended in a refusal, as the model makes it stand alone; the refusal where that ends in one.

        Whether the report gives what is then asked for is decided by the same code as ever.
        """
        if self._writer is None:
            return first
        typed = first.evidence.question.typed
        whole, trace = self._writer.condense(typed, history)
        if not whole:
            return replace(first, trace=trace)
        again = yield from self._read(index, corpus, typed, whole, allowed)
        holds = again.draft.status != "not_found" and bears(again.draft, typed)
        return replace(again if holds else first, trace=trace)

    def _read_apart(
        self, index: Index, corpus: Corpus, whole: Reading, allowed: Sequence[Document]
    ) -> Generator[Event, None, Reading]:
        """Several questions in one, read one after another as in a conversation, where that says more.

        A summary answers several by itself: what was done, what is wrong and what comes next.
        """
        questions = questions_in(whole.standalone)
        summed_up = whole.evidence.question.intent == "summary" and whole.draft.status == "answered"
        if len(questions) < 2 or summed_up:
            return whole
        drafts: list[Draft] = []
        answers: list[Answer] = []
        leaning = False
        for question in questions:
            alone = stand_alone(question, answers, allowed, self._lexicon)
            leaning |= alone != question
            reading = yield from self._read(index, corpus, question, in_time_of(questions[0], alone), allowed)
            answers.append(said(reading.draft, reading))
            drafts.append(reading.draft)
        return replace(whole, draft=together(whole.draft, drafts, questions, leaning=leaning))

    def _asks_model(self, mode: str) -> bool:
        """Whether a model is to be asked, by this call or else by the settings."""
        return mode == MODEL or (self._settings.use_model and mode != EXTRACTIVE)

    def _written(
        self, reading: Reading, history: Sequence[Answer], asks_model: bool
    ) -> Generator[Event, None, Written]:
        """The draft in the model's words where a model is asked and there is anything to word, else the draft."""
        draft, evidence = reading.draft, reading.evidence
        if not asks_model or self._writer is None or settled(draft, evidence):
            yield Delta(draft.text)
            return Written(draft, notice=NO_SERVER if asks_model and self._writer is None else "")
        yield Step("generate")
        return (yield from self._writer.write(evidence, draft, history))

    def retrieve(self, question: str, k: int = 10, documents: Collection[str] = ()) -> list[Retrieved]:
        """The ranked passages alone, slips of the question put right. Raises ``StoreError``."""
        index, corpus = self._opened()
        scope = self._scope(corpus, documents)
        ids = {document.id for document in scope}
        return retrieve(index, self._spelt(corpus, question, scope), k=k, documents=ids, lexicon=self._lexicon)

    def evidence(self, question: str, documents: Collection[str] = ()) -> Evidence:
        """What an answer would be composed from: the ranked passages, sentences and figures. Raises ``StoreError``."""
        index, corpus = self._opened()
        asked, _, scope = self._understood(corpus, question, question, self._scope(corpus, documents))
        return evidence_for(asked, index, corpus, scope, self._lexicon)[1]

    @property
    def settings(self) -> Settings:
        """What it was opened with."""
        return self._settings

    def index(self) -> Index:
        """The current generation. Raises ``StoreError``."""
        return self._opened()[0]

    @property
    def store(self) -> Store:
        """Where its index is kept."""
        return self._store

    def document(self, document_id: str) -> Document:
        """A document of the current generation. Raises ``KeyError`` if it is gone, ``StoreError``."""
        return self.corpus().documents[document_id]

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order. Raises ``StoreError``."""
        return self.corpus().by_document.get(document_id, ())

    def documents(self) -> tuple[Document, ...]:
        """All documents of the current generation. Raises ``StoreError``."""
        return self.corpus().contents.documents

    def corpus(self) -> Corpus:
        """The current generation, arranged for reading. Raises ``StoreError``."""
        return self._opened()[1]

    def indicators(self, document_id: str) -> tuple[Indicator, ...]:
        """The table of a report's indicators, made once and kept. Raises ``KeyError`` if it is gone, ``StoreError``."""
        corpus, tables = self.corpus(), self._tables
        if tables is None or tables[0] is not corpus:
            tables = self._tables = corpus, {}
        if document_id not in tables[1]:
            tables[1][document_id] = indicators_of(corpus.documents[document_id], corpus)
        return tables[1][document_id]

    def examples(self) -> tuple[str, ...]:
        """Questions that the current reports can answer, made from their own figures. Raises ``StoreError``."""
        return examples_of(self.corpus())

    def topics(self, document: str) -> tuple[str, ...]:
        """What a brief of a document, by its file name, can be about. Raises ``StoreError``, ``LookupError``."""
        corpus = self.corpus()
        return topics_in(_by_name(corpus, document), corpus)

    def brief(self, topic: str, document: str = "", *, worded: bool = False) -> Brief:
        """The review brief on a topic from one report, by its file name, or the newest.

        With ``worded`` the model words its quotes, where one is configured and answers; else a notice says why not.
        Raises ``NothingFoundError`` where the report says nothing of the topic, ``StoreError``, ``LookupError``.
        """
        corpus = self.corpus()
        chosen = _by_name(corpus, document)
        if worded:
            writer = self._writer if self._settings.use_model else None
            return worded_brief(topic, chosen, corpus, self._lexicon, writer)
        return make_brief(topic, chosen, corpus, self._lexicon)

    def _opened(self) -> tuple[Index, Corpus]:
        index = self._store.current()
        if self._corpus is None or self._corpus[0] != index.generation:
            self._corpus = index.generation, Corpus(index.contents)
        return index, self._corpus[1]

    @staticmethod
    def _scope(corpus: Corpus, names: Collection[str]) -> tuple[Document, ...]:
        if not corpus.documents:
            raise IndexMissing("资料库里还没有报告。请在“资料库”中添加，或运行 plan-assistant ingest <文件或文件夹>。")
        chosen = corpus.named(names) if names else frozenset(corpus.documents)
        if not chosen:
            raise StoreError("所选的报告都已不在资料库中。请在“资料库”中重新选择，或改回全部报告。")
        return tuple(document for document in corpus.contents.documents if document.id in chosen)

    def _understood(
        self, corpus: Corpus, typed: str, whole: str, allowed: Sequence[Document]
    ) -> tuple[Question, str, tuple[Document, ...]]:
        """The question, as it stands alone with slips put right, and the reports that it is about."""
        scope = documents_named(whole, allowed)
        standalone = self._spelt(corpus, whole, scope)
        return understand(typed, standalone, scope, self._lexicon), standalone, scope

    @staticmethod
    def _spelt(corpus: Corpus, text: str, scope: Sequence[Document]) -> str:
        """The question with slips put right that sound like the words of the reports in scope.

        Latin letters that do not all turn out to be pinyin are English, and stay.
        """
        if not 0 < len(scope) <= SPELT:
            return text
        typed = normalise(text)
        corrected = corpus.speller({document.id for document in scope}).correct(typed)
        english = language_of(typed) == "en" and len(re.findall(r"[A-Za-z]{3,}", corrected)) > 1
        return text if english or corrected == typed or language_of(corrected) != "zh" else corrected


def _by_name(corpus: Corpus, name: str) -> Document:
    """The document of a file name, or the newest. Raises ``LookupError``."""
    if not name:
        return newest(corpus.contents.documents)
    for document in corpus.contents.documents:
        if document.name == name:
            return document
    raise LookupError(name)
