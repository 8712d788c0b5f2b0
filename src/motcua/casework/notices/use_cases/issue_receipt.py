"""Issue form 01: by the effect of the acceptance, or at once for the person who waits at the desk."""

from datetime import datetime
from uuid import UUID

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices.models import IssuedForm
from motcua.casework.notices.queries import read_form
from motcua.casework.notices.use_cases import compose
from motcua.casework.notices.use_cases.issue_form import issue_form
from motcua.kernel import clock, events, tenancy
from motcua.kernel.actors import Actor, system
from motcua.kernel.errors import NotFound

FORM = "01"


def issue_receipt(dossier: dossiers.DossierInfo, event: events.RecordedEvent, receiver: str) -> UUID:
    """Issue the form of an acceptance once, and return its file."""
    known = _issued(dossier, event.id)
    if known is not None:
        return known
    due_at = datetime.fromisoformat(event.payload["due_at"])
    form = compose.receipt_form(dossier, receiver, due_at, clock.now())
    return issue_form(dossier, event.id, FORM, form, now=event.at)


def receipt_now(dossier: dossiers.DossierInfo) -> UUID:
    """Return the file of form 01 of a dossier the caller got, issued at once where the effect has not run yet.

    Raises NotFound before the acceptance.
    """
    with tenancy.scope(communes=[dossier.commune_id]):
        event = events.last_of(dossier.commune_id, dossier.id, dossiers.DossierAccepted)
    if event is None:
        raise NotFound("Hồ sơ này chưa được tiếp nhận nên chưa có giấy hẹn.")
    line = dossiers.line_of_event(dossier.commune_id, dossier.id, event.id)
    return issue_receipt(dossier, event, line.actor_name)


def read_relay_receipt(actor: Actor, relay_id: UUID, *, now: datetime) -> tuple[str, bytes]:
    """Return (file name, PDF) of form 01 of what was taken in here for another commune; the read is audited there.

    Permission: dossier.relay. Raises RelayNotFound.
    """
    relay = intake.get_relay(actor, relay_id)
    dossier = dossiers.get_dossier(system(relay.handled_by), relay.dossier_id)
    return read_form(intake.guest_of(actor, relay.handled_by), dossier, receipt_now(dossier), now=now)


def _issued(dossier: dossiers.DossierInfo, event_id: UUID) -> UUID | None:
    with tenancy.scope(communes=[dossier.commune_id]):
        rows = IssuedForm.objects.filter(commune_id=dossier.commune_id, event_id=event_id, form=FORM)
        return rows.values_list("file_id", flat=True).first()
