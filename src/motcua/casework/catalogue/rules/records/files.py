"""Reading files of records: what is no such file is refused in plain words before anything is done."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from motcua.casework.catalogue.rules.records.portal import from_portal, is_portal_record

MOST_BYTES = 100_000_000
MOST_RECORDS = 50_000


class FileRefused(ValueError):
    """A file that cannot be read as records; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class Entry:
    """One record of one file, not yet judged. `number` counts from 1."""

    file: str
    number: int
    data: Any


@dataclass(frozen=True)
class RecordFile:
    """A file read as a whole. `digest`: SHA-256 of its bytes."""

    name: str
    digest: str
    entries: Sequence[Entry]


def read_file(path: Path) -> RecordFile:
    """The records of a file on the disk. Errors: FileRefused."""
    try:
        size = path.stat().st_size if path.is_file() else -1
        if size < 0:
            raise FileRefused(f"{path}: không có tệp này.")
        if size > MOST_BYTES:
            most = MOST_BYTES // 1_000_000
            raise FileRefused(
                f"{path}: tệp {size // 1_000_000} MB lớn quá, tối đa {most} MB; hãy chia thành nhiều tệp."
            )
        raw = path.read_bytes()
    except OSError as error:
        raise FileRefused(f"{path}: không đọc được tệp ({error.strerror}).") from error
    return read_bytes(str(path), raw)


def read_bytes(name: str, raw: bytes) -> RecordFile:
    """The records of a file that is at hand, under its name. Errors: FileRefused."""
    found = _records(name, _parse(name, raw))
    if len(found) > MOST_RECORDS:
        raise FileRefused(f"{name}: {len(found)} bản ghi, quá {MOST_RECORDS}; hãy chia thành nhiều tệp.")
    file = PurePath(name).name
    entries = [Entry(file, number, _one_shape(data)) for number, data in enumerate(found, start=1)]
    return RecordFile(file, sha256(raw).hexdigest(), entries)


def _parse(path: str, raw: bytes) -> Any:
    if not raw.strip():
        raise FileRefused(f"{path}: tệp rỗng.")
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FileRefused(f"{path}: không phải chữ UTF-8 (byte thứ {error.start + 1}).") from error
    except json.JSONDecodeError as error:
        cut = error.pos >= len(error.doc.rstrip()) - 1 or "Unterminated" in error.msg
        why = "tệp bị cụt, có lẽ tải về chưa hết" if cut else "không phải JSON"
        raise FileRefused(f"{path}: {why} (dòng {error.lineno}, cột {error.colno}).") from error
    except (RecursionError, ValueError) as error:
        raise FileRefused(f"{path}: JSON lồng quá sâu hoặc có số quá dài, không đọc được.") from error


def _records(path: str, data: Any) -> list[Any]:
    """A list of records, or an answer of the portal that holds one record or a list of them."""
    if isinstance(data, Mapping) and isinstance(data.get("data"), Mapping | list):
        data = data["data"]
    if isinstance(data, Mapping):
        inner = data.get("items", data.get("rows"))
        data = inner if isinstance(inner, list) else [data] if "code" in data else None
    if not isinstance(data, list):
        raise FileRefused(f"{path}: JSON đọc được nhưng không phải danh sách thủ tục.")
    if not data:
        raise FileRefused(f"{path}: danh sách không có thủ tục nào.")
    return data


def _one_shape(data: Any) -> Any:
    return from_portal(data) if isinstance(data, Mapping) and is_portal_record(data) else data
