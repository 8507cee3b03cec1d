"""Free questions: what somebody wants to know, understood from their own words. See docs/questions.md.

`read` gives an intent and its slots, or the intent `none`; the rules are tables of words, Italian and English.
"""

from domain.questions.question import Evidence, Explanation, Intent, Question
from domain.questions.read import explain, read

__all__ = ["Evidence", "Explanation", "Intent", "Question", "explain", "read"]
