"""The chat as a visitor uses it: a question typed, its finished turn, a marker clicked."""

from playwright.sync_api import Locator, Page


def ask(page: Page, question: str) -> Locator:
    """Type a question, send it with Enter and wait for its finished turn."""
    turns = page.locator(".turn").count()
    page.locator("#box textarea").fill(question)
    page.locator("#box textarea").press("Enter")
    return finished(page, turns)


def finished(page: Page, number: int) -> Locator:
    turn = page.locator(".turn").nth(number)
    turn.and_(page.locator('[aria-busy="false"]')).wait_for()
    return turn


def open_source(page: Page, turn: Locator, number: int = 0) -> Locator:
    turn.locator(".text button.marker").nth(number).click()
    page.locator("#source mark").first.wait_for()
    return page.locator("#source")
