"""The page in the language of the visitor's browser."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import pytest
from playwright.sync_api import Page

from assistant.web.languages import preferred
from assistant.web.strings import EN, ZH
from tests.web.conftest import Visit
from tests.web.test_browser import GROWTH, PLACES, ask

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES = re.compile(r"\b(Enter|Shift|Word|Markdown|CSV|Excel|MB)\b|\.(txt|md|docx|pdf|html)\b")
"""What a Chinese sentence has in Latin letters."""


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"), ("en-US,en;q=0.9,zh-CN;q=0.8", "en"), ("zh-TW", "zh-CN"), ("EN", "en"),
        ("fr-FR,fr;q=0.9,en;q=0.5", "en"), ("en;q=0.5,zh;q=0.9", "zh-CN"), ("en;q=0,zh;q=0.1", "zh-CN"),
        ("en,zh", "en"), ("de", "zh-CN"), ("", "zh-CN"), ("*", "zh-CN"), ("en;q=x,,;", "zh-CN"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_that_the_browser_likes_best_of_ours(accepted: str, language: str) -> None:
    assert preferred(accepted).language == language


def sentences(words: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence of the interface under the path of its name."""
    if isinstance(words, Mapping):
        for name, inner in words.items():
            yield from sentences(inner, f"{at}.{name}")
    elif isinstance(words, tuple):
        for number, inner in enumerate(words):
            yield from sentences(inner, f"{at}.{number}")
    else:
        yield at, words


def test_both_languages_say_the_same_and_the_english_one_in_english() -> None:
    chinese, english = dict(sentences(asdict(ZH))), dict(sentences(asdict(EN)))
    only_in_one = chinese.keys() ^ english.keys()
    assert {at for at in only_in_one if not at.startswith(".about.scores.kind:")} == set()  # Chinese by themselves
    assert {at for at, words in english.items() if CHINESE.search(words)} == set()
    holes = re.compile(r"\{\w+")
    assert {
        at for at in chinese if at in english and set(holes.findall(chinese[at])) != set(holes.findall(english[at]))
    } == set()


def labels(page: Page) -> list[str]:
    """What the shell and the chat say themselves, apart from examples and answers, which are in the reports' words."""
    told: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("h1, #masthead p, [role=tab], .welcome h2, .promise, .welcome h4, " +
            "#composer button, #history .toggle, .badge summary, .copy, .foot .made, .rate button, .questions h4")]
            .map((one) => one.innerText).concat(document.title, document.querySelector("#box textarea").placeholder)"""
    )
    return [one for one in told if one.strip()]


@pytest.mark.browser
def test_each_visitor_reads_the_language_of_the_own_browser(server: str, visit: Visit) -> None:
    chinese, english = visit(server), visit(server, locale="en-US")
    for page in (chinese, english):
        ask(page, GROWTH)
    ask(english, PLACES)
    assert english.locator("html").get_attribute("lang") == "en"
    assert not [one for one in labels(english) if CHINESE.search(one)]
    assert not [one for one in labels(chinese) if re.search("[A-Za-z]{2}", NAMES.sub("", one))]
    assert "5.2%" in english.locator(".turn .text").first.inner_text()
    assert english.locator(".turn").count() == 2
    assert chinese.locator(".turn").count() == 1
    english.locator(".turn .text button.marker").first.click()
    english.locator("#source mark").first.wait_for()
    assert english.locator("#source .paragraphs").get_attribute("lang") == "zh-CN"
    assert english.locator("#source .extend").first.inner_text() == EN.before


@pytest.mark.browser
@pytest.mark.parametrize("tab", [EN.reader.tab, EN.figures.tab, EN.brief.tab, EN.library.tab, EN.about.tab])
def test_every_tab_opens_in_english_and_fits_a_phone(server: str, visit: Visit, tab: str) -> None:
    page = visit(server, width=390, height=844, locale="en-GB")
    turn_to(page, tab)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.browser
@pytest.mark.parametrize("locale", ["zh-CN", "en"])
@pytest.mark.parametrize("width", [900, 1050, 1250])
def test_the_line_under_the_title_leaves_the_tabs_alone(server: str, visit: Visit, locale: str, width: int) -> None:
    page = visit(server, locale=locale, width=width)
    line = page.locator("#masthead p").bounding_box() or {"x": 0, "width": 0}
    first = page.get_by_role("tab").first.bounding_box()
    assert first is not None
    assert line["x"] + line["width"] <= first["x"]


def turn_to(page: Page, tab: str) -> None:
    button = page.get_by_role("tab", name=tab, exact=True)
    if not button.is_visible():  # folded away where there is no room for all
        page.locator("#tabs .overflow-menu > button").click()
        button = page.locator("#tabs .overflow-dropdown button", has_text=tab)
    button.click()
    page.locator(".sheet:visible").wait_for()
