"""Thumbs at the foot of an answer, as visitors and administrators see them."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from assistant.feedback import FILE_NAME
from assistant.settings import Settings
from tests.web.conftest import Visit, copied, serving
from tests.web.test_browser import GROWTH, PLACES, ask
from vectorstore.base import Store

pytestmark = pytest.mark.browser


def verdicts(var: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (var / FILE_NAME).read_text(encoding="utf-8").splitlines()]


def told(page: Page, text: str) -> None:
    page.locator(".rated", has_text=text).wait_for()


def test_a_vote_and_its_reason_are_written_and_a_failure_loses_nothing(
    chromium: Browser, store: Store, settings: Settings, tmp_path: Path, visit: Visit
) -> None:
    var = copied(settings, tmp_path)
    with serving(var) as address:
        page = visit(address)
        ask(page, PLACES)
        turn = ask(page, GROWTH)
        assert turn.locator(".reason").is_hidden()
        turn.locator('[data-vote="up"]').click()
        told(page, "已记下评价，")
        turn.locator('[data-vote="down"]').press("Enter")  # changed, by keyboard
        assert turn.locator('[aria-pressed="true"]').get_attribute("data-vote") == "down"
        turn.locator(".reason input").fill("单位不对")
        turn.locator(".reason input").press("Enter")
        told(page, "已记下评价和原因")
        assert turn.locator(".reason").is_hidden()

        (var / FILE_NAME).rename(var / "kept")
        (var / FILE_NAME).mkdir()
        turn.locator('[data-vote="up"]').click()
        turn.locator(".reason input").fill("其实对")
        turn.locator(".reason input").press("Enter")
        told(page, "评价没有记下")
        assert turn.locator(".reason input").input_value() == "其实对"
        (var / FILE_NAME).rmdir()
        (var / "kept").rename(var / FILE_NAME)
        turn.locator(".reason button").click()
        told(page, "已记下评价和原因")
        page.close()  # before its server goes

    written = verdicts(var)
    assert [(one["vote"], one["reason"]) for one in written[:3]] == [("up", ""), ("down", ""), ("down", "单位不对")]
    assert (written[-1]["vote"], written[-1]["reason"]) == ("up", "其实对")
    assert {one["question"] for one in written} == {GROWTH}
    assert len({one["key"] for one in written}) == 1
    assert "127.0.0.1" not in (var / FILE_NAME).read_text(encoding="utf-8")
