"""The processes of a bench, each on a core of its own where there are two, so that they disturb one another less."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent
MEASURED_CORE = 0
SERVER_CORE = 1
FAREWELL_SECONDS = 30


def start(
    module: str,
    *arguments: str,
    core: int,
    output: int | IO[str] = subprocess.PIPE,
    environment: Mapping[str, str] | None = None,
    folder: Path = ROOT,
) -> subprocess.Popen[str]:
    """Start `python -m module …` in a folder; all it prints goes to `output`. It inherits no RETI_… setting."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RETI_")}
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=None if output == subprocess.PIPE else subprocess.STDOUT,
        text=True,
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), **(environment or {})},
    )
    if hasattr(os, "sched_setaffinity"):  # not on macOS
        allowed = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(process.pid, {allowed[core % len(allowed)]})
    return process


@contextmanager
def ended_after(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """Ask the process to end, as a supervisor would, when the block ends."""
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=FAREWELL_SECONDS)


def next_line(process: subprocess.Popen[str]) -> str:
    """Wait for the next line that a process prints.

    Raises:
        RuntimeError: it ended instead.

    """
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise RuntimeError(f"{process.args!r} ended with {process.wait()} before it said anything")
    return line.strip()
