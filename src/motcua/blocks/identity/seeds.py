"""The roles an installation starts with, read from `roles.yaml` once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from motcua.blocks.identity.rules import PERMISSIONS


@dataclass(frozen=True)
class RoleSeed:
    """A role of the file."""

    key: str
    name: str
    permissions: tuple[str, ...]
    duty: str


@cache
def role_seeds() -> tuple[RoleSeed, ...]:
    """Return the roles of the file in its order; ValueError for a permission nobody asks for."""
    raw = yaml.safe_load(Path(__file__).with_name("roles.yaml").read_text(encoding="utf-8"))
    seeds = tuple(RoleSeed(r["key"], r["name"], tuple(r["permissions"]), r.get("duty", "")) for r in raw)
    unknown = {p for seed in seeds for p in seed.permissions} - PERMISSIONS
    if unknown:
        raise ValueError(f"unknown permissions in roles.yaml: {sorted(unknown)}")
    return seeds


def duty_of(role_key: str) -> str:
    """Return the duty of a role, "" when it has none or was added as data."""
    return next((seed.duty for seed in role_seeds() if seed.key == role_key), "")
