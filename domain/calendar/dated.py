"""What has no day yet goes into nobody's own calendar: it would stand there on a wrong one."""


class NotDatedError(ValueError):
    """Of what takes place only the month is known."""
