"""The question how a result is wanted, asked again of a dossier that was handed in."""

from collections.abc import Mapping
from typing import Any

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake


def question(
    dossier: dossiers.DossierInfo, desk: intake.FileOnDesk, typed: Mapping[str, str] | None
) -> dict[str, Any]:
    """Return what the page of the question shows: as it was typed, else as it is wished now."""
    wish = desk.wish
    chosen = {"delivery": wish.delivery, "address": wish.address if wish.elsewhere else ""}
    return {
        "wish": wish,
        "declared": intake.said_of(dossier, desk.answers).get("residence", ""),
        "deliveries": [{"value": key, "label": label} for key, label in intake.DELIVERIES.items()],
        "longest": intake.LONGEST_ADDRESS,
        **(chosen if typed is None else {name: typed.get(name, "") for name in chosen}),
    }
