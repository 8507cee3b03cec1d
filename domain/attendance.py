"""How many people say that they come to an occurrence. Names are neither asked for nor kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many chats said that they come, how many places there are if that is limited, and what one chat said."""

    coming: int
    seats: int | None = None
    mine: bool | None = None

    @property
    def full(self) -> bool:
        """Whether all places are taken."""
        return self.seats is not None and self.coming >= self.seats
