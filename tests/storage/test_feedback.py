"""The wrong answers that residents report."""

from datetime import timedelta

import pytest

from domain.model import Feedback, FeedbackId
from storage.errors import GoneError


async def test_a_report_is_kept_with_all_it_says(store, now):
    number = await store.report("via Tal dei Tali 1", ["longuelo", "loreto"], "a1b2c3", now)
    assert await store.reports() == [
        Feedback(number, "via Tal dei Tali 1", ("longuelo", "loreto"), "a1b2c3", now, comment=None)
    ]


async def test_an_answer_may_have_been_none(store, now):
    await store.report("via Nessuna", (), "a1b2c3", now)
    assert (await store.reports())[0].answered == ()


async def test_the_residents_own_line_is_added_and_can_be_mended(store, now):
    number = await store.report("via Tal dei Tali 1", ["loreto"], "a1b2c3", now)
    await store.comment(number, "È Longuelo")
    await store.comment(number, "È Longuelo, dal 2010 🌳")
    assert [report.comment for report in await store.reports()] == ["È Longuelo, dal 2010 🌳"]


async def test_reports_end_after_their_time(store, now):
    await store.report("via Vecchia", [], "a1b2c3", now - timedelta(days=2))
    await store.report("via Nuova", [], "a1b2c3", now)
    assert await store.sweep_reports(now - timedelta(days=1)) == 1
    assert [report.asked for report in await store.reports()] == ["via Nuova"]


async def test_a_report_that_is_not_there_cannot_be_commented(store):
    with pytest.raises(GoneError, match="no report 77"):
        await store.comment(FeedbackId(77), "?")


async def test_the_latest_reports_come_first_and_no_more_than_asked(store, now):
    """Those of one instant in the order in which they were made."""
    for minutes in (0, 2, 1, 2):
        await store.report(f"after {minutes}", [], "v", now + timedelta(minutes=minutes))
    reports = await store.reports(limit=3)
    assert [(report.id, report.asked) for report in reports] == [(4, "after 2"), (2, "after 2"), (3, "after 1")]


async def test_characters_that_no_database_keeps_are_replaced(store, now):
    number = await store.report("half\ud83c a pair, and \0", [], "v", now)
    await store.comment(number, "\udf33\ud83c\udf33")
    [report] = await store.reports()
    assert report.asked == "half\N{REPLACEMENT CHARACTER} a pair, and \N{REPLACEMENT CHARACTER}"
    assert report.comment == "\N{REPLACEMENT CHARACTER}🌳"
