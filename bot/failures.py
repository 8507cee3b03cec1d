"""Why the process ends otherwise than by being told to."""


class StartError(Exception):
    """The bot cannot start. The message is one sentence for whoever runs it: what is wrong and what to do."""


class OutOfPatience(Exception):  # noqa: N818 - the process ends for it, and says so
    """Telegram gave no good answer for longer than the settings allow."""
