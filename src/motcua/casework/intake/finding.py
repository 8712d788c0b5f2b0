"""By what a dossier is found: the names and numbers in its declaration, and the hamlet its owner lives in."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import vietnamese

_NUMBERS = {"citizen_id": "citizen_id", "phone": "phone"}


def findable_of(
    form: forms.FormDefinition,
    answers: Mapping[str, Any],
    hamlets: Iterable[organisation.HamletInfo],
    commune: str,
) -> dossiers.Findable:
    """Return what the answers of a form make findable. `commune`: the name whose hamlets these are."""
    told = [(field, answers[field.id]) for field in form.fields if answers.get(field.id)]
    return dossiers.Findable(
        names=tuple(str(value) for field, value in told if field.normalize == "name"),
        numbers=tuple((_NUMBERS[field.type], str(value)) for field, value in told if field.type in _NUMBERS),
        hamlet_id=_hamlet([value for field, value in told if field.type == "address"], hamlets, commune),
    )


@lru_cache(maxsize=1024)
def _folded(place: str) -> str:
    return vietnamese.fold(place)


def _hamlet(addresses: list[Any], hamlets: Iterable[organisation.HamletInfo], commune: str) -> Any:
    """Return the hamlet of the first address (the owner's) that lies in the commune and names one."""
    here = _folded(commune)
    for address in addresses:
        if not isinstance(address, Mapping) or here not in vietnamese.fold(str(address.get("commune", ""))):
            continue
        line = f" {vietnamese.fold(str(address.get('line', '')))} "
        named = [one for one in hamlets if f" {_folded(one.name)} " in line]
        if named:
            return max(named, key=lambda one: len(one.name)).id
    return None
