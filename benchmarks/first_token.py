"""How long a visitor waits for the first words of an answer, in a real browser.

    python -m benchmarks.first_token http://127.0.0.1:7860

Against a page that is being served. From the press of Enter to the frame in which the first text of the answer itself
(not the line of steps) is painted, over 20 development questions after 3 that are not counted. Reports figures and
judges nothing.
"""

import argparse
import os
import shutil
from itertools import islice

from playwright.sync_api import Page, sync_playwright

from benchmarks.visitors import questions, summary

UNCOUNTED, COUNTED = 3, 20

# The time is taken in the page: at Enter, and in the frame after the text came.
_WATCH = """() => {
  const box = document.querySelector("#box textarea");
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const begun = performance.now(), before = document.querySelectorAll(".turn").length;
    window.waited = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        const text = document.querySelectorAll(".turn")[before]?.querySelector(".text");
        if (!text?.textContent.trim()) return;
        observer.disconnect();
        requestAnimationFrame(() => resolve(performance.now() - begun));
      });
      observer.observe(document.querySelector(".turns"), { childList: true, subtree: true });
    });
  }, true);
}"""


def waited(page: Page, question: str) -> float:
    """Ask, wait for the end of the answer, and give the seconds to its first text."""
    turns = page.locator(".turn").count()
    page.locator("#box textarea").fill(question)
    page.locator("#box textarea").press("Enter")
    page.locator(".turn").nth(turns).and_(page.locator('[aria-busy="false"]')).wait_for()
    return float(page.evaluate("window.waited")) / 1000


def main() -> None:
    """Ask in Debian's Chromium and print the waits."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("address")
    address = parser.parse_args().address
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = chromium.new_context(locale="zh-CN").new_page()
        page.goto(address)
        page.locator(".welcome").wait_for()
        page.evaluate(_WATCH)
        before = os.getloadavg()[0]
        seconds = [waited(page, question) for question in islice(questions(), UNCOUNTED + COUNTED)][UNCOUNTED:]
        chromium.close()
    print(f"{os.cpu_count()} cores, load {before:.1f} before and {os.getloadavg()[0]:.1f} after")
    print(summary("first text", seconds))


if __name__ == "__main__":
    main()
