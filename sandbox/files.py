"""Files that were sent: kept in memory, known by `file_id`, fetched by `file_path`."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any


@dataclass(frozen=True, slots=True)
class Upload:
    """A file inside a request."""

    name: str
    content: bytes
    mime_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that Telegram keeps; `kind` is the part of the message it came in, such as "photo"."""

    file_id: str
    kind: str
    name: str
    mime_type: str
    content: bytes

    @property
    def unique_id(self) -> str:
        """The `file_unique_id`."""
        return "AQAD" + self.file_id[-8:]

    @property
    def path(self) -> str:
        """Where it is fetched below `/file/bot<token>/`."""
        return f"{self.kind}s/file_{int(self.file_id[-8:])}{PurePosixPath(self.name).suffix}"

    def as_file(self) -> dict[str, Any]:
        """Give it as a `File` of the Bot API."""
        return {**self.as_part(), "file_path": self.path}

    def as_part(self) -> dict[str, Any]:
        """Give the fields that every kind of file has in a message."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.content)}


class Files:
    """All files that were sent."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(self, kind: str, upload: Upload) -> StoredFile:
        """Keep an upload."""
        file_id = f"BQACAgQAAxkBAAI{kind[:3].upper()}{len(self._by_id) + 1:08d}"
        stored = StoredFile(file_id, kind, upload.name, upload.mime_type, upload.content)
        self._by_id[file_id] = stored
        self._by_path[stored.path] = stored
        return stored

    def __getitem__(self, file_id: str) -> StoredFile:
        return self._by_id[file_id]

    def known(self, file_id: str) -> StoredFile | None:
        """Find a file by its `file_id`."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """Find a file by its path."""
        return self._by_path.get(path)
