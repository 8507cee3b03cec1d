"""`reti demo` where it cannot start: one sentence, and what to do about it."""

import builtins
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main


@pytest.fixture
def used_port() -> Iterator[int]:
    """A port that somebody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["demo", "--no-browser", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def missing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a package be one that is not installed, for whoever imports the demo from now on."""
    there = builtins.__import__

    def here(wanted: str, *given: object) -> object:
        if wanted.partition(".")[0] == name:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return there(wanted, *given)

    monkeypatch.delitem(sys.modules, "bot.cli.demo", raising=False)
    for module in [module for module in sys.modules if module.startswith("sandbox")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(builtins, "__import__", here)


def test_a_port_that_is_used_is_one_sentence(used_port: int, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, "--port", str(used_port))

    assert f"Port {used_port} cannot be used (Address already in use): choose another with --port." in said


@pytest.mark.parametrize("port", ["70000", "-1", "http", "²"])
def test_a_port_that_there_is_not_is_one_sentence(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"--port: {port} is no port" in refused(capsys, f"--port={port}")


def test_a_pack_with_problems_is_one_sentence(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.cli.demo.default_city", lambda: elsewhere)

    assert "has problems: see `reti check`" in refused(capsys)


@pytest.mark.parametrize("name", ["starlette", "uvicorn"])
def test_a_demo_that_is_not_installed_says_what_to_install(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing(name, monkeypatch)

    assert f"needs the package {name}: install `reti[demo]`" in refused(capsys)


def test_another_module_that_is_missing_is_not_laid_to_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    missing("sandbox", monkeypatch)

    with pytest.raises(ModuleNotFoundError, match="sandbox"):
        main(["demo", "--no-browser"])
