"""Issue a printed form for an event, once."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices.addresses import lookup_url
from motcua.casework.notices.models import IssuedForm
from motcua.casework.notices.printing import print_form
from motcua.casework.notices.rules.forms import Form, Office
from motcua.kernel import clock, tenancy, vietnamese

TITLES = {
    "01": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "02": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    "03": "Phiếu từ chối tiếp nhận, giải quyết hồ sơ",
    "receipt": "Biên lai thu phí, lệ phí",
}


def is_issued(commune_id: int, event_id: UUID, form: str) -> bool:
    """Tell whether the form of an event was issued before."""
    with tenancy.scope(communes=[commune_id]):
        return IssuedForm.objects.filter(commune_id=commune_id, event_id=event_id, form=form).exists()


def issue_form(
    dossier: dossiers.DossierInfo, event_id: UUID, kind: str, form: Form, *, now: datetime
) -> UUID:
    """Print and keep a form, and return its file; of two runs the second changes nothing."""
    printed = print_form(form, created_at=form.issued_at)
    name = f"{vietnamese.fold(TITLES[kind]).replace(' ', '-')}-{dossier.reference}.pdf"
    with tenancy.scope(communes=[dossier.commune_id]):
        kept = documents.keep_for_commune(dossier.commune_id, name, "application/pdf", printed, now)
        row, _ = IssuedForm.objects.get_or_create(
            commune_id=dossier.commune_id,
            event_id=event_id,
            form=kind,
            defaults={
                "applicant_id": dossier.applicant_id,
                "dossier_id": dossier.id,
                "title": TITLES[kind],
                "file_id": kept.id,
                "issued_at": now,
            },
        )
        return row.file_id


def office_of(commune: organisation.CommuneInfo) -> Office:
    """Return the head of a form."""
    centre = f"Trung tâm Phục vụ hành chính công {commune.inner_name}"
    return Office(
        superior=commune.committee_name,
        agency=centre,
        unit=centre,
        place=commune.name,
        address=commune.address,
        phone=commune.phone,
        website=lookup_url().split("//")[-1].split("/")[0],
    )


def issued_at(at: datetime) -> datetime:
    """Return a moment on the clock of Vietnam, as forms print it."""
    return clock.local(at)
