"""The commands of the command line, a module each: `main(options)` gives the exit code."""

OK = 0
FAILED = 1
UNUSABLE = 2
"""A start-up problem, or a check that found one."""

COMMANDS = {
    "run": "answer on Telegram, until stopped",
    "demo": "a Telegram-like chat in the browser, with the bot behind it",
    "check": "check settings, city pack and database, and say what to do",
    "lookup": "say which network serves a place, or each place of a table",
    "import": "bring events in from a calendar file or a table",
    "export": "write the events of each network as calendar files",
    "feeds": "show the calendar feeds, and answer for events that vanished from them",
    "deliveries": "show what waits to be sent, what was sent, and what was not and why",
    "ask": "understand a free question, or each question of a table",
    "feedback": "list the wrong answers that residents reported, or export them",
    "sweep": "delete what was kept long enough, or say what would go",
    "qr": "draw the QR code for a network's poster",
    "city": "build the street table of a city pack from polygons and house numbers",
    "migrate": "bring the database to this version (`run` does it by itself)",
}

_MODULES = {"import": "import_events", "export": "export_events"}
"""Where a module cannot have the name of its command, and its counterpart."""


def module_of(command: str) -> str:
    """Name the module of a command."""
    return f"{__name__}.{_MODULES.get(command, command)}"
