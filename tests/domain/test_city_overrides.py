"""What the Servizio states of a street takes the place of what its house numbers say."""

from hypothesis import given
from hypothesis import strategies as st

from domain import city as pack
from domain.city.model import Basis, Parity, Run, Street
from domain.city.overrides import overridden
from domain.lookup import Status, build, by_text
from domain.lookup.streets import stretch
from tests.domain import small_city

HEADER = "street,parity,first,last,area,reason,source\n"
LONGEST = 60


def on_side(parity: Parity, number: int) -> bool:
    return parity is Parity.ALL or (parity is Parity.EVEN) == (number % 2 == 0)


def covers(run: Run, number: int) -> bool:
    within = (run.first is None or run.first <= number) and (run.last is None or number <= run.last)
    return within and on_side(run.parity, number)


@st.composite
def a_run(draw: st.DrawFn, parities: st.SearchStrategy[Parity], area: str, basis: Basis) -> Run:
    parity = draw(parities)
    near = ("near",) if basis is Basis.NUMBERS else ()
    if draw(st.booleans()):
        return Run(parity, None, None, area, near, basis)
    numbers = st.integers(1, LONGEST).filter(lambda number: on_side(parity, number))
    first, last = sorted((draw(numbers), draw(numbers)))
    return Run(parity, first, last, area, near, basis)


def apart(runs: list[Run]) -> list[Run]:
    """Of runs that claim the same house, the first alone: no pack has others."""
    kept: list[Run] = []
    for run in runs:
        numbers = [number for number in range(1, 2 * LONGEST) if covers(run, number)]
        if not any(covers(other, number) for other in kept for number in numbers):
            kept.append(run)
    return kept


def streets_of(basis: Basis, prefix: str) -> st.SearchStrategy[list[Run]]:
    parities = st.sampled_from(Parity)
    runs = st.tuples(*(a_run(parities, f"{prefix}{place}", basis) for place in range(4)))
    return st.tuples(runs, st.integers(1, 4)).map(lambda drawn: apart(list(drawn[0][: drawn[1]])))


@given(runs=streets_of(Basis.NUMBERS, "own"), stated=streets_of(Basis.STATED, "stated"))
def test_a_house_that_is_stated_is_there_and_all_others_stay_where_they_were(runs, stated):
    result = overridden(runs, stated)

    for number in range(1, 2 * LONGEST):
        before = [run for run in (*stated, *runs) if covers(run, number)]
        after = [run for run in result if covers(run, number)]
        assert [run.area for run in after] == [run.area for run in before[:1]]
        if after and after[0].basis is Basis.STATED:
            assert stretch(Street("Via", result), number).areas == (after[0].area,)
    assert all(run.first is None or run.last is None or run.first <= run.last for run in result)
    for run in result:
        assert all(end is None or on_side(run.parity, end) for end in (run.first, run.last))


def test_nothing_stated_changes_nothing():
    runs = (Run(Parity.ODD, 1, 9, "alta", ("bassa",), Basis.NUMBERS),)
    assert overridden(runs, ()) == runs


def test_the_lookup_answers_what_was_stated(tmp_path):
    row = "Via Lunga,odd,1,5,bassa,Lo dice il Servizio,lettera del 3 marzo\n"
    index = build(pack.load(small_city.write(tmp_path, {"overrides.csv": HEADER + row})))

    stated, beside, across = (by_text(index, f"via lunga {number}") for number in (3, 7, 4))

    assert (stated.status, stated.areas) == (Status.UNSERVED, ("bassa",))
    assert (beside.status, beside.areas) == (Status.AMBIGUOUS, ("alta", "bassa"))
    assert (across.status, across.areas) == (Status.FOUND, ("alta",))


def test_the_rest_of_a_street_without_numbers_stays(tmp_path):
    row = "Piazza Tonda,all,3,4,alta,Lo dice il Servizio,lettera del 3 marzo\n"
    index = build(pack.load(small_city.write(tmp_path, {"overrides.csv": HEADER + row})))

    assert by_text(index, "piazza tonda 3").areas == ("alta",)
    assert by_text(index, "piazza tonda 2").areas == ("bassa",)
    assert by_text(index, "piazza tonda 90").areas == ("bassa",)
    assert set(by_text(index, "piazza tonda").areas) == {"alta", "bassa"}
