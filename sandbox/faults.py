"""Scripted faults: what the network and Telegram's servers do to a bot on a bad day."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox import errors


@dataclass(frozen=True, slots=True)
class Answers:
    """The call is not carried out; this is answered instead. With `body` the answer is that HTML, else JSON."""

    status: int
    description: str = ""
    parameters: Mapping[str, int] = field(default_factory=dict)
    body: str | None = None

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
    def bad_gateway(cls) -> "Answers":
        """502 from a proxy, in HTML and without any JSON."""
        page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>502 Bad Gateway</body>\r\n</html>\r\n"
        return cls(502, body=page)

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


Fault = Answers | DropBefore | DropAfter | Slow


@dataclass(slots=True)
class _Scripted:
    fault: Fault
    method: str | None
    chat_id: int | None
    after: int
    times: int

    def concerns(self, method: str, chat_id: str | None) -> bool:
        return (self.method is None or self.method == method) and (self.chat_id is None or str(self.chat_id) == chat_id)


class Faults:
    """The faults still to come; each is used up by the calls it concerns."""

    def __init__(self) -> None:
        self._scripted: list[_Scripted] = []

    def add(
        self, fault: Fault, *, method: str | None = None, times: int = 1, chat_id: int | None = None, after: int = 0
    ) -> None:
        """Let a fault befall the next `times` calls, of a method and to a chat if given, but for the first `after`."""
        self._scripted.append(_Scripted(fault, method.lower() if method else None, chat_id, after, times))

    def clear(self) -> None:
        """Forget the faults still to come."""
        self._scripted.clear()

    def __len__(self) -> int:
        return len(self._scripted)

    def take(self, method: str, chat_id: str | None) -> Fault | None:
        """Give the fault that befalls a call (its method in lower case), and use it up."""
        if not self._scripted:
            return None
        for scripted in self._scripted:
            if not scripted.concerns(method, chat_id):
                continue
            if scripted.after > 0:
                scripted.after -= 1
                continue
            scripted.times -= 1
            if scripted.times <= 0:
                self._scripted.remove(scripted)
            return scripted.fault
        return None
