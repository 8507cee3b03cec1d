"""Dates, times and recurrences in words, Italian and English: what an operator writes of when something takes place.

Certain or asked: what can be meant in two ways gives a `Doubt` and the candidates, never one of them in silence.
"""

from domain.moments.near import on_day
from domain.moments.read import read_instant, read_moment
from domain.moments.reading import Doubt, Moment, Reading

__all__ = ["Doubt", "Moment", "Reading", "on_day", "read_instant", "read_moment"]
