"""One assistant over the shipped report, one over the three reports of the evals, and a way to ask them.

An answer is remembered for the run: it depends on nothing but the question, the conversation and the reports.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.lexicon import Lexicon, load_lexicon
from assistant.records import Answer
from assistant.settings import Settings
from vectorstore.base import Store

ROOT = Path(__file__).parents[2]

Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def assistant(store: Store, settings: Settings) -> Assistant:
    """Knows the shipped report alone."""
    return Assistant(store, settings)


@pytest.fixture(scope="session")
def three_reports(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that holds the reports of the evals: a district's, a county's and a city's. Do not write to it."""
    from assistant.opening import open_store
    from ingest.pipeline import ingest

    var = tmp_path_factory.mktemp("three")
    (var / "embeddings.sqlite3").symlink_to(settings.var / "embeddings.sqlite3")
    opened = open_store(settings.model_copy(update={"var": var}))
    ingest([ROOT / "evals" / "reports"], opened, passage_tokens=settings.passage_tokens)
    return opened


@pytest.fixture(scope="session")
def elsewhere(three_reports: Store, settings: Settings) -> Assistant:
    """Knows the three reports of the evals."""
    return Assistant(three_reports, settings)


@pytest.fixture(scope="session")
def ask(request: pytest.FixtureRequest) -> Ask:
    """Asks one question after another and gives the last answer.

    ``of`` is the beginning of a report's file name; without it the shipped report is asked.
    """
    answers: dict[tuple[str, ...], Answer] = {}

    def answer(*turns: str, of: str = "") -> Answer:
        if (of, *turns) not in answers:
            asked: Assistant = request.getfixturevalue("elsewhere" if of else "assistant")
            history = [answer(*turns[:count], of=of) for count in range(1, len(turns))]
            names = tuple(d.name for d in asked.documents() if of and d.name.startswith(of))
            assert bool(names) == bool(of), f"no report of {of}"
            answers[(of, *turns)] = asked.answer(turns[-1], history, names)
        return answers[(of, *turns)]

    return answer
