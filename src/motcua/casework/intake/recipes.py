"""A paper of a demonstration dossier, made when it is opened: what it would be, and that it is not one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock
from motcua.kernel.actors import system

MAKER = "intake.paper"
_TEMPLATE = Path(__file__).parent / "templates_typst" / "made_up.typ"
# Small on disk, and to be read on a telephone.
_PPI = 100


def make_paper(commune_id: int, recipe: Mapping[str, Any]) -> bytes:
    """Return a picture of a made-up paper of a component, with the name of the dossier's owner."""
    dossier = dossiers.get_dossier(system(commune_id), UUID(recipe["dossier"]))
    component = catalogue.content_of(dossier.version_id).component(recipe["component"])
    told = {
        "name": component.name,
        "owner": dossier.owner_name,
        "reference": dossier.submission_code,
        "on": f"{clock.local(dossier.submitted_at):%d/%m/%Y}",
        "number": recipe["number"],
    }
    return documents.typeset_pages(_TEMPLATE, told, ppi=_PPI)[0]
