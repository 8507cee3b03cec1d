"""The documents say what the code does."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.cli import COMMANDS
from bot.settings import Settings
from domain.privacy.retention import OF_NOBODY, in_markdown
from handlers.i18n import load_languages

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT, GROUPS = PYPROJECT["project"], PYPROJECT["dependency-groups"]
TO_RUN, TO_DEVELOP = ((ROOT / f"requirements{kind}.lock").read_text() for kind in ("", "-dev"))
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("data/**/*.md")]


def pins(lock: str) -> set[str]:
    """Each package of a lock with its version, and where it is for some machines only, which."""
    return set(re.findall(r"^([a-z0-9][^\\\n]*==[^\\\n]*?) *\\?$", lock, re.MULTILINE))


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


def test_what_is_kept_of_people_stands_in_the_docs_as_it_is_swept() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text()

    assert in_markdown() in page
    assert all(f"- `{table}`: {what}\n" in page for table, what in OF_NOBODY.items())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", document.read_text()):
        assert (document.parent / target).exists(), target


def test_the_catalogue_of_public_software_agrees_with_the_project() -> None:
    entry = yaml.safe_load((ROOT / "publiccode.yml").read_text())

    assert entry["legal"]["license"] == PROJECT["license"]
    assert set(entry["localisation"]["availableLanguages"]) == set(load_languages().translators)
    if "softwareVersion" in entry:
        assert entry["softwareVersion"] == PROJECT["version"]
        assert "releaseDate" in entry


def test_the_catalogue_of_public_software_takes_our_descriptions() -> None:
    """The lengths are the standard's (publiccode.yml, core schema: description)."""
    for description in yaml.safe_load((ROOT / "publiccode.yml").read_text())["description"].values():
        assert len(description["genericName"]) <= 35
        assert len(description["shortDescription"]) <= 150
        assert 500 <= len(description["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in description["features"])


def test_the_locks_name_no_host_and_pin_everything_with_hashes() -> None:
    for lock in (TO_RUN, TO_DEVELOP):
        assert "://" not in lock
        assert len(re.findall(r"==.*\\\n {4}--hash=sha256:[0-9a-f]{64}", lock)) == len(pins(lock)) > 10


def test_what_runs_is_what_was_tested() -> None:
    """The small lock is part of the large one, version by version."""
    assert pins(TO_RUN) <= pins(TO_DEVELOP)


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        (TO_RUN, PROJECT["dependencies"] + PROJECT["optional-dependencies"]["postgres"]),
        (TO_DEVELOP, sum(PROJECT["optional-dependencies"].values(), PROJECT["dependencies"]) + GROUPS["dev"]),
    ],
    ids=["requirements.lock", "requirements-dev.lock"],
)
def test_every_dependency_is_locked_at_a_version_it_allows(lock: str, wanted: list[str]) -> None:
    locked = [Requirement(pin) for pin in pins(lock)]
    for requirement in map(Requirement, wanted):
        found = [pin.specifier for pin in locked if pin.name == canonicalize_name(requirement.name)]
        assert found, requirement
        for [pinned] in found:
            assert requirement.specifier.contains(pinned.version), requirement
