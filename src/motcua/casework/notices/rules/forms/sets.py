"""The sets of printed forms: which number and title a paper has in the set valid when the dossier was taken in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class FormName:
    """What heads a form: its number in the set, its title, the circular, and a note where the set has no such form."""

    number: str
    title: str
    circular: str
    note: str = ""


@cache
def _sets() -> Mapping[str, Any]:
    place = files("motcua.casework.notices").joinpath("form_sets.yaml")
    found: Mapping[str, Any] = yaml.safe_load(place.read_text(encoding="utf-8"))
    return found


def set_keys() -> tuple[str, ...]:
    """Return the keys of all sets, oldest first."""
    return tuple(_sets())


def form_name(set_key: str, form: str) -> FormName:
    """Return what heads a form ("01" to "07", by the present numbers) in a set. Errors: KeyError."""
    of_set = _sets()[set_key]
    row = of_set["forms"][form]
    return FormName(row["number"], row["title"], row.get("circular", of_set["circular"]), row.get("note", ""))
