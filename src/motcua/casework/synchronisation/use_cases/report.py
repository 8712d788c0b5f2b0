"""Tell the portal what became of a dossier that came from it: every change of its state, in order, at least once."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.casework.synchronisation.errors import BeingReported
from motcua.casework.synchronisation.models import ToldDossier
from motcua.casework.synchronisation.ports import DossierReport, NationalPortal, ProgressReport
from motcua.casework.synchronisation.use_cases.ask_portal import is_connected
from motcua.kernel import ports, tenancy
from motcua.kernel.actors import system

# A worker that died while it reported holds a dossier no longer than this.
_HELD = timedelta(minutes=5)
_LONGEST_NOTE = 500
# Acts whose note is written for the citizen to read.
_TOLD_WHY = frozenset({"refuse", "request_supplement", "stop", "request_payment", "decline_withdrawal"})
_STATE = dossiers.State


def report(commune_id: int, dossier_id: UUID, *, now: datetime) -> None:
    """Bring the portal up to date on a dossier; one that did not come from it is left alone.

    Raises NotAvailable, BeingReported: it is told later, from where it stopped.
    """
    row = _find(commune_id, dossier_id)
    if row is None or not is_connected(commune_id):
        return
    _hold(row, now)
    try:
        dossiers.keep_sync(commune_id, dossier_id, "pending")
        dossier = dossiers.get_dossier(system(commune_id), dossier_id)
        for seq, line in _unreported(row, dossier):
            if line is not None:
                _tell(row, dossier, line)
            _note(row, reported_seq=seq)
        dossiers.keep_sync(commune_id, dossier_id, "sent")
    except Exception:
        dossiers.keep_sync(commune_id, dossier_id, "failed")
        raise
    finally:
        _note(row, reporting_until=None)


def _find(commune_id: int, dossier_id: UUID) -> ToldDossier | None:
    with tenancy.scope(communes=[commune_id]):
        return ToldDossier.objects.filter(commune_id=commune_id, dossier_id=dossier_id).first()


def _hold(row: ToldDossier, now: datetime) -> None:
    free = Q(reporting_until__isnull=True) | Q(reporting_until__lte=now)
    with tenancy.scope(communes=[row.commune_id]):
        mine = ToldDossier.objects.filter(free, commune_id=row.commune_id, id=row.id)
        if not mine.update(reporting_until=now + _HELD):
            raise BeingReported
        row.refresh_from_db()


def _note(row: ToldDossier, **values: object) -> None:
    with tenancy.scope(communes=[row.commune_id]):
        ToldDossier.objects.filter(commune_id=row.commune_id, id=row.id).update(**values)


def _unreported(
    row: ToldDossier, dossier: dossiers.DossierInfo
) -> Iterator[tuple[int, dossiers.HistoryLine | None]]:
    """Yield each line not reported yet with its place; None for one that left the state as it was."""
    before: dossiers.State | None = None
    for seq, line in dossiers.numbered_history(dossier):
        if seq > row.reported_seq:
            yield seq, line if line.state != before else None
        before = line.state


def _tell(row: ToldDossier, dossier: dossiers.DossierInfo, line: dossiers.HistoryLine) -> None:
    portal, commune = ports.get(NationalPortal), organisation.get_commune(row.commune_id)
    dated = {_STATE.REFUSED: "refused_at", _STATE.DONE: "finished_at", _STATE.RETURNED: "returned_at"}
    # A return that was taken back leaves the end of the work as it was.
    at = dossier.finished_at or line.at if line.action == dossiers.Action.TAKE_BACK_RETURN else line.at
    ours = f"Mã hồ sơ tại {commune.inner_name}: {dossier.code}." if dossier.code else ""
    facts = {"procedure_name": dossier.procedure_name, "owner_name": dossier.owner_name, "note": ours}
    portal.report_dossier(
        DossierReport(
            unit=commune.identifier,
            dossier_code=row.national_code,
            procedure_code=dossier.procedure_code,
            state=int(line.state),
            received_at=dossier.accepted_at or line.at,
            due_at=dossier.due_at,
            facts={**facts, "unit_name": commune.committee_name},
            moments={dated[line.state]: at} if line.state in dated else {},
        )
    )
    why = line.note if line.action in _TOLD_WHY else ""
    # What the office does within itself is not told outside; that the state changed is.
    note = line.state.label if line.internal else f"{line.label}. {why}"
    portal.report_progress(
        ProgressReport(
            unit_code=commune.identifier,
            dossier_code=row.national_code,
            state=int(line.state),
            officer=line.actor_name,
            position=line.actor_role,
            unit=line.unit_name or commune.committee_name,
            at=line.at,
            note=note.strip()[:_LONGEST_NOTE],
        )
    )
