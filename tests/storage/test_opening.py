"""Opening the store, and what can stand in the way: one sentence, and nothing changed."""

import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage import StoreError, open_as_it_is, open_store
from storage.errors import BadAddressError, UnreachableError


async def open_and_close(url: str) -> None:
    async with open_store(url):
        pass


async def look(url: str) -> bool:
    """Open it as it is; say whether there was a store of the present version."""
    async with open_as_it_is(url) as store:
        return store is not None


@pytest.fixture(params=[open_and_close, look], ids=["open", "look"])
def attempt(request: pytest.FixtureRequest):
    return request.param


async def test_a_missing_folder_is_named(attempt, tmp_path):
    with pytest.raises(UnreachableError, match="nowhere"):
        await attempt(f"sqlite:///{tmp_path}/nowhere/reti.db")


async def test_a_folder_is_no_database(attempt, tmp_path):
    with pytest.raises(UnreachableError, match="unable to open database file"):
        await attempt(f"sqlite:///{tmp_path}")


async def test_another_kind_of_file_is_left_as_it_was(attempt, tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear resident, " * 100)
    with pytest.raises(UnreachableError, match="file is not a database"):
        await attempt(f"sqlite:///{path}")
    assert path.read_text() == "Dear resident, " * 100
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


async def test_a_server_that_is_not_there_is_named_without_its_password(attempt):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers there
        port = taken.getsockname()[1]
        with pytest.raises(UnreachableError, match=rf"postgresql://reti:\*\*\*@127\.0\.0\.1:{port}/reti") as caught:
            await attempt(f"postgresql://reti:hush@127.0.0.1:{port}/reti")
    assert "hush" not in str(caught.value)


async def test_a_wrong_password_is_said(attempt, postgres_url):
    with pytest.raises(UnreachableError, match="password authentication failed") as caught:
        await attempt(make_url(postgres_url).set(password="hush").render_as_string(hide_password=False))
    assert "hush" not in str(caught.value)


async def test_a_missing_driver_is_said(attempt, monkeypatch):
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(BadAddressError, match=r"install reti\[postgres\]"):
        await attempt("postgresql://reti@127.0.0.1/reti")


async def test_looking_makes_no_file(tmp_path):
    assert not await look(f"sqlite:///{tmp_path}/reti.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_may_not_be_written_is_named(attempt, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(UnreachableError, match=r"reti\.db"):
        await attempt(f"sqlite:///{tmp_path}/reti.db")


async def test_a_store_in_use_can_be_looked_at(database_url):
    async with open_store(database_url):
        assert await look(database_url)


def test_every_error_is_one_sort():
    """So that the command line can catch it, print the sentence and stop."""
    assert issubclass(BadAddressError, StoreError)
    assert issubclass(UnreachableError, StoreError)


def test_what_is_not_needed_is_not_loaded(tmp_path):
    """The bot runs in little memory: Alembic only where there is a step to take, PostgreSQL's side only where used."""
    program = (
        "import asyncio, sys\n"
        "from storage import open_store\n"
        "async def main():\n"
        "    async with open_store(sys.argv[1]): pass\n"
        "asyncio.run(main())\n"
        "print(*sys.modules)\n"
    )

    command = [sys.executable, "-c", program, f"sqlite:///{tmp_path}/reti.db"]
    top = Path(__file__).parents[2]
    loaded = set(subprocess.run(command, check=True, capture_output=True, text=True, cwd=top).stdout.split())
    assert loaded.isdisjoint(
        {"alembic", "asyncpg", "greenlet", "sqlalchemy.orm", "sqlalchemy.ext.asyncio", "sqlalchemy.dialects.postgresql"}
    )


async def test_a_file_of_another_program_keeps_its_settings(attempt, tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY)")
        before = path.read_bytes()
        with pytest.raises(StoreError, match="belongs to another program"):
            await attempt(f"sqlite:///{path}")
    assert path.read_bytes() == before
