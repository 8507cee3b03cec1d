"""The command line's front door: `reti`, or `python -m bot`. Each command is a module in `bot.cli`."""

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

from bot.cli import COMMANDS, UNUSABLE, module_of
from bot.failures import StartError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code. A start-up problem is one sentence on standard error.

    Only the command that is asked for is imported.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="reti", description="The Telegram bot of the neighbourhood networks.")
    parser.add_argument("--version", action="version", version=f"reti {version('reti')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        commands.add_parser(name, help=purpose, description=purpose[:1].upper() + purpose[1:] + ".")
    try:
        if arguments and arguments[0] in COMMANDS:
            gc.disable()  # modules stay: to look for garbage among them while they load costs a tenth of the start
            module = import_module(module_of(arguments[0]))
            gc.enable()
            if hasattr(module, "add_arguments"):
                module.add_arguments(commands.choices[arguments[0]])
        options = parser.parse_args(arguments)
        code: int = import_module(module_of(options.command)).main(options)
    except StartError as error:
        print(f"reti: {error}", file=sys.stderr)  # noqa: T201 - the command line prints
        return UNUSABLE
    return code


if __name__ == "__main__":
    sys.exit(main())
