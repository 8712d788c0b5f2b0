"""Issue a printed form for an event, once."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices.models import IssuedForm
from motcua.casework.notices.printing import print_form
from motcua.casework.notices.rules.forms import Form
from motcua.kernel import tenancy, vietnamese

# Papers without a number in the circulars; the others are called as their set calls them.
TITLES = {
    "receipt": "Biên lai thu phí, lệ phí",
    "refund": "Phiếu hoàn trả phí, lệ phí",
    "amount": "Thông báo nộp tiền",
    "withdrawal": "Phiếu rút hồ sơ",
    "declined": "Trả lời về việc xin rút hồ sơ",
}


def issue_form(
    dossier: dossiers.DossierInfo, event_id: UUID, kind: str, form: Form, *, now: datetime
) -> UUID:
    """Print and keep a form, and return its file; of two runs the second changes nothing."""
    printed = print_form(form, created_at=form.issued_at)
    title = TITLES.get(kind) or form.name.title  # type: ignore[union-attr]  # the others have a name
    name = f"{vietnamese.fold(title).replace(' ', '-')}-{dossier.reference}.pdf"
    with tenancy.scope(communes=[dossier.commune_id]):
        kept = documents.keep_for_commune(dossier.commune_id, name, "application/pdf", printed, now)
        row, _ = IssuedForm.objects.get_or_create(
            commune_id=dossier.commune_id,
            event_id=event_id,
            form=kind,
            defaults={
                "applicant_id": dossier.applicant_id,
                "dossier_id": dossier.id,
                "title": title,
                "file_id": kept.id,
                "issued_at": now,
            },
        )
        return row.file_id
