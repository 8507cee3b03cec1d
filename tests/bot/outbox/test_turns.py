"""Who goes next, on a clock that stands until it is turned."""

from collections import defaultdict
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from bot.outbox.throttle.rates import Rates
from bot.outbox.throttle.turns import Lane, Ticket, Turns

ADA, BOB, GROUP = 1, 2, -3
EXACT = Rates(margin=0, chat_margin=0)


@dataclass
class Simulation:
    """Turns on a clock of their own; `went` is who went, and when."""

    rates: Rates = EXACT
    now: float = 0.0
    waiting: list[Ticket] = field(default_factory=list)
    went: list[tuple[float, Ticket]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.turns = Turns(self.rates, lambda: self.now)

    def asks(self, chat: int | None, lane: Lane, messages: int = 1) -> Ticket:
        ticket = self.turns.enter(chat, lane, messages)
        self.waiting.append(ticket)
        self.look()
        return ticket

    def leaves(self, ticket: Ticket) -> None:
        self.waiting.remove(ticket)
        self.turns.leave(ticket)
        self.look()

    def look(self) -> None:
        going = self.turns.go()
        for ticket in going:
            assert ticket.may_go
            self.waiting.remove(ticket)
            self.went.append((self.now, ticket))
        if any(ticket.lane is Lane.BULK for ticket in going):
            replies = [ticket for ticket in self.waiting if ticket.lane is Lane.REPLY]
            first = {reply.chat_id: reply for reply in reversed(replies)}.values()
            assert all(self.turns.chat_wait(reply.chat_id, reply.messages) > 0 for reply in first)

    def passes(self, seconds: float) -> None:
        until = self.now + seconds
        while self.waiting and self.turns.next_at <= until:
            self.now = max(self.now, self.turns.next_at)
            self.look()
        self.now = until if until < inf else self.now

    def order(self) -> list[Ticket]:
        return [ticket for _, ticket in self.went]

    def stamps(self, chat: int | None = None) -> list[float]:
        return [at for at, ticket in self.went if chat in {None, ticket.chat_id} for _ in range(ticket.messages)]


def keeps(most: int, span: float, stamps: list[float]) -> bool:
    """Whether no half-open span holds more than so many."""
    return all(later - earlier >= span - 1e-9 for earlier, later in zip(stamps, stamps[most:], strict=False))


asking = st.tuples(
    st.sampled_from([0.0, 0.0, 0.0, 0.01, 0.5, 2.0]),
    st.sampled_from([ADA, BOB, GROUP, None, *range(10, 50)]),
    st.sampled_from(Lane),
)


@given(st.lists(asking, max_size=120), st.sets(st.integers(0, 119)))
def test_whatever_is_asked_the_limits_are_kept_the_order_is_kept_and_all_go(
    asked: list[tuple[float, int | None, Lane]], who_leave: set[int]
) -> None:
    simulation = Simulation()
    leaving = []
    for number, (gap, chat, lane) in enumerate(asked):
        simulation.passes(gap)
        ticket = simulation.asks(chat, lane)
        if number in who_leave:
            leaving.append(ticket)
        elif leaving and leaving[0] in simulation.waiting:
            simulation.leaves(leaving.pop(0))
    simulation.passes(10 * 60)

    assert not simulation.waiting
    assert keeps(30, 1, simulation.stamps())
    assert keeps(20, 60, simulation.stamps(GROUP))
    lines = defaultdict(list)
    for ticket in simulation.order():
        lines[ticket.chat_id, ticket.lane].append(ticket.number)
    assert all(numbers == sorted(numbers) for numbers in lines.values())
    assert all(keeps(3, 1, simulation.stamps(chat)) for chat, _ in lines if chat is not None)


@given(st.lists(st.tuples(asking, st.integers(1, 10)), max_size=60))
def test_albums_keep_the_limits_and_starve_nobody(asked: list[tuple[tuple[float, int | None, Lane], int]]) -> None:
    simulation = Simulation()
    for (gap, chat, lane), messages in asked:
        simulation.passes(gap)
        simulation.asks(chat, lane, messages)
    simulation.passes(60 * 60)

    assert not simulation.waiting
    assert keeps(30, 1, simulation.stamps())
    assert keeps(20, 60, simulation.stamps(GROUP))


def test_bulk_goes_in_the_order_in_which_it_asks_evenly_and_at_the_full_rate() -> None:
    simulation = Simulation(Rates())
    asked = [simulation.asks(chat, Lane.BULK) for chat in range(1, 301)]
    simulation.passes(inf)

    assert simulation.order() == asked
    stamps = simulation.stamps()
    assert len(stamps) / stamps[-1] / 30 > 0.98
    assert all(0.03 < later - earlier < 0.04 for earlier, later in pairwise(stamps))


def test_a_reply_goes_before_all_bulk_that_waits_and_within_a_moment() -> None:
    simulation = Simulation()
    for chat in range(1, 301):
        simulation.asks(chat, Lane.BULK)
    simulation.passes(3.005)
    reply = simulation.asks(ADA, Lane.REPLY)
    simulation.passes(0.034)

    assert reply.may_go
    assert len(simulation.waiting) > 200


def test_many_replies_take_all_the_room_and_bulk_goes_on_after_them() -> None:
    simulation = Simulation()
    bulk = [simulation.asks(chat, Lane.BULK) for chat in range(1, 11)]
    replies = [simulation.asks(chat, Lane.REPLY) for chat in range(101, 161)]
    simulation.passes(0.9)
    assert (sum(ticket.may_go for ticket in replies), sum(ticket.may_go for ticket in bulk)) == (29, 1)
    simulation.passes(2)
    assert not simulation.waiting
    assert set(simulation.order()[-9:]) == set(bulk[1:])


def test_bulk_to_a_chat_that_is_not_free_holds_up_nobody_else() -> None:
    simulation = Simulation()
    crowd = [simulation.asks(ADA, Lane.BULK) for _ in range(6)]
    other = simulation.asks(BOB, Lane.BULK)
    simulation.passes(0.2)

    assert other.may_go
    assert [ticket.may_go for ticket in crowd] == [True] * 3 + [False] * 3


def test_a_reply_in_the_chat_of_waiting_bulk_goes_first() -> None:
    simulation = Simulation()
    for _ in range(4):
        simulation.asks(ADA, Lane.BULK)
    simulation.passes(0.5)
    reply = simulation.asks(ADA, Lane.REPLY)
    assert [ticket.lane for ticket in simulation.waiting] == [Lane.BULK, Lane.REPLY]
    simulation.passes(inf)

    assert simulation.order()[3] is reply


def test_a_429_stops_its_chat_alone() -> None:
    simulation = Simulation()
    simulation.turns.hold(ADA, 5)
    bulk, reply, mine = (
        simulation.asks(30, Lane.BULK),
        simulation.asks(ADA, Lane.REPLY),
        simulation.asks(ADA, Lane.BULK),
    )
    assert [ticket.may_go for ticket in (bulk, reply, mine)] == [True, False, False]
    simulation.passes(4.99)
    assert simulation.waiting == [reply, mine]


def test_bulk_that_is_held_stops_nobodys_replies() -> None:
    simulation = Simulation()
    simulation.turns.hold(ADA, 5)
    simulation.turns.hold_bulk(5)
    bulk, reply, other = (
        simulation.asks(30, Lane.BULK),
        simulation.asks(ADA, Lane.REPLY),
        simulation.asks(BOB, Lane.REPLY),
    )
    assert [ticket.may_go for ticket in (bulk, reply, other)] == [False, False, True]
    simulation.passes(4.99)
    assert simulation.waiting == [bulk, reply]
    simulation.passes(0.02)
    assert not simulation.waiting


def test_a_chat_that_is_held_while_its_message_waits_for_room_waits_on() -> None:
    simulation = Simulation(Rates(overall_per_second=1, margin=0))
    simulation.asks(BOB, Lane.REPLY)
    held, other = simulation.asks(ADA, Lane.REPLY), simulation.asks(30, Lane.REPLY)
    simulation.turns.hold(ADA, 5)
    simulation.passes(1)
    assert (held.may_go, other.may_go) == (False, True)
    simulation.passes(4)
    assert held.may_go


def test_a_pause_is_not_shortened_by_a_later_and_shorter_one() -> None:
    simulation = Simulation()
    simulation.turns.hold_bulk(5)
    simulation.turns.hold_bulk(1)
    bulk = simulation.asks(30, Lane.BULK)
    simulation.passes(4.9)
    assert not bulk.may_go


def test_who_leaves_makes_room_for_who_comes_after() -> None:
    simulation = Simulation(Rates(overall_per_second=5, margin=0))
    simulation.asks(ADA, Lane.REPLY, 2)
    album, reply = simulation.asks(10, Lane.REPLY, 5), simulation.asks(11, Lane.REPLY)
    assert not reply.may_go
    simulation.leaves(album)
    assert reply.may_go


def test_replies_that_come_and_go_while_bulk_pauses_leave_nothing_behind() -> None:
    simulation = Simulation()
    simulation.turns.hold_bulk(1000)
    bulk = simulation.asks(ADA, Lane.BULK)
    for _ in range(100):
        simulation.asks(ADA, Lane.REPLY)
        simulation.passes(1)
    assert not bulk.may_go
    assert len(simulation.turns._ready[Lane.BULK]) == 1  # noqa: SLF001 - memory is what this is about
    simulation.passes(inf)
    assert bulk.may_go
    assert not simulation.turns._lines  # noqa: SLF001


def test_what_was_slow_on_the_way_makes_room_so_much_later() -> None:
    simulation = Simulation(Rates(overall_per_second=2, margin=0))
    for _ in range(500):  # the way takes a tenth of a second
        ticket = simulation.asks(None, Lane.REPLY)
        simulation.passes(0.1)
        simulation.turns.answered(ticket)
        simulation.passes(1)
    began = simulation.now
    slow, quick = simulation.asks(None, Lane.REPLY), simulation.asks(None, Lane.REPLY)
    simulation.passes(0.1)
    simulation.turns.answered(quick)
    simulation.passes(0.3)
    simulation.turns.answered(slow)
    after = [simulation.asks(None, Lane.REPLY), simulation.asks(None, Lane.REPLY)]
    simulation.passes(1.29 - 0.4)
    assert not after[0].may_go
    simulation.passes(0.1)
    assert all(ticket.may_go for ticket in after)
    assert simulation.went[-1][0] - began < 1.32


def test_an_answer_that_came_before_its_time_changes_nothing() -> None:
    simulation = Simulation()
    waiting = [simulation.asks(ADA, Lane.REPLY) for _ in range(4)][-1]
    simulation.turns.answered(waiting)
    simulation.passes(1)
    assert waiting.may_go


@given(st.lists(st.floats(0, 0.6), max_size=100), st.floats(0, 0.1))
def test_however_long_messages_are_on_their_way_no_second_of_telegrams_holds_too_many(
    delays: list[float], way: float
) -> None:
    """Every other message is quick: `way` seconds there, and as long back. The others come late by their delay."""
    simulation = Simulation(Rates(overall_per_second=5, chat_burst=None, margin=0.05))
    tickets = [simulation.asks(None, Lane.BULK) for delay in delays for _ in range(2)]
    arrivals: list[float] = []
    answers: list[tuple[float, Ticket]] = []
    while len(arrivals) < len(tickets) or answers:
        for at, ticket in simulation.went[len(arrivals) :]:
            delay = delays[ticket.number // 2] if ticket.number % 2 else 0
            arrivals.append(at + way + delay)
            heappush(answers, (arrivals[-1] + way, ticket))
        if answers and answers[0][0] <= simulation.turns.next_at:
            simulation.now, ticket = heappop(answers)
            simulation.turns.answered(ticket)
        else:
            simulation.now = max(simulation.now, simulation.turns.next_at)
        simulation.look()

    assert keeps(5, 1, sorted(arrivals))
