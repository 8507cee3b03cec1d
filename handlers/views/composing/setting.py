"""Where and by whom an event is made: what questions and their keys need to know."""

from dataclasses import dataclass
from datetime import date

from domain.city.model import City, Network


@dataclass(frozen=True, slots=True)
class Setting:
    """The city, its day today, the networks that the operator may choose from; `all_of_it` where the whole city too."""

    city: City
    today: date
    networks: tuple[Network, ...] = ()
    all_of_it: bool = False
    page: int = 0
