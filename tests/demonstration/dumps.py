"""Rows of a commune as they can be compared with those of another: ids and seals taken out, names put in."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps

from motcua.kernel import tenancy
from motcua.kernel.tenancy import Walled

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
COMPARED = (
    "dossiers.Dossier", "dossiers.Step", "dossiers.Pause", "dossiers.HistoryEntry", "dossiers.PublicProgress",
    "dossiers.DossierKey", "dossiers.SubDossier",
    "dossiers.CodeCounter", "dossiers.BookCounter", "dossiers.Opinion", "dossiers.HeadOrder",
    "kernel.Event", "kernel.EffectRun", "intake.AnswerVersion", "intake.Paper", "intake.SupplementRequest",
    "intake.WithdrawalRequest", "intake.FinancialObligation", "payments.Charge", "payments.CashReceipt",
    "payments.ReceiptBook", "decisions.Decision", "decisions.SigningOrder", "decisions.NumberBook",
    "notices.IssuedForm", "messaging.Message", "messaging.Delivery", "documents.StoredFile",
)  # fmt: skip
LEFT_OUT = {
    "intake.SupplementProposal": "the scripts ask directly, as a step may",
    "payments.CashRefund": "the scripts stop nothing whose fees go back",
    "intake.Draft": "what was typed on the way belongs to nobody once it is handed in",
    "intake.FilingMoment": "how long somebody typed is not made up",
    "intake.AssistedFiling": "help with filing is not part of these scripts",
    **dict.fromkeys(
        ("intake.Reception", "intake.HandedPaper", "intake.SheetRange", "intake.IntakeSheet", "intake.Relay"),
        "what comes to the desk is written as typed in whole, without the page of reception",
    ),
    "audit.AuditEntry": "nobody read or logged in",
    "audit.Seal": "made over whatever is there",
    "identity.CitizenProfile": "people who never logged in have none",
    "identity.RoleGrant": "made with the commune",
    "identity.Representation": "nobody acts for another in these scripts",
    "privacy.ConsentRecord": "given at a login",
    "documents.PartialUpload": "papers that are still on their way",
    "messaging.Device": "nobody switched notices on",
    **dict.fromkeys(
        ("synchronisation.ToldDossier", "synchronisation.PortalRun"),
        "what the national portal told is not made up; its dossiers are filed as those of the portal here",
    ),
    **dict.fromkeys(
        ("organisation.Delegation", "organisation.CommuneDay", "organisation.WorkingWeek",
         "organisation.Maintenance", "organisation.Unit",
         "organisation.Hamlet", "organisation.Position", "organisation.StaffMember", "organisation.Assignment",
         "catalogue.FeeOverride", "catalogue.TermOverride", "catalogue.TermPolicy", "catalogue.ConstantOverride",
         "catalogue.LocalPublication", "authoring.WorkingCopy", "authoring.FormSample",
         "authoring.WorkingProcess"),
        "made with the commune",
    ),
    **dict.fromkeys(
        ("workplace.BulkRun", "workplace.BulkItem", "workplace.ThreadMessage", "workplace.SavedView",
         "workplace.Label", "workplace.DossierLabel", "workplace.PrivateNote", "books.LateReason", "books.HandOver",
         "books.Export", "books.PostList", "books.Parcel"),
        "written by officers beside the way of a dossier",
    ),
    **dict.fromkeys(
        ("appointments.Window", "appointments.SlotRule", "appointments.OwnGroup", "appointments.HallDevice",
         "appointments.Appointment", "appointments.Ticket", "appointments.TicketCounter"),
        "the hall is settled with the commune, and nobody waits in these scripts",
    ),
    **dict.fromkeys(
        ("watch.StaffNotice", "watch.Finding", "watch.WatchRun", "watch.OfficerDay"),
        "counted by the watch of each night from what it finds",
    ),
}  # fmt: skip
_HIDDEN = {
    "id", "commune_id", "hash", "prev_hash", "seal_id", "chain_hash", "submission_key", "submission_code", "blob",
    "sha256", "size", "key_number", "source_id", "media_type", "pages", "doubts", "recipe", "credential_id",
    "updated_at",
}  # fmt: skip


def walled() -> set[str]:
    """Return every table behind the wall."""
    return {model._meta.label for model in apps.get_models() if issubclass(model, Walled)}


def dump(commune, ids: dict[UUID, str], codes: dict[str, str]) -> dict[str, Counter]:
    """Return the rows of each compared table; `ids` names what is known, `codes` replaces texts."""
    told = {}
    with tenancy.scope(communes=[commune.id]):
        for label in COMPARED:
            model = apps.get_model(label)
            rows = model.objects.filter(commune_id=commune.id)
            told[label] = Counter(_row(row, label, ids, codes) for row in rows)
    return told


def _row(row, label: str, ids, codes) -> str:
    hidden = _HIDDEN | ({"key"} if label == "documents.StoredFile" else set())
    parts = {
        field.attname: _value(field.attname, getattr(row, field.attname), ids, codes)
        for field in row._meta.concrete_fields
        if field.attname not in hidden
    }
    return repr(sorted(parts.items()))


def _value(name: str, value: Any, ids, codes) -> Any:
    if isinstance(value, UUID):
        return ids.get(value, "<id>")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, dict):
        if name == "digests":
            return sorted(value)
        # What an agency answered names the digest of its paper, and one not yet made has none.
        return sorted(
            (key, "<sha256>" if key == "sha256" else _value(key, one, ids, codes))
            for key, one in value.items()
        )
    if isinstance(value, list | tuple):
        return [_value(name, one, ids, codes) for one in value]
    return _text(value, ids, codes) if isinstance(value, str) else value


def _text(text: str, ids, codes) -> str:
    for old, new in codes.items():
        text = text.replace(old, new)
    return _UUID.sub(lambda found: ids.get(UUID(found[0]), "<id>"), text)
