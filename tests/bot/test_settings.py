"""Settings: read from the environment and `.env`; what is wrong is named, never shown."""

from pathlib import Path

import pytest

from bot.failures import StartError
from bot.settings import Settings, default_city, read_settings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"RETI_{name.upper()}", raising=False)
    return tmp_path


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


def test_a_token_does_not_show_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETI_TOKEN", "1:very-secret")

    assert "very-secret" not in repr(read_settings())
