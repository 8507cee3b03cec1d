"""Settings: read from the environment and `.env`; what is wrong is named, never shown."""

from pathlib import Path

import pytest

from bot.failures import StartError
from bot.run import opened
from bot.settings import Settings, default_city, read_settings
from domain.feeds import Feed


def test_all_but_the_token_have_a_default() -> None:
    settings = read_settings()

    assert settings.token is None
    assert settings.api_url == "https://api.telegram.org"
    assert settings.city == default_city()
    assert (default_city() / "networks.yaml").is_file()


def test_a_file_called_env_is_read_and_the_environment_wins(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / ".env").write_text("RETI_TOKEN=1:from-the-file\nRETI_PATIENCE=60\nOTHER=1\n")
    monkeypatch.setenv("RETI_PATIENCE", "90")

    settings = read_settings()

    assert settings.token is not None
    assert settings.token.get_secret_value() == "1:from-the-file"
    assert settings.patience == 90


def test_a_wrong_setting_is_one_sentence_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETI_PATIENCE", "secret-soon")

    with pytest.raises(StartError, match="RETI_PATIENCE") as raised:
        read_settings()

    assert "secret-soon" not in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["RETI_API_URL", "RETI_PROXY"])
@pytest.mark.parametrize(
    "address", ["secret", "secret:8081", "ftp://secret/", "http://se cret", "http://secret/?a=1", "http://secret/#a"]
)
def test_an_address_that_is_none_is_one_sentence_without_it(
    name: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, address)

    with pytest.raises(StartError, match=f"{name}: It must be an address such as http://host:port") as raised:
        read_settings()

    assert "cret" not in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("written", ["http://127.0.0.1:8081", "http://127.0.0.1:8081/", "HTTP://127.0.0.1:8081//"])
def test_a_slash_at_the_end_of_an_address_is_no_trouble(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETI_API_URL", written)

    assert read_settings().api_url == "http://127.0.0.1:8081"


def test_a_proxy_may_have_a_name_and_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETI_PROXY", "http://name:word@proxy:3128")

    assert read_settings().proxy == "http://name:word@proxy:3128"


def test_what_is_left_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETI_TOKEN", "")
    monkeypatch.setenv("RETI_PROXY", "")

    settings = read_settings()

    assert (settings.token, settings.proxy) == (None, None)


def test_settings_made_in_a_program_hear_nothing_of_the_environment(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (elsewhere / ".env").write_text("RETI_CONTROLLER=somebody else\n")
    monkeypatch.setenv("RETI_PROXY", "http://proxy:3128")

    assert Settings() == Settings(proxy=None, controller=None)


def test_a_token_does_not_show_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETI_TOKEN", "1:very-secret")

    assert "very-secret" not in repr(read_settings())


class TestFeeds:
    """RETI_FEEDS: whose events are read from where."""

    def test_are_none_unless_they_are_named(self) -> None:
        assert read_settings().feeds == ()

    def test_are_entries_of_networks_and_addresses(self, monkeypatch: pytest.MonkeyPatch) -> None:
        written = (
            "loreto=https://a.example/x?k=s,1\n  redona,san-paolo=http://u:p@b.example:8080/ citta=https://c.example/"
        )
        monkeypatch.setenv("RETI_FEEDS", written)

        assert read_settings().feeds == (
            Feed("https://a.example/x?k=s,1", ("loreto",)),
            Feed("http://u:p@b.example:8080/", ("redona", "san-paolo")),
            Feed("https://c.example/"),
        )

    @pytest.mark.parametrize(
        ("entry", "says"),
        [
            ("https://secret.example/", "Entry 2 must be NETWORK=https://"),
            ("https://secret.example/?a=https://secret.example/", "Entry 2 must be NETWORK=https://"),
            ("loreto=webcal://secret.example/", "Entry 2 must be NETWORK=https://"),
            ("loreto=file:///secret", "Entry 2 must be NETWORK=https://"),
            ("loreto,=https://secret.example/", "Entry 2 must be NETWORK=https://"),
            ("loreto=https://secret.example:port/", "Entry 2 has no address"),
            ("loreto,citta=https://secret.example/", 'Entry 2 has "citta" beside a network'),
            ("redona=https://a.example/", "Entry 2 has the address of one before"),
            ("redona=https://secret@a.example", "Entry 2 has the address of one before"),
        ],
    )
    def test_are_named_by_their_place_where_they_are_wrong(
        self, monkeypatch: pytest.MonkeyPatch, entry: str, says: str
    ) -> None:
        monkeypatch.setenv("RETI_FEEDS", f"loreto=https://a.example/ {entry}")

        with pytest.raises(StartError, match=f"RETI_FEEDS: {says}") as raised:
            read_settings()

        assert "secret" not in str(raised.value)
        assert "\n" not in str(raised.value)

    def test_are_not_shown_when_settings_are_printed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RETI_FEEDS", "loreto=https://a.example/very-secret")

        assert "very-secret" not in repr(read_settings())

    @pytest.mark.parametrize("minutes", ["4", "1441", "often"])
    def test_are_read_neither_all_the_time_nor_hardly_ever(self, monkeypatch: pytest.MonkeyPatch, minutes: str) -> None:
        monkeypatch.setenv("RETI_FEEDS_EVERY", minutes)

        with pytest.raises(StartError, match="RETI_FEEDS_EVERY"):
            read_settings()


class TestAdministrators:
    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("42", (42,)),
            ("42,7", (42, 7)),
            (" 42 , 7,42,", (42, 7)),
            ("4503599627370495", (4503599627370495,)),
            ("", ()),
        ],
    )
    def test_are_numbers_separated_by_commas(
        self, monkeypatch: pytest.MonkeyPatch, written: str, read: tuple[int, ...]
    ) -> None:
        monkeypatch.setenv("RETI_ADMINS", written)

        assert read_settings().admins == read

    @pytest.mark.parametrize("written", ["@secret", "42,secret", "-42", "0", "4.2", "٤٢", "4" * 17, "42;7"])
    def test_that_are_no_numbers_are_one_sentence(self, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
        monkeypatch.setenv("RETI_ADMINS", written)

        with pytest.raises(StartError, match="RETI_ADMINS: It must be numbers") as raised:
            read_settings()

        assert written not in str(raised.value)
        assert "\n" not in str(raised.value)

    async def test_are_known_to_what_answers(self, tmp_path: Path) -> None:
        async with opened(Settings(admins=(42, 7), database_url=f"sqlite:///{tmp_path / 'reti.db'}")) as services:
            assert services.admins == {42, 7}
