"""From polygons and house numbers to the street table of a pack: `reti city build`.

Everything is a pure function of the two files' contents: the same files give the same table, byte for byte.
"""

from domain.city.build_areas import AreaMap, read_areas
from domain.city.build_numbers import COLUMNS, HouseNumber, HouseNumbers, read_house_numbers
from domain.city.build_streets import StreetTable, compile_streets, written

__all__ = [
    "COLUMNS",
    "AreaMap",
    "HouseNumber",
    "HouseNumbers",
    "StreetTable",
    "compile_streets",
    "read_areas",
    "read_house_numbers",
    "written",
]
