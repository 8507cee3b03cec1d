"""One kind, one definition: every kind has its rules, its rendering, and what is loaded for it."""

from pathlib import Path

import pytest

from domain.outbox.delivery import Kind
from domain.outbox.kinds import KINDS as RULES
from handlers.outbox.kinds import KINDS as RENDERINGS
from storage.outbox.kinds import KINDS as STORED

PLANNED = {Kind.REMINDER, Kind.CHANGE, Kind.AMENDMENT, Kind.NEWS, Kind.DIGEST}
"""What is looked for; the others come into the ledger by somebody's tap or step."""


@pytest.mark.parametrize("registry", [RULES, RENDERINGS, STORED], ids=["domain", "handlers", "storage"])
def test_every_kind_is_defined(registry):
    assert set(registry) == set(Kind)


def test_what_time_brings_is_planned():
    assert {kind for kind, stored in STORED.items() if stored.plan} == PLANNED


def test_the_worker_knows_no_kind_by_name():
    for file in Path("bot/outbox").glob("*.py"):
        assert "Kind." not in file.read_text(), file
