"""From a message to an event: its moment first, then whose it is, where, and what is left as its title."""

from collections.abc import Sequence
from datetime import datetime

from domain.agenda.event import Kind, Venue
from domain.city.model import City, NetworkId, ThemeId
from domain.lookup.language import STREET_KINDS
from domain.lookup.normalise import raw_words, words
from domain.moments import read_moment
from domain.questions.themes import theme_said
from domain.questions.wording import USED, listed, without
from domain.sketches.owners import is_whole_city, networks_of, networks_within, says_whole_city
from domain.sketches.parts import parts_of, place_alone, place_within
from domain.sketches.sketch import Sketch
from domain.sketches.venues import is_known, venue_of

_CHARACTERS_READ = 1_000
_LONGEST_TITLE = 120
_MEETINGS = listed("assemblea assemblee riunione riunioni meeting assembly")
_GATHERINGS = listed("incontro incontri")
_OF_THE_NETWORK = listed("rete reti network quartiere")
_SAYS_NOTHING = listed(
    "a ad al alla alle ai il lo la i gli le di del della da dal in nel e ed o per on at the and titolo"
)


def read_sketch(text: str, city: City, now: datetime) -> Sketch:
    """Read what a message says of an event. Never raises."""
    reading = read_moment(text, now, city.zone)
    parts = parts_of(reading.rest[:_CHARACTERS_READ])
    city_wide = any(says_whole_city(part) for part in parts)
    own = {place: networks_of(part, city) for place, part in enumerate(parts)}
    stated = tuple(dict.fromkeys(network for networks in own.values() for network in networks))
    left = [part for place, part in enumerate(parts) if not own[place] and not is_whole_city(part)]
    mentioned = tuple(dict.fromkeys(network for part in left for network in networks_within(part, city)))
    networks = () if city_wide else stated or mentioned
    titles, venue = _placed(left, networks, city)
    title = _title(titles)
    return Sketch(
        title=title,
        reading=reading,
        kind=_kind(title or ""),
        networks=networks,
        city_wide=city_wide,
        themes=_themes(" ".join(titles), city),
        venue=venue,
    )


def _placed(parts: Sequence[str], networks: Sequence[NetworkId], city: City) -> tuple[list[str], Venue | None]:
    """Part the place, and the street after it, from what else is said; the first part is rather the title."""
    left: list[str] = []
    place: str | None = None
    address: str | None = None
    for number, part in enumerate(parts):
        within = place_within(part)
        alone = place_alone(part) if number else None
        if place is None and (number or len(parts) == 1) and is_known(part, city):
            place = part
        elif place is None and within is not None:
            place = within[1]
            left += [within[0]] if within[0] else []
        elif place is None and alone is not None:
            place = alone
        elif place is not None and address is None and _begins_a_street(part):
            address = part
        else:
            left.append(part)
    return left, None if place is None else venue_of(place, address, networks, city)


def _begins_a_street(part: str) -> bool:
    return words(part)[:1] != [] and words(part)[0] in STREET_KINDS


def _title(parts: Sequence[str]) -> str | None:
    said = ", ".join(part for part in parts if not _SAYS_NOTHING.issuperset(raw_words(part)))
    if not said:
        return None
    title = said[:1].upper() + said[1:]
    return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rsplit(" ", 1)[0]


def _kind(title: str) -> Kind:
    """An assembly is the network's own; a gathering is, unless it is about something ("Incontro sulle truffe")."""
    said = raw_words(title)
    gathers = not _GATHERINGS.isdisjoint(said) and (len(said) == 1 or not _OF_THE_NETWORK.isdisjoint(said))
    return Kind.MEETING if gathers or not _MEETINGS.isdisjoint(said) else Kind.INITIATIVE


def _themes(text: str, city: City) -> tuple[ThemeId, ...]:
    """Every theme that the title names."""
    plain = " ".join(raw_words(text))
    found: list[ThemeId] = []
    while (said := theme_said(plain, city)) is not None:
        found.append(said[0])
        plain = without(plain, [said[1].span()]).replace(USED, f" {USED} ")
        plain = " ".join(plain.split())
    return tuple(dict.fromkeys(found))
