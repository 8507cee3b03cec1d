"""From a message to an event: its moment first, then whose it is, where, and what is left as its title."""

from collections.abc import Sequence
from datetime import datetime

from domain.agenda.event import Kind, Venue
from domain.city.model import City, NetworkId, ThemeId
from domain.lookup.language import STREET_KINDS
from domain.lookup.normalise import raw_words, words
from domain.moments import Reading, read_moment
from domain.questions.themes import theme_said
from domain.questions.wording import USED, listed, without
from domain.sketches.owners import is_whole_city, networks_of, networks_within, says_whole_city
from domain.sketches.parts import Part, maybe_places, parts_of, place_alone, place_within
from domain.sketches.sketch import Sketch
from domain.sketches.venues import is_known, venue_of

_CHARACTERS_READ = 1_000
"""Of each piece; what an event is stands nearer to its beginning."""

_LONGEST_TITLE = 120
_MEETINGS = listed("assemblea assemblee riunione riunioni meeting assembly")
_GATHERINGS = listed("incontro incontri")
_OF_THE_NETWORK = listed("rete reti network quartiere")
_SAYS_NOTHING = listed(
    "a ad al alla alle ai il lo la i gli le di del della da dal in nel e ed o per on at the and titolo"
    " ciao salve buongiorno buonasera grazie mille hello hi thanks thank you please"
)


def read_sketch(text: str, city: City, now: datetime) -> Sketch:
    """Read what a message says of an event. Never raises."""
    reading = read_moment(text, now, city.zone)
    parts = parts_of(piece[:_CHARACTERS_READ] for piece in reading.pieces)
    city_wide = any(says_whole_city(part.text) for part in parts)
    left, networks = _owned(parts, city)
    networks = () if city_wide else networks
    titles, venue = _placed(left, networks, city)
    title = _title(titles)
    return Sketch(
        title=title,
        reading=reading,
        kind=_kind(title or ""),
        networks=networks,
        city_wide=city_wide,
        themes=_themes(" ".join(part.text for part in titles), city),
        venue=venue,
    )


def place_beside(reading: Reading, networks: Sequence[NetworkId], city: City, *, changes: bool = False) -> Venue | None:
    """The place that is said beside a date: "giovedì 3 dicembre alle 20:45 in sala civica".

    Where it `changes` another, only what is surely meant so: "sala occupata, venerdì 11" names none.
    """
    left, said = _owned(parts_of(piece[:_CHARACTERS_READ] for piece in reading.pieces), city)
    if changes:
        left = [part for part in left if is_known(part.text, city) or place_within(part.text)]
    return _placed([Part(""), *left], networks or said, city)[1]


def _owned(parts: Sequence[Part], city: City) -> tuple[list[Part], tuple[NetworkId, ...]]:
    """Part what says whose it is from the rest."""
    own = {place: networks_of(part.text, city) for place, part in enumerate(parts)}
    stated = tuple(dict.fromkeys(network for networks in own.values() for network in networks))
    left = [part for place, part in enumerate(parts) if not own[place] and not is_whole_city(part.text)]
    mentioned = tuple(dict.fromkeys(network for part in left for network in networks_within(part.text, city)))
    return left, stated or mentioned


def _placed(parts: Sequence[Part], networks: Sequence[NetworkId], city: City) -> tuple[list[Part], Venue | None]:
    """Part the place, and the street with it, from what else is said; the first part is rather the title.

    A place of the pack goes before another: "Yoga al parco ogni sabato, parco Goisis".
    """
    placed = [
        (number, before, place)
        for number, part in enumerate(parts)
        for before, place in [_place_of(part, is_title=number == 0 and len(parts) > 1, city=city)]
        if place is not None
    ]
    chosen = min(placed, key=lambda one: not is_known(one[2], city), default=None)
    if chosen is None:
        return list(parts), None
    number, before, place = chosen
    left = dict(enumerate(parts))
    if before:
        left[number] = Part(before, parts[number].joint)
    else:
        del left[number]
    address = next((at for at, part in left.items() if at > number and _begins_a_street(part.text)), None)
    if address is not None:
        venue = venue_of(place, left.pop(address).text, networks, city)
    elif not before and _begins_a_street(place) and number > 1 and parts[number].joint.strip():
        venue = venue_of(left.pop(number - 1).text, place, networks, city)  # "Istituto Sacro Cuore, via Ghirardelli 9"
    else:
        venue = venue_of(place, None, networks, city)
    return list(left.values()), venue


def _place_of(part: Part, *, is_title: bool, city: City) -> tuple[str, str | None]:
    """Part what a part says beside its place, and the place; the title has one only where it says so."""
    text = part.text
    if not is_title and is_known(text, city):
        return "", text
    known = next((found for found in maybe_places(text) if is_known(found[1], city)), None)
    within = known or place_within(text)
    if within is not None:
        return within
    alone = None if is_title else place_alone(text)
    return ("", alone) if alone is not None else (text, None)


def _begins_a_street(part: str) -> bool:
    return words(part)[:1] != [] and words(part)[0] in STREET_KINDS


def _title(parts: Sequence[Part]) -> str | None:
    telling = [part for part in parts if not _SAYS_NOTHING.issuperset(raw_words(part.text))]
    said = "".join(part.joint * bool(place) + part.text for place, part in enumerate(telling))
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
    """Every theme that the title names, or what stands right behind it."""
    plain = " ".join(raw_words(text[: 2 * _LONGEST_TITLE]))
    found: list[ThemeId] = []
    while (said := theme_said(plain, city)) is not None:
        found.append(said[0])
        plain = without(plain, [said[1].span()]).replace(USED, f" {USED} ")
        plain = " ".join(plain.split())
    return tuple(dict.fromkeys(found))
