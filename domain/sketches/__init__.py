"""A whole event in one message: "Assemblea giovedì 3 dicembre 20:45, spazio di quartiere, rete Celadina"."""

from domain.sketches.read import place_beside, read_sketch
from domain.sketches.sketch import Sketch

__all__ = ["Sketch", "place_beside", "read_sketch"]
