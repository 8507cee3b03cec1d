"""How the bot times itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """How long the bot waits, and how much it takes on.

    - `poll`: seconds that Telegram may hold a poll open. It holds none for longer than 50.
    - `grace`: seconds that the next poll, which confirms what came, waits for it to be handled.
    - `first_pause`, `longest_pause`: seconds between two attempts, after the first failure in a row and at most.
    - `patience`: seconds that are borne without a good answer of Telegram.
    - `farewell`: seconds that are left, at the stop, to what is at work.
    - `sweep_every`: seconds between two sweeps of what is kept for a time.
    - `extend_every`: seconds between two looks whether recurring events are worked out far enough.
    - `feeds_every`: seconds between two looks whether a calendar feed is to be asked.
    - `plan_every`: seconds between two looks for what has become due.
    - `announce_every`: seconds between two looks at the announcements that are due or under way.
    - `panel_every`: seconds that what an operator sees of one stays as it is, at least.
    - `deliver_every`: seconds between two looks for deliveries to make, while there are none.
    - `deliveries_at_once`, `claim_at_once`: deliveries under way at the same time, and claimed together.
    - `claim_lasts`: seconds for which a claimed delivery is ours; renewed for as long as it waits.
    - `lead_lasts`: seconds after which another process delivers, where this one has ended without a word.
    - `probe_every`: seconds between two probes, while the way to Telegram fails.
    - `at_once`: updates at work at the same time.
    - `most_unfinished`: updates, at work or waiting, at which no more are fetched.
    """

    poll: float = 50
    grace: float = 2
    first_pause: float = 0.5
    longest_pause: float = 30
    patience: float = 300
    farewell: float = 10
    sweep_every: float = 3600
    extend_every: float = 6 * 3600
    feeds_every: float = 60
    plan_every: float = 20
    announce_every: float = 1
    panel_every: float = 2
    deliver_every: float = 1
    deliveries_at_once: int = 64
    claim_at_once: int = 128
    claim_lasts: float = 300
    lead_lasts: float = 15
    probe_every: float = 3
    at_once: int = 16
    most_unfinished: int = 1000

    def pause(self, failures: int) -> float:
        """How many seconds to wait after so many failures in a row: twice as long each time."""
        return min(self.longest_pause, self.first_pause * 2.0 ** min(failures - 1, 16))
