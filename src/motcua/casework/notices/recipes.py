"""A printed form of a demonstration, made when it is opened: gathered from the dossier as the effect would have."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices.handlers.shared import dossier_of, line_of
from motcua.casework.notices.printing import print_form
from motcua.casework.notices.rules.forms import Form
from motcua.casework.notices.use_cases import compose
from motcua.kernel import events
from motcua.kernel.actors import system
from motcua.kernel.events import RecordedEvent

MAKER = "notices.form"


def make_form(commune_id: int, recipe: Mapping[str, Any]) -> bytes:
    """Return the form of an event, named by stream and place in it; a receipt by its own id."""
    if "receipt" in recipe:
        form = _receipt(commune_id, UUID(recipe["receipt"]))
    else:
        log = events.history(commune_id, UUID(recipe["dossier"]))
        event = next(one for one in log if one.seq == recipe["seq"])
        form = _BY_EVENT[event.name](event)
    return print_form(form, created_at=form.issued_at)


def _receipt(commune_id: int, receipt_id: UUID) -> Form:
    receipt = payments.receipt(receipt_id)
    dossier = dossiers.get_dossier(system(commune_id), intake.paid_for(commune_id, receipt.subject_id))
    cashier = organisation.get_staff(commune_id, receipt.collected_by_id)
    return compose.cash_receipt(dossier, receipt, cashier.full_name, receipt.collected_at)


def _accepted(event: RecordedEvent) -> Form:
    due_at = datetime.fromisoformat(event.payload["due_at"])
    return compose.receipt_form(dossier_of(event), line_of(event).actor_name, due_at, event.at)


def _asked(event: RecordedEvent) -> Form:
    return compose.supplement_form(dossier_of(event), line_of(event).actor_name, event.at, event.at)


def _refused(event: RecordedEvent) -> Form:
    line = line_of(event)
    return compose.refusal_form(dossier_of(event), line.actor_name, line.note, event.at, event.at)


def _withdrawn(event: RecordedEvent) -> Form:
    log = events.history(event.commune_id, event.stream_id)
    asked = [one for one in log if one.name == dossiers.WithdrawalRequested.NAME and one.seq < event.seq][-1]
    wish = dossiers.line_of_event(event.commune_id, event.stream_id, asked.id)
    line = line_of(event)
    return compose.withdrawal_slip(dossier_of(event), wish, asked.payload["how"], line, granted=True)


def _obliged(event: RecordedEvent) -> Form:
    obligation, limit = UUID(event.payload["obligation_id"]), event.payload["limit_at"]
    charge = payments.get_charge([obligation])[obligation]
    return compose.amount_notice(dossier_of(event), charge, datetime.fromisoformat(limit), line_of(event))


_BY_EVENT: dict[str, Callable[[RecordedEvent], Form]] = {
    dossiers.DossierAccepted.NAME: _accepted,
    dossiers.DossierRefused.NAME: _refused,
    dossiers.SupplementRequested.NAME: _asked,
    dossiers.DossierStopped.NAME: lambda event: compose.stop_notice(dossier_of(event), event, line_of(event)),
    dossiers.DossierWithdrawn.NAME: _withdrawn,
    dossiers.TermExtended.NAME: lambda event: compose.extension(dossier_of(event), event, line_of(event)),
    dossiers.LatenessApologised.NAME: lambda event: compose.apology(dossier_of(event), event, line_of(event)),
    dossiers.PaymentRequested.NAME: _obliged,
}
