"""Which events what is followed brings."""

import pytest

from domain.subscriptions import Followed, Subject, bring
from tests.events import event, on

NETWORK, THEME = Followed(Subject.NETWORK, "redona"), Followed(Subject.THEME, "ambiente")


@pytest.mark.parametrize(
    ("followed", "networks", "themes", "brought"),
    [
        ([NETWORK], ["loreto", "redona"], (), True),
        ([NETWORK], ["loreto"], (), False),
        ([NETWORK], [], (), True),  # the whole city's is every network's
        ([THEME], ["loreto"], ("ambiente",), True),
        ([THEME], [], ("famiglia",), False),
        ([Followed(Subject.EVENT, "redona")], ["redona"], (), False),  # itself, and no network of that name
        ([], ["redona"], ("ambiente",), False),
    ],
)
def test_networks_and_themes_bring_their_events(followed, networks, themes, brought):
    assert bring(followed, event("Coro", on(1, "18:00"), *networks, themes=themes)) is brought
