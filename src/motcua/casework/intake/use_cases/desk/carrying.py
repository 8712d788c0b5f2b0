"""The papers of a dossier as they go along to the commune where it goes on; within a scope of both."""

from motcua.blocks.documents import api as documents
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import HandedPaper, Paper
from motcua.casework.intake.use_cases.filing import Laid, belonging, lay
from motcua.kernel.identifiers import new_id


def carry_papers(there: dossiers.DossierInfo, here: dossiers.DossierInfo) -> None:
    """Lay what is in force of a transferred dossier to the one it goes on as, and how it was handed over."""
    of_it = {"commune_id": there.commune_id, "dossier_id": there.id}
    papers = list(
        Paper.objects.filter(**of_it, superseded=False).order_by("answer_version", "position", "id")
    )
    files = documents.hand_on(there.commune_id, (one.file_id for one in papers), here.commune_id)
    lay(here, (Laid(one.component_code, one.component_name, files[one.file_id].id) for one in papers))
    handed = list(HandedPaper.objects.filter(**of_it).order_by("position"))
    for row in handed:
        # The dossier that a paper was used again from stays behind the other wall.
        row.id, row.source_dossier_id = new_id(), None
        for name, value in belonging(here).items():
            setattr(row, name, value)
    HandedPaper.objects.bulk_create(handed)
