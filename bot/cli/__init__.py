"""The command line. Each command is a module of its own, imported only when it is asked for."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

from bot.failures import StartError

OK = 0
FAILED = 1
UNUSABLE = 2
"""A start-up problem, or a check that found one."""

COMMANDS = {
    "run": "answer on Telegram, until stopped",
    "demo": "a Telegram-like chat in the browser, with the bot behind it",
    "check": "check settings, city pack and database, and say what to do",
    "migrate": "bring the database to this version (`run` does it by itself)",
}


def run(arguments: Sequence[str]) -> int:
    """Run a command; the result is the exit code. A start-up problem is one sentence on standard error."""
    parser = argparse.ArgumentParser(prog="reti", description="The Telegram bot of the neighbourhood networks.")
    parser.add_argument("--version", action="version", version=f"reti {version('reti')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        commands.add_parser(name, help=purpose, description=purpose.capitalize() + ".")
    asked = arguments[0] if arguments else ""
    if asked in COMMANDS:
        module = import_module(f"bot.cli.{asked}")
        if hasattr(module, "add_arguments"):
            module.add_arguments(commands.choices[asked])
    options = parser.parse_args(arguments)
    try:
        code: int = import_module(f"bot.cli.{options.command}").main(options)
    except StartError as error:
        parser.exit(UNUSABLE, f"reti: {error}\n")
    return code
