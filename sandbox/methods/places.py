"""Places on the map."""

from typing import Any

from sandbox.calls import Call
from sandbox.errors import bad_request
from sandbox.methods.sending import send

_FOR_EVER = 0x7FFFFFFF
_SHORTEST, _LONGEST = 60, 86_400
_NORTH, _EAST = 90, 180


def send_location(call: Call) -> dict[str, Any]:
    """Send a position, live or not (sendLocation)."""
    location = _location(call.params)
    live_period = call.params.get("live_period", 0)
    if live_period:
        if not _SHORTEST <= live_period <= _LONGEST and live_period != _FOR_EVER:
            raise bad_request("wrong live location period specified")
        location["live_period"] = live_period
    return send(call, {"location": location})


def send_venue(call: Call) -> dict[str, Any]:
    """Send a place with a name and an address (sendVenue)."""
    location = _location(call.params)
    venue = {"location": location, "title": call.params["title"], "address": call.params["address"]}
    return send(call, {"venue": venue, "location": location})


def _location(params: dict[str, Any]) -> dict[str, Any]:
    latitude, longitude = params["latitude"], params["longitude"]
    if abs(latitude) > _NORTH or abs(longitude) > _EAST:
        raise bad_request("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}
