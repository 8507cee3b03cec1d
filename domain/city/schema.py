"""JSON Schemas of the pack's files, made from the models of their rows, for editors and for other cities' packs.

The schema of a table is that of one row: numbers as numbers, and cells with semicolons as lists. To write all of them
anew after a change of a model: `python -m domain.city.schema data/schema`.
"""

import json
import sys
from pathlib import Path

from domain.city.rows import FILES


def schemas() -> dict[str, str]:
    """Give each schema's text by its file name, such as "streets.csv.json"."""
    return {f"{file}.json": _schema(file) for file in FILES}


def _schema(file: str) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **FILES[file].model_json_schema()}
    return json.dumps(schema | {"title": file}, indent=2, ensure_ascii=False) + "\n"


def write(folder: Path) -> None:
    """Write all schemas into a folder."""
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
