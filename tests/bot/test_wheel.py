"""The wheel is enough to run the bot: it carries the city pack, the catalogues, the typeface and the migrations."""

import os
import subprocess
import sys
from email.parser import BytesParser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ["bot", "domain", "handlers", "sandbox", "storage"]

USES_WHAT_IS_INSIDE = """
import bot.__main__, bot.settings, domain, handlers.views.map_canvas, sandbox, storage
print(bot.settings.default_city(), handlers.views.map_canvas.FONT, sep="\\n")
print(bot.__file__, domain.__file__, handlers.__file__, sandbox.__file__, storage.__file__, sep="\\n")
assert bot.__main__.main(["migrate"]) == 0
assert bot.__main__.main(["qr", "redona", "--username", "RetiProvaBot", "--out", "redona.png"]) == 0
"""


def run(folder: Path, *command: str, **environment: str) -> str:
    """What Python prints in a folder where it finds nothing of this checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RETI_", "COV_", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=kept | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(ROOT, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, installed beside the libraries it uses."""
    folder = tmp_path_factory.mktemp("installed")
    run(folder, "-m", "uv", "pip", "install", "--quiet", "--offline", "--no-deps", "--target", str(folder), str(wheel))
    return folder


def test_the_bot_starts_from_the_wheel_with_what_is_inside_it(installed: Path, tmp_path: Path) -> None:
    packaged = {
        "PYTHONPATH": str(installed),
        "RETI_TOKEN": "1:a",
        "RETI_DATABASE_URL": f"sqlite:///{tmp_path}/reti.db",
    }

    assert "All is in order" in run(tmp_path, "-m", "bot", "check", **packaged)
    *places, _migrated, drawn = run(tmp_path, "-c", USES_WHAT_IS_INSIDE, **packaged).splitlines()
    assert "t.me/RetiProvaBot" in drawn
    assert {file.name for file in tmp_path.iterdir()} >= {"reti.db", "redona.png"}
    assert len(places) == 2 + len(PACKAGES)
    assert all(Path(place).is_relative_to(installed) for place in places)


def test_the_wheel_carries_all_that_is_not_code_and_no_more(wheel: Path) -> None:
    carried = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}

    files = [file for package in PACKAGES for file in (ROOT / package).rglob("[!.]*") if file.is_file()]
    expected = {str(file.relative_to(ROOT)) for file in files if file.suffix != ".pyc"}
    expected |= {f"bot/data/bergamo/{file.name}" for file in (ROOT / "data" / "bergamo").iterdir()}
    assert carried == expected
    assert {f"{package}/py.typed" for package in PACKAGES} <= carried


def test_the_wheel_names_its_licences_and_carries_them(wheel: Path) -> None:
    archive = ZipFile(wheel)
    [described] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
    metadata = BytesParser().parsebytes(archive.read(described))

    assert metadata["License-Expression"] == "EUPL-1.2 AND ODbL-1.0 AND OFL-1.1"
    folder = described.replace("METADATA", "licenses/")
    carried = {name.removeprefix(folder) for name in archive.namelist() if name.startswith(folder)}
    assert carried == set(metadata.get_all("License-File")) == {"LICENSE", "handlers/views/fonts/LICENSE"}
