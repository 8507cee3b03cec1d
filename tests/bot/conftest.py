"""Commands and settings look at the working folder."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to work in, with no `.env` and no database in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
