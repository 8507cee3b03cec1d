"""Runs: the command line, the wiring, and all that talks to the outside."""

import os

# python-telegram-bot reads this when it is imported: durations come as timedelta, as they will by default one day.
os.environ.setdefault("PTB_TIMEDELTA", "true")
