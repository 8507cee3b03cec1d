"""The setting RETI_FEEDS: which calendars on the web are read, and whose events each has.

Entries are separated by blanks or line ends, each `NETWORK[,NETWORK…]=ADDRESS`. No error quotes an address, which may
hold a secret: an entry is named by its place.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from pydantic import HttpUrl, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from bot.failures import StartError
from domain.city.model import City, NetworkId
from domain.feeds import Feed

WHOLE_CITY: Final = "citta"
"""Stands where the networks do: the feed's events are the whole city's."""

_ENTRY = re.compile(r"(?P<networks>[a-z0-9-]+(?:,[a-z0-9-]+)*)=(?P<address>https?://.+)")
_address = TypeAdapter(HttpUrl)


def read_entries(written: str | Sequence[Feed]) -> tuple[Feed, ...]:
    """Read the setting; feeds that were made in a program are taken as they are.

    Raises:
        PydanticCustomError: an entry is not as it should be.

    """
    if not isinstance(written, str):
        return tuple(written)
    feeds: dict[str, Feed] = {}
    for place, entry in enumerate(written.split(), 1):
        feed = _entry(place, entry)
        if feed.name in feeds:
            raise PydanticCustomError(
                "feed", f"Entry {place} has the address of one before: name all its networks there"
            )
        feeds[feed.name] = feed
    return tuple(feeds.values())


def check_networks(feeds: Iterable[Feed], city: City) -> None:
    """Raise StartError if a feed is said to be of a network that the city does not have."""
    for place, feed in enumerate(feeds, 1):
        for network in feed.networks:
            if network not in city.networks:
                raise StartError(
                    f'RETI_FEEDS, entry {place}: "{network}" is no network of {city.name}; their ids stand in '
                    f'networks.yaml, and "{WHOLE_CITY}" is the whole city.'
                )


def _entry(place: int, entry: str) -> Feed:
    found = _ENTRY.fullmatch(entry)
    if not found:
        raise PydanticCustomError("feed", f"Entry {place} must be NETWORK=https://… or NETWORK,NETWORK=https://…")
    networks = tuple(NetworkId(network) for network in dict.fromkeys(found["networks"].split(",")))
    if WHOLE_CITY in networks and len(networks) > 1:
        raise PydanticCustomError("feed", f'Entry {place} has "{WHOLE_CITY}" beside a network: it stands alone')
    try:
        address = _address.validate_python(found["address"])
    except ValidationError:
        raise PydanticCustomError("feed", f"Entry {place} has no address as a browser would take it") from None
    return Feed(str(address), () if WHOLE_CITY in networks else networks)
