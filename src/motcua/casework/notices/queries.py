"""Reads of issued forms."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.audit import api as audit
from motcua.blocks.documents import api as documents
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices.models import IssuedForm
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound


@dataclass(frozen=True)
class FormInfo:
    """A printed form of a dossier."""

    form: str
    title: str
    file_id: UUID
    issued_at: datetime


def list_forms(dossier: dossiers.DossierInfo) -> list[FormInfo]:
    """Return the forms issued for a dossier that the caller was allowed to get, oldest first."""
    with tenancy.scope(communes=[dossier.commune_id]):
        rows = IssuedForm.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
        return [
            FormInfo(row.form, row.title, row.file_id, row.issued_at)
            for row in rows.order_by("issued_at", "id")
        ]


def read_form(
    actor: Actor, dossier: dossiers.DossierInfo, file_id: UUID, *, now: datetime
) -> tuple[str, bytes]:
    """Return (file name, PDF) of a form of a dossier the caller got for this actor; the read is audited."""
    with tenancy.scope(communes=[dossier.commune_id], applicants=actor.applicants):
        audit.read(actor, "form", file_id, "Xem phiếu của hồ sơ", now=now)
        rows = IssuedForm.objects.filter(
            commune_id=dossier.commune_id, dossier_id=dossier.id, file_id=file_id
        )
        if not rows.exists():
            raise NotFound("Không tìm thấy phiếu này.")
        return documents.get_file(file_id).name, documents.open_file(file_id)
