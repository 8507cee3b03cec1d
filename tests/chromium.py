"""The browser of the tests: the one that RETI_TEST_CHROMIUM names, or Debian's Chromium or Chrome on PATH."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

PHONE = {"width": 390, "height": 844}
WINDOW = {"width": 1280, "height": 800}

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-first-run",
)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Run the browser. Without one the test is skipped, or fails where RETI_TEST_CHROMIUM_REQUIRED is 1."""
    path = os.environ.get("RETI_TEST_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        give_up = pytest.fail if os.environ.get("RETI_TEST_CHROMIUM_REQUIRED") == "1" else pytest.skip
        give_up(f"no browser: none of {', '.join(_NAMES)} is on PATH, and RETI_TEST_CHROMIUM names none")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=[*_QUIET, *as_root])
        yield browser
        await browser.close()
