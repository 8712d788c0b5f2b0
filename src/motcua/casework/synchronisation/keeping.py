"""The kept rows of told dossiers: written when told, and why they are not taken in."""

from datetime import datetime, timedelta

from motcua.casework.synchronisation.errors import CannotTakeIn
from motcua.casework.synchronisation.models import ToldDossier
from motcua.casework.synchronisation.ports import PortalDossier
from motcua.casework.synchronisation.rules.codes import plain_code
from motcua.kernel import sealing, tenancy

CHANNEL = "national_portal"
_WAIT, _LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=1)


def key_of(told: PortalDossier) -> str:
    """Return what makes a told dossier one: its national code, or a digest of the record without one."""
    return told.code or f"?{sealing.content_digest(dict(told.told), of=CHANNEL)}"


def keep_told(commune_id: int, told: PortalDossier, *, now: datetime) -> ToldDossier:
    """Keep what the portal tells, sealed; a dossier taken in before stays as it is."""
    with tenancy.scope(communes=[commune_id]):
        row, made = ToldDossier.objects.select_for_update().get_or_create(
            commune_id=commune_id,
            key=key_of(told),
            defaults={
                **_told_of(told), "national_code": told.code, "first_told_at": now, "next_try_at": now,
                "reason": "waiting",
            },
        )  # fmt: skip
        if not made and row.dossier_id is None and row.settled_at is None:
            for name, value in _told_of(told).items():
                setattr(row, name, value)
            row.save()
        return row


def _told_of(told: PortalDossier) -> dict[str, object]:
    return {
        "record": dict(told.told),
        # Anything may stand there; only a code is kept readable.
        "procedure_code": plain_code(told.procedure_code),
        "submitted_at": told.submitted_at,
    }


def put_aside(row: ToldDossier, cannot: CannotTakeIn, now: datetime) -> None:
    """Keep why a told dossier is not taken in, and when it is tried again."""
    with tenancy.scope(communes=[row.commune_id]):
        still = ToldDossier.objects.filter(
            commune_id=row.commune_id, id=row.id, dossier_id=None, settled_at=None
        )
        still.update(
            reason=cannot.reason,
            told=cannot.told,
            tries=row.tries + 1,
            next_try_at=now + min(_WAIT * (row.tries + 1), _LONGEST_WAIT),
        )
