"""The library as a visitor uses it: the tab opened, files sent, reports looked for."""

from pathlib import Path

from playwright.sync_api import Locator, Page

TABS = "#tabs button[role=tab]"


def opened(page: Page) -> Page:
    """The page with the library open and ready for files."""
    page.locator(TABS, has_text="资料库").last.click()
    page.locator("#shelf table").wait_for()
    page.locator("#uploads[data-ready], #uploads [data-ready]").first.wait_for(state="attached")
    return page


def talking(page: Page) -> Page:
    """The page with the chat open again."""
    page.locator(TABS, has_text="问答").last.click()
    return page


def send(page: Page, *files: tuple[str, bytes]) -> str:
    """Send files and wait until none of them is on its way; what is told of them."""
    if page.locator("#uploads [data-hide]").count():
        page.locator("#uploads [data-hide]").click()
    page.locator("#uploads input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    )
    # With a cold cache the shipped report is embedded again: a minute on two busy cores.
    page.locator("#uploads .progress:not([data-busy])").wait_for(timeout=180_000)
    return page.locator("#uploads .progress").inner_text()


def row(page: Page, name: str) -> Locator:
    """The row of the report with that file name, once it is there."""
    found = page.locator("#shelf tr[data-id]", has_text=name)
    found.wait_for()
    return found


def tick(page: Page, name: str) -> Locator:
    """Tick a report and wait until the chat knows of it; its checkbox."""
    box = row(page, name).locator("input[type=checkbox]")
    box.click()
    page.locator("#scope b").wait_for(state="attached")
    return box


def names(page: Page) -> list[str]:
    """The file names of the reports in the table."""
    return page.locator("#shelf p.file").all_inner_texts()


def current(var: Path) -> str:
    """The name of the generation that an index answers from."""
    return (var / "index" / "CURRENT").read_text(encoding="utf-8")
