"""Database URLs, understood or refused in one sentence."""

from pathlib import Path

import pytest

from storage.address import parse_address
from storage.errors import BadAddressError


def test_a_path_of_sqlite_is_relative_or_absolute():
    assert parse_address("sqlite:///reti.db") == Path("reti.db")
    assert parse_address("sqlite:////var/lib/reti/reti.db") == Path("/var/lib/reti/reti.db")


def test_a_server_is_reached_through_asyncpg():
    url = parse_address("postgresql://reti:s%40fe@db.example:5433/reti?sslmode=verify-full")
    assert (url.drivername, url.username, url.password) == ("postgresql+asyncpg", "reti", "s@fe")
    assert (url.host, url.port, url.database) == ("db.example", 5433, "reti")
    assert dict(url.query) == {"ssl": "verify-full"}


def test_a_socket_folder_is_understood():
    assert parse_address("postgresql:///reti?host=/run/postgresql").query["host"] == "/run/postgresql"


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("", "cannot be read"),
        ("reti.db", "cannot be read"),
        ("mysql://u:hush@host/reti", "begins with mysql://"),
        ("postgres://u:hush@host/reti", "begins with postgres://"),
        ("sqlite+aiosqlite:///reti.db", r"begins with sqlite\+aiosqlite://"),
        ("sqlite://", "needs a path"),
        ("sqlite:///:memory:", "forget everybody"),
        ("sqlite:///reti.db?mode=ro", "and nothing else"),
        ("sqlite://host/reti.db", "and nothing else"),
        ("postgresql://u:hush@host", "names no database"),
        ("postgresql://u:hush@host/reti?b=1&a=2", r"\(a, b\)"),
        ("postgresql://u:hush@host:port/reti", "cannot be read"),
    ],
)
def test_what_is_not_understood_is_said_without_the_password(url, complaint):
    with pytest.raises(BadAddressError, match=complaint) as caught:
        parse_address(url)
    assert "hush" not in str(caught.value)
    assert str(caught.value).endswith(".")
