"""Settings: environment variables that begin with RETI_, or the same lines in a file called `.env`."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    SecretStr,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.failures import StartError
from bot.feed_entries import read_entries
from domain.feeds import Feed


def default_city() -> Path:
    """The folder of Bergamo's pack: inside the installed package, or beside it in a checkout."""
    packed = Path(str(files("bot"))) / "data" / "bergamo"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "data" / "bergamo"


def _http_address(written: str) -> str:
    """Check an address and give it without a slash at its end, so that a path can follow."""
    try:
        url = TypeAdapter(HttpUrl).validate_python(written)
    except ValidationError:
        url = None
    if url is None or url.query is not None or url.fragment is not None:
        raise PydanticCustomError("address", "It must be an address such as http://host:port, without ? and #")
    return str(url).rstrip("/")


def _telegram_ids(written: object) -> object:
    """Read the numbers of persons."""
    if not isinstance(written, str):
        return written
    ids = written.replace(",", " ").split()
    if not all(_TELEGRAM_ID.fullmatch(one) for one in ids):
        raise PydanticCustomError("ids", "It must be numbers, the Telegram ids of persons, separated by commas")
    return tuple(dict.fromkeys(int(one) for one in ids))


_TELEGRAM_ID = re.compile(r"[1-9][0-9]{0,15}")
"""That of a person is above zero, and fits into 52 bits (Bot API 10.3, User)."""

HttpAddress = Annotated[str, AfterValidator(_http_address)]
TelegramIds = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_telegram_ids)]
Feeds = Annotated[tuple[Feed, ...], NoDecode, BeforeValidator(read_entries)]


class Settings(BaseModel):
    """What whoever runs the bot may set. Each description is the README's line, and is checked against it.

    Made directly, it has what it is given, and the defaults; `read_settings` reads the environment.
    """

    model_config = ConfigDict(frozen=True)

    token: SecretStr | None = Field(None, description="The bot's token, from @BotFather. `reti run` needs it.")
    api_url: HttpAddress = Field(
        "https://api.telegram.org", description="Base of the Bot API, without `/bot…`: a local server, or the sandbox."
    )
    database_url: str = Field(
        "sqlite:///reti.db", description="`sqlite:///PATH`, or `postgresql://USER:PASSWORD@HOST/NAME`."
    )
    city: Path = Field(default_factory=default_city, description="The folder of the city pack. By default Bergamo's.")
    admins: TelegramIds = Field(
        default_factory=tuple,
        description="Telegram ids of the first administrators, separated by commas; `/imieidati` shows one's own.",
    )
    proxy: HttpAddress | None = Field(
        None, description="An HTTP proxy for the way to Telegram and to calendar feeds, such as `http://proxy:3128`."
    )
    feeds: Feeds = Field(
        default_factory=tuple,
        description="Calendars to read: `NETWORK=https://…`, separated by blanks; see [docs/feeds.md](docs/feeds.md).",
    )
    feeds_every: int = Field(60, ge=5, le=1440, description="Minutes between two readings of a calendar feed.")
    controller: str | None = Field(None, description="Who answers for the data (GDPR), as `/privacy` names them.")
    controller_contact: str | None = Field(None, description="How to reach the controller.")
    officer_contact: str | None = Field(None, description="How to reach the data protection officer.")
    rate: int = Field(
        30, ge=0, description="Messages a second that Telegram takes from the bot; 0: no limit at all, as in a sandbox."
    )
    late_announcements: Literal["ask", "send"] = Field(
        "ask", description="What an announcement does that could not go at its time: `ask` who wrote it, or `send`."
    )
    pause_at: int = Field(
        20,
        ge=0,
        le=100,
        description="Percent of the last 200 people not reached at which an announcement pauses by itself; 0: never.",
    )
    patience: float = Field(
        300,
        gt=0,
        description="Seconds without a good answer from Telegram before the process ends, to be started anew.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")


class _Environment(Settings, BaseSettings):
    """The settings as they stand in the environment and in `.env`; what is empty there counts as not set."""

    model_config = SettingsConfigDict(
        env_prefix="RETI_", env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )


def read_settings() -> Settings:
    """Read the settings.

    Raises:
        StartError: one is not as it should be; the sentence names it, never its value.

    """
    try:
        return _Environment()
    except ValidationError as error:
        wrong = "; ".join(f"RETI_{str(at['loc'][0]).upper()}: {at['msg']}" for at in error.errors(include_input=False))
        raise StartError(f"A setting is not right. {wrong}") from None
