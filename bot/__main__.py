"""The command line's front door."""


def main() -> None:
    """Run `reti`."""
