"""The time as the sandbox sees it: injected, so that limits and lifetimes can be tried without waiting."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the present instant, aware and in UTC."""


def utc_now() -> datetime:
    """Tell the machine's time in UTC."""
    return datetime.now(UTC)
