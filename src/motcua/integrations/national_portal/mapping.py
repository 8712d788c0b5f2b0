"""The mapping file as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

RECORD = frozenset(
    {
        *("code", "procedure_code", "owner_name", "citizen_id"),
        *("phone", "email", "address", "submitted_at"),
    }
)


@dataclass(frozen=True)
class ExchangeMapping:
    """How the exchange names what we send and read; see mapping.yaml."""

    login_path: str
    call_path: str
    services: Mapping[str, str]
    list_since: str
    list_at: tuple[str, ...]
    answers: Mapping[str, tuple[str, ...]]
    record: Mapping[str, tuple[str, ...]]
    identities: Mapping[str, str]
    files: Mapping[str, str]
    components: Mapping[str, Mapping[str, str]]
    dossier: Mapping[str, str]
    dossier_always: Mapping[str, str]
    progress: Mapping[str, str]


def read_mapping(text: str) -> ExchangeMapping:
    """Read a mapping file. Raises ValueError when a field of the record is unknown or missing."""
    data: dict[str, Any] = yaml.safe_load(text)
    del data["version"], data["verified_with_the_real_side"]
    if set(data["record"]) != RECORD:
        raise ValueError(f"portal mapping: wrong fields {sorted(set(data['record']) ^ RECORD)}")
    for name in ("answers", "record"):
        data[name] = {key: tuple(values) for key, values in data[name].items()}
    return ExchangeMapping(**{**data, "list_at": tuple(data["list_at"])})


@cache
def default_mapping() -> ExchangeMapping:
    """Return the mapping that ships with the product."""
    return read_mapping(files(__package__).joinpath("mapping.yaml").read_text(encoding="utf-8"))
