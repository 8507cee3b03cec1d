"""The wheel is enough to run the bot: it carries the city pack, the catalogues and the migrations."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parent.parent.parent


def test_the_wheel_carries_all_that_is_not_code(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    names = set(ZipFile(wheel).namelist())

    pack = {f"bot/data/bergamo/{file.name}" for file in (ROOT / "data" / "bergamo").iterdir()}
    assert pack <= names
    assert "handlers/locales/it/LC_MESSAGES/reti.po" in names
    assert "sandbox/facts.json" in names
    assert any(name.startswith("sandbox/page/static/") for name in names)
    assert any(name.startswith("storage/migrations/versions/") for name in names)
    assert not any(name.startswith(("tests/", "bench/")) for name in names)
