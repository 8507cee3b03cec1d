"""Scripted faults: what the network and Telegram's servers do to a bot on a bad day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from math import ceil

from sandbox import errors
from sandbox.clock import Clock

_PAGE = (
    "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n"
    "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)
"""What nginx answers by itself (its ngx_http_special_response.c)."""


@dataclass(frozen=True, slots=True)
class Answers:
    """This is answered instead of the result, and unless `carried_out` the call has no effect.

    With `body` the answer is that HTML, else JSON.
    """

    status: int
    description: str = ""
    parameters: Mapping[str, int] = field(default_factory=dict)
    body: str | None = None
    carried_out: bool = False

    @classmethod
    def too_many_requests(cls, retry_after: int) -> "Answers":
        """429: wait so many seconds."""
        return cls._of(errors.too_many_requests(retry_after))

    @classmethod
    def forbidden(cls, text: str = "bot was blocked by the user") -> "Answers":
        """403, with the words after "Forbidden: "."""
        return cls._of(errors.forbidden(text))

    @classmethod
    def bad_request(cls, text: str) -> "Answers":
        """400, with the words after "Bad Request: "."""
        return cls._of(errors.bad_request(text))

    @classmethod
    def unauthorized(cls) -> "Answers":
        """401: the token is not taken."""
        return cls._of(errors.unauthorized())

    @classmethod
    def not_found(cls) -> "Answers":
        """404: no such bot or method."""
        return cls._of(errors.not_found())

    @classmethod
    def conflict(cls) -> "Answers":
        """409: another poller."""
        return cls._of(
            errors.conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
        )

    @classmethod
    def restarting(cls) -> "Answers":
        """500: the server restarts."""
        return cls(500, "Internal Server Error: restart")

    @classmethod
    def page(cls, status: int, *, carried_out: bool = False) -> "Answers":
        """A page of a gateway's on the way, in HTML and without any JSON: whatever its status, it is not Telegram's."""
        return cls(status, body=_PAGE.format(f"{status} {HTTPStatus(status).phrase}"), carried_out=carried_out)

    @classmethod
    def bad_gateway(cls) -> "Answers":
        """502 from a gateway that could not hand the call on."""
        return cls.page(502)

    @classmethod
    def _of(cls, error: errors.ApiError) -> "Answers":
        return cls(error.status, error.description, error.parameters)


@dataclass(frozen=True, slots=True)
class DropBefore:
    """The connection is closed before the call was accepted: nothing happens."""


@dataclass(frozen=True, slots=True)
class DropAfter:
    """The call is carried out, then the connection is closed without an answer."""


@dataclass(frozen=True, slots=True)
class Slow:
    """The call is carried out at once, but its answer comes so many seconds late."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Silent:
    """The connection stays open without any answer until the client gives up; the call has no effect."""


@dataclass(frozen=True, slots=True)
class Held:
    """The call is refused with 429 and the seconds that are left of the time for which this fault was added."""


Fault = Answers | DropBefore | DropAfter | Slow | Silent | Held


@dataclass(slots=True)
class _Scripted:
    fault: Fault
    method: str | None
    chat_id: int | None
    after: int
    times: int
    ends_at: datetime | None

    def concerns(self, method: str, chat_id: str | None) -> bool:
        return (self.method is None or self.method == method) and (self.chat_id is None or str(self.chat_id) == chat_id)

    def is_over(self, now: datetime) -> bool:
        return self.times <= 0 if self.ends_at is None else self.ends_at <= now


class Faults:
    """The faults still to come; each is used up by the calls it concerns, or by its time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._scripted: list[_Scripted] = []

    def add(
        self,
        fault: Fault,
        *,
        method: str | None = None,
        times: int = 1,
        chat_id: int | None = None,
        after: int = 0,
        seconds: float | None = None,
    ) -> None:
        """Let a fault befall the next `times` calls, of a method and to a chat if given, but for the first `after`.

        With `seconds` it befalls every such call for so long from now, whatever `times` says.

        Raises:
            ValueError: a hold without its seconds.

        """
        if isinstance(fault, Held) and seconds is None:
            raise ValueError("a hold lasts for so many seconds")
        ends_at = None if seconds is None else self._clock() + timedelta(seconds=seconds)
        self._scripted.append(_Scripted(fault, method.lower() if method else None, chat_id, after, times, ends_at))

    def clear(self) -> None:
        """Forget the faults still to come."""
        self._scripted.clear()

    def __len__(self) -> int:
        return len(self._scripted)

    def take(self, method: str, chat_id: str | None) -> Fault | None:
        """Give the fault that befalls a call (its method in lower case), and use it up."""
        if not self._scripted:
            return None
        now = self._clock()
        self._scripted = [scripted for scripted in self._scripted if not scripted.is_over(now)]
        for scripted in self._scripted:
            if not scripted.concerns(method, chat_id):
                continue
            if scripted.after > 0:
                scripted.after -= 1
                continue
            if scripted.ends_at is None:
                scripted.times -= 1
                if scripted.times <= 0:
                    self._scripted.remove(scripted)
            elif isinstance(scripted.fault, Held):
                return Answers.too_many_requests(ceil((scripted.ends_at - now).total_seconds()))
            return scripted.fault
        return None
