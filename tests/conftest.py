"""What all tests share: no network, no settings of the developer's own, and one real index of the shipped report."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

# Importing it forbids sockets beyond loopback for the whole run.
import tests.loopback.sitecustomize  # noqa: F401
from assistant.settings import Settings
from vectorstore.base import Index, Store

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session", autouse=True)
def _no_settings_of_our_own() -> Iterator[None]:
    """Hide the developer's model server and folders from the tests, and from the processes that they start."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("PLAN_", "OPENAI_"))]:
            if name != "PLAN_REQUIRE_BROWSER":
                patch.delenv(name)
        patch.setitem(Settings.model_config, "env_file", None)
        yield


@pytest.fixture(scope="session")
def report() -> Path:
    """The report that ships with the product."""
    return next((ROOT / "data" / "reports").glob("西城区*.txt"))


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Settings:
    """Settings whose ``var`` is a temporary folder, with real embeddings remembered between runs of pytest."""
    var = tmp_path_factory.mktemp("var")
    assert pytestconfig.cache is not None
    (var / "embeddings.sqlite3").symlink_to(pytestconfig.cache.mkdir("embeddings") / "embeddings.sqlite3")
    return Settings(var=var)


@pytest.fixture(scope="session")
def store(settings: Settings, report: Path) -> Store:
    """A store that holds the shipped report, built by the real pipeline. Do not write to it."""
    # Imported here so that tests of pure functions do not wait for Chroma.
    from assistant.opening import open_store
    from ingest.pipeline import ingest

    opened = open_store(settings)
    ingest([report], opened, passage_tokens=settings.passage_tokens)
    return opened


@pytest.fixture(scope="session")
def index(store: Store) -> Index:
    """The index of the shipped report."""
    return store.current()
