"""What a screen promises is sent, and nothing else is: for all leads, quiet hours, starts and moments of following."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.agenda.event import Timed, When, WholeDays
from domain.agenda.timing import local
from domain.outbox.delivery import Kind
from domain.reminders import Lead, Leads, Quiet, leads_of, remindings
from domain.subscriptions import Preferences
from storage import open_store
from tests.domain.some_events import ROME, at, day
from tests.ledger import Ledger, loreto, single

START_OF_ALL = at("2026-10-16 12:00")  # nine days before the clock changes
LEADS = st.frozensets(st.sampled_from(Lead))
QUIETS = st.sampled_from(Quiet)
DAYS = st.integers(8, 12).map(lambda days: day("2026-10-16") + timedelta(days=days))
STARTS = st.builds(
    lambda on, clock: Timed(local(on, clock, ROME)), DAYS, st.times().map(lambda t: t.replace(second=0, microsecond=0))
)
WHENS: st.SearchStrategy[When] = STARTS | DAYS.map(lambda on: WholeDays(on, on))


@asynccontextmanager
async def ledger_of(empty: Path) -> AsyncIterator[Ledger]:
    with TemporaryDirectory() as folder:
        copy = shutil.copy(empty, Path(folder) / "reti.db")
        async with open_store(f"sqlite:///{copy}") as store:
            yield Ledger(store, START_OF_ALL)


def promised(when: When, leads: Leads, quiet: Quiet, since: datetime) -> Sequence[datetime]:
    """What the screen names: what is still to come, of leads that mean something for it."""
    return [one.at for one in remindings(when, leads & leads_of(when), quiet, ROME) if one.at >= since]


async def sent(empty: Path, when: When, leads: Leads, quiet: Quiet, followed_at: datetime) -> Sequence[datetime]:
    """What the ledger sends, when nothing is late: the bot looks at each moment at which anything might be due."""
    async with ledger_of(empty) as ledger:
        await ledger.takes(loreto(when))
        chat = await ledger.chat(1)
        await ledger.store.prefer(chat, None, Preferences(leads, quiet), ledger.now)
        possible = {
            one.at for every in Quiet for lead in Lead for one in remindings(when, frozenset({lead}), every, ROME)
        }
        moments = sorted({*possible, *(one + timedelta(minutes=10) for one in possible), followed_at})
        await ledger.plan()
        for moment in moments:
            ledger.now = moment
            if moment == followed_at:
                await ledger.store.follow(chat, None, single(1), ledger.now)
            await ledger.tick()
        assert {one.kind for one in ledger.received} <= {Kind.REMINDER}
        assert all(one.at == one.due_at for one in ledger.received)
        return [one.at for one in ledger.received]


@settings(max_examples=25, deadline=None)
@given(when=WHENS, leads=LEADS, quiet=QUIETS, data=st.data())
def test_all_that_is_promised_is_sent_and_all_that_is_sent_was_promised(empty_database, when, leads, quiet, data):
    all_of_them = [one.at for one in remindings(when, frozenset(Lead), quiet, ROME)] or [START_OF_ALL]
    around = st.sampled_from(all_of_them).flatmap(
        lambda moment: st.sampled_from([-60, -1, 0, 1, 60]).map(lambda minutes: moment + timedelta(minutes=minutes))
    )
    followed_at = max(START_OF_ALL, data.draw(st.just(START_OF_ALL) | around))
    came = asyncio.run(sent(empty_database, when, leads, quiet, followed_at))
    assert came == promised(when, leads, quiet, followed_at)
