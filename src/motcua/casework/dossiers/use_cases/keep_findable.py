"""Keep by what a dossier is found: names, numbers and where its owner lives.

Nothing of it is what happened to the dossier, so no event tells it; it follows from what was handed in.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from motcua.casework.dossiers.models import Dossier, DossierKey
from motcua.kernel import sealing, tenancy, vietnamese

LONGEST = 400
_DIGITS = re.compile(r"\+?[0-9 .\-]+")


@dataclass(frozen=True)
class Findable:
    """By what a dossier is found besides its owner and code. `numbers`: (kind, number as written)."""

    names: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    hamlet_id: UUID | None = None


def keep_findable(commune_id: int, dossier_id: UUID, findable: Findable) -> None:
    """Keep names, numbers and hamlet of a dossier; safe to repeat. Numbers are kept as blind indexes alone."""
    with tenancy.scope(communes=[commune_id]):
        row = Dossier.objects.select_for_update().get(commune_id=commune_id, id=dossier_id)
        row.search_text = search_text([row.owner_name, *findable.names])
        row.hamlet_id = findable.hamlet_id
        row.save(update_fields=["search_text", "hamlet_id"])
    keep_numbers(commune_id, dossier_id, findable.numbers)


def keep_numbers(commune_id: int, dossier_id: UUID, numbers: Iterable[tuple[str, str]]) -> None:
    """Make a dossier findable by further numbers of a kind (DossierKey.Kind); safe to repeat."""
    keys = [
        DossierKey(commune_id=commune_id, dossier_id=dossier_id, kind=kind, index=key_index(number))
        for kind, number in sorted(set(numbers))
        if number.strip()
    ]
    if keys:
        with tenancy.scope(communes=[commune_id]):
            DossierKey.objects.bulk_create(keys, ignore_conflicts=True)


def key_index(number: str) -> bytes:
    """Return the blind index of a number as anybody may write it: spaces, dots, case and marks do not count."""
    if _DIGITS.fullmatch(number.strip()):
        plain = "".join(sign for sign in number if sign.isdigit())
        plain = "0" + plain[2:] if plain.startswith("84") and len(plain) == 11 else plain
    else:
        plain = "/".join(vietnamese.fold(number).split())
    return sealing.blind_index(plain, purpose="dossier.key")


def search_text(names: Iterable[str]) -> str:
    """Return names as they are searched: folded, each once, a space before every word."""
    kept: list[str] = []
    for name in map(vietnamese.fold, names):
        if name and name not in kept:
            kept.append(name)
    return "".join(f" {name}" for name in kept)[:LONGEST]
