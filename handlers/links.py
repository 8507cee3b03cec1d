"""Deep links: what stands behind `https://t.me/<bot>?start=` (Bot API, "Deep linking": 64 of A-Z a-z 0-9 _ -)."""

_NETWORK = "rete_"


def to_network(bot: str, code: str) -> str:
    """The address that opens the card of a network in the bot."""
    return f"https://t.me/{bot}?start={_NETWORK}{code}"


def network_in(payload: str) -> str | None:
    """The code of the network that a link's payload names; None where it names none."""
    return payload.removeprefix(_NETWORK) if payload.startswith(_NETWORK) else None
