"""The documents say what the code does."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("data/**/*.md")]


def test_every_setting_stands_in_the_readme_as_the_code_has_it() -> None:
    rows = dict(re.findall(r"^\| `(RETI_\w+)` \| .*? \| (.*) \|$", README, re.MULTILINE))

    assert rows == {f"RETI_{name.upper()}": field.description for name, field in Settings.model_fields.items()}


def test_the_defaults_in_the_readme_are_the_codes() -> None:
    rows = dict(re.findall(r"^\| `(RETI_\w+)` \| (.*?) \| .* \|$", README, re.MULTILINE))

    for name, field in Settings.model_fields.items():
        shown = rows[f"RETI_{name.upper()}"].strip("`")
        assert shown == ("" if field.default is None or field.default_factory else str(field.default))


def test_every_command_of_the_command_line_stands_in_the_readme() -> None:
    assert dict(re.findall(r"^\| `reti (\w+)` \| (.*) \|$", README, re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", document.read_text()):
        assert (document.parent / target).exists(), target


def test_the_catalogue_of_public_software_names_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    assert f"softwareVersion: {version}" in (ROOT / "publiccode.yml").read_text()


def test_the_locks_name_no_host_and_pin_everything_with_hashes() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text()
        assert "://" not in text
        pinned = re.findall(r"^[a-z0-9][\w.-]*(?:\[.*?\])?==", text, re.MULTILINE)
        assert len(pinned) > 10
        assert text.count("--hash=sha256:") > len(pinned)
