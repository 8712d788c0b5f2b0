"""Plan one action on many dossiers: nothing is done yet, and for each it is told whether it could be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.workplace.errors import RunNotFound
from motcua.casework.workplace.models import BulkItem, BulkRun
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError, InvalidInput

A = dossiers.Action
ACTIONS = (A.TAKE, A.RELEASE, A.ASSIGN, A.APPROVE, A.ISSUE)
SIGNING = (A.APPROVE, A.ISSUE)
"""These need a PIN."""


@dataclass(frozen=True)
class ItemInfo:
    """A dossier of a run: what became of it, or (`forecast`) why it could not be done now; empty: it could."""

    dossier: dossiers.DossierInfo
    state: str
    message: str
    forecast: str


@dataclass(frozen=True)
class RunInfo:
    """A run of the officer's own."""

    id: UUID
    action: dossiers.Action
    holder_id: UUID | None
    items: tuple[ItemInfo, ...]

    @property
    def waiting(self) -> list[ItemInfo]:
        """What has not been done yet."""
        return [item for item in self.items if item.state == BulkItem.State.WAITING]


def plan_bulk(
    actor: Actor, run_id: UUID, action: dossiers.Action, chosen: Sequence[UUID], *, now: datetime
) -> None:
    """Keep what is to be done; planned once however often it is sent. Raises InvalidInput for none or too many."""
    actor.require("dossier.view")
    if action not in ACTIONS:
        raise InvalidInput({"action": "Việc này không làm hàng loạt được."})
    with tenancy.scope(communes=[actor.home]):
        ids = [one.id for one in dossiers.list_chosen(actor, chosen)]
        most = catalogue.law(clock.local_date(now), actor.home).bulk_most
        if not ids:
            raise InvalidInput({"chosen": "Hãy chọn ít nhất một hồ sơ."})
        if len(ids) > most:
            raise InvalidInput({"chosen": f"Mỗi lần làm nhiều nhất {most} hồ sơ. Hãy chọn bớt."})
        run = BulkRun(
            id=run_id, commune_id=actor.home, staff_id=actor.staff, action=action.value, planned_at=now
        )
        if not _begun(run):
            return
        BulkItem.objects.bulk_create(
            BulkItem(commune_id=actor.home, run_id=run_id, dossier_id=key, position=place)
            for place, key in enumerate(ids)
        )


def _begun(run: BulkRun) -> bool:
    """Write the run; tell whether it is new."""
    BulkRun.objects.bulk_create([run], ignore_conflicts=True)
    rows = BulkItem.objects.filter(commune_id=run.commune_id, run_id=run.id)
    return BulkRun.objects.filter(id=run.id, staff_id=run.staff_id).exists() and not rows.exists()


def read_run(actor: Actor, run_id: UUID, *, now: datetime) -> RunInfo:
    """Return a run of the officer's own, with a forecast for what waits; RunNotFound otherwise."""
    with tenancy.scope(communes=[actor.home]):
        run = BulkRun.objects.filter(commune_id=actor.home, staff_id=actor.staff, id=run_id).first()
        if run is None:
            raise RunNotFound
        rows = list(BulkItem.objects.filter(commune_id=actor.home, run_id=run_id).order_by("position"))
        seen = {one.id: one for one in dossiers.list_chosen(actor, [row.dossier_id for row in rows])}
    action = dossiers.Action(run.action)
    items = (
        ItemInfo(
            seen[row.dossier_id],
            row.state,
            row.message,
            forecast(actor, seen[row.dossier_id], action, now) if row.state == BulkItem.State.WAITING else "",
        )
        for row in rows
        if row.dossier_id in seen
    )
    return RunInfo(run.id, action, run.holder_id, tuple(items))


def forecast(actor: Actor, dossier: dossiers.DossierInfo, action: dossiers.Action, now: datetime) -> str:
    """Return why an action would be refused now; empty when it would not."""
    try:
        dossiers.require_allowed(actor, dossier, action, now)
    except DomainError as refusal:
        return refusal.message
    return ""
