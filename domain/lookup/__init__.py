"""Which network serves this place: from any text, or a position, to one of five honest answers.

`build` compiles a city once; the index is immutable and shared. See docs/lookup.md.
"""

from domain.lookup.answer import Answer, Status, Why
from domain.lookup.fuzzy import Comparisons
from domain.lookup.index import Explanation, Index, Step, build, by_area, by_number, by_position, by_text, explain

__all__ = [
    "Answer",
    "Comparisons",
    "Explanation",
    "Index",
    "Status",
    "Step",
    "Why",
    "build",
    "by_area",
    "by_number",
    "by_position",
    "by_text",
    "explain",
]
