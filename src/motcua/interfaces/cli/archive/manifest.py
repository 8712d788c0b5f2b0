"""What an archive says about itself."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from motcua.kernel.embedded.errors import StartRefused

FORMAT = 1
MEMBER = "manifest.json"
DUMP = "database.dump"


@dataclass(frozen=True)
class Entry:
    """One member of the archive."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Contents:
    """What the database held at the moment of the dump."""

    server_version: int
    owner_role: str
    application_role: str
    rows: dict[str, int]
    walls: str


@dataclass(frozen=True)
class Manifest:
    """The last member of the archive."""

    product_version: str
    created_at: str
    mode: str
    database: Contents
    members: dict[str, Entry]

    def encode(self) -> bytes:
        """As JSON."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, ensure_ascii=False).encode()

    @classmethod
    def decode(cls, raw: bytes) -> "Manifest":
        """Read it back.

        Raises:
            StartRefused: it is damaged or of a format this version does not know.
        """
        try:
            data: dict[str, Any] = json.loads(raw)
            if data["format"] != FORMAT:
                raise StartRefused(
                    f"Bản sao lưu thuộc định dạng {data['format']}, phiên bản này chỉ đọc được {FORMAT}."
                )
            return cls(
                product_version=str(data["product_version"]),
                created_at=str(data["created_at"]),
                mode=str(data["mode"]),
                database=Contents(**data["database"]),
                members={name: Entry(**entry) for name, entry in data["members"].items()},
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StartRefused(f"Bản sao lưu bị hỏng: không đọc được {MEMBER} ({error}).") from error
