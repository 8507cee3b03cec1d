"""Who and what the chat page shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PersonSpec:
    """Somebody to be on the page. `note` stands under the name; one who `administers` does so in the page's group."""

    first_name: str
    note: str = ""
    language_code: str | None = "it"
    administers: bool = False


RESIDENT = PersonSpec("Residente", "Telegram in italiano")
SECOND_RESIDENT = PersonSpec("Seconda residente", "Telegram in inglese", language_code="en")
OPERATOR = PersonSpec("Operatrice", "Telegram in italiano", administers=True)


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How the page is set up.

    `map_file` is a GeoJSON FeatureCollection of areas, to send positions from; without one there are only the numbers
    to fill in. An area is called by its `properties.name` or, without one, as `area_names` has it by `properties.id`.
    `people` are let into the sandbox when the page is made, in this order, and all of them are members of a group with
    the title `group` (none: no group). `time_zone` is the IANA name of the zone that instants are shown in.
    """

    map_file: Path | None = None
    area_names: Mapping[str, str] = field(default_factory=dict)
    title: str = "Ambiente di prova"
    people: tuple[PersonSpec, ...] = (RESIDENT, SECOND_RESIDENT, OPERATOR)
    group: str | None = "Gruppo di prova"
    time_zone: str = "Europe/Rome"
