"""How much is taken: far more than neighbourhoods write, and little enough that every file ends soon.

The largest public calendars of associations have some thousand events in one or two megabytes.
"""

FILE_BYTES = 10_000_000
EVENTS = 10_000

REPEATING = 1_000
"""Events of one file that repeat: each is worked out, up to some milliseconds long."""

LISTED = 1_000
"""Problems that are told one by one: nobody mends more in one go."""

TITLE = 200
"""Characters of a title: it stands on a button or in a list."""

DESCRIPTION = 4_000
"""Characters of a description: a Telegram message has 4,096 (Bot API, sendMessage)."""

TEXT = 500
"""Characters of any other text, and of a link."""

UID = 255
"""Characters of a UID (RFC 7986 §5.3 has no limit, and asks for fewer)."""

CATEGORIES = 50
SINGLE_DAYS = 1_000
"""EXDATEs and RDATEs of an event, together."""

CHANGES = 500
"""Occurrences of an event that are not like the others."""

LINE = 20_000
"""Characters of a content line or a table's cell that are looked at: a description's with its markup, or all the single
days of an event. The rest of it is a picture, or of no use."""

PROPERTIES = 2_500
"""Content lines of an event that are looked at, each of its single days on one of its own included."""

ZONE_LINES = 1_000
"""Lines of a VTIMEZONE: some products list each change of the clock since 1900."""

OWN_ZONES = 10
"""VTIMEZONEs with a name of their own that are worked out."""

SEATS = 100_000

FIRST_YEAR = 1970
LAST_YEAR = 2100
"""No event of a neighbourhood is announced for a day outside these years; there it is a slip, or meant to cost time."""
