"""One page in each language, behind one address: every request is answered by the page in its browser's language."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from assistant.web.strings import EN, ZH, Strings

LANGUAGES: Mapping[str, Strings] = {"zh": ZH, "en": EN}
"""The languages that the page speaks, by their subtag; who asks for neither is given the first."""


def preferred(accepted: str) -> Strings:
    """The words for a browser that sends ``accepted`` as its ``Accept-Language``: of ours, what it likes best."""
    known = [(weight, LANGUAGES[tag]) for tag, weight in _weights(accepted.split(",")) if tag in LANGUAGES]
    return max(known, key=lambda one: one[0])[1] if known else ZH  # the first of several that it likes alike


def by_language(pages: Mapping[str, FastAPI]) -> FastAPI:
    """One application over ``pages``, which are named by the ``language`` of their words."""

    @asynccontextmanager
    async def living(_app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for page in pages.values():
                await stack.enter_async_context(page.router.lifespan_context(page))
            yield

    async def chosen(scope: Scope, receive: Receive, send: Send) -> None:
        words = preferred(Headers(scope=scope).get("accept-language", ""))
        await pages[words.language](scope, receive, send)

    app = FastAPI(openapi_url=None, lifespan=living)
    app.mount("/", chosen)
    return app


def _weights(ranges: Iterable[str]) -> list[tuple[str, float]]:
    """The subtag of each language with its weight, 0 where the weight is no number; one refused is left out."""
    found = []
    for one in ranges:
        tag, _, weight = one.partition(";")
        found.append((tag.strip().lower().split("-")[0], _number(weight.strip().removeprefix("q="))))
    return [(tag, weight) for tag, weight in found if weight > 0]


def _number(weight: str) -> float:
    try:
        return float(weight or 1)
    except ValueError:
        return 0
