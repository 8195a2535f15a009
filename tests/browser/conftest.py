"""A headless Chromium from the system's packages, and reports written to a folder for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from skrot.report import report
from tests.report.sample import empty_run, hostile_run, large_run, seeds_run, told_run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
RUNS = {
    "seeds": seeds_run,
    "hostile": hostile_run,
    "empty": empty_run,
    "large": large_run,
    "told": told_run,
}


@dataclass
class Opened:
    """A page in the browser and everything it asked for or complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that writes the report of a named run once and gives its folder."""
    written: dict[str, Path] = {}

    def write(name: str) -> Path:
        if name not in written:
            written[name] = tmp_path_factory.mktemp(name)
            for path, data in report(RUNS[name]()).items():
                target = written[name] / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
        return written[name]

    return write


@pytest.fixture
def visit(browser: Browser, folder: Callable[[str], Path]) -> Iterator[Callable[..., Opened]]:
    """Return a function that opens the report of a named run from disk."""
    pages: list[Page] = []

    def open_report(
        name: str = "seeds",
        *,
        path: str = "digest.html",
        width: int = 1280,
        scheme: str = "light",
        script: bool = True,
    ) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        opened = Opened(context.new_page())
        pages.append(opened.page)

        def asked(request: Request) -> None:
            opened.requests.append(request.url)

        def said(message: ConsoleMessage) -> None:
            opened.complaints.append(message.text)

        opened.page.on("request", asked)
        opened.page.on("console", said)
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.goto((folder(name) / path).as_uri())
        return opened

    yield open_report
    for page in pages:
        page.context.close()
