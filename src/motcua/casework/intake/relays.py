"""What this commune took in for others: its own records, and of the dossiers what anybody may see."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import Relay
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

PERMISSION = "dossier.relay"
MOST = 100


class RelayNotFound(NotFound):
    """No such record of this commune."""

    def __init__(self) -> None:
        super().__init__("Xã, phường này không nhận giúp hồ sơ nào như vậy.")


@dataclass(frozen=True)
class RelayInfo:
    """A dossier taken in here for another commune. `progress`: its public face, all that is read of it."""

    id: UUID
    dossier_id: UUID
    handled_by: int
    handler: str
    code: str
    procedure_name: str
    owner_name: str
    received_at: datetime
    due_at: datetime
    handed_over_at: datetime | None
    progress: dossiers.PublicInfo | None = None

    @property
    def may_be_handed_over(self) -> bool:
        """Whether its result is there and nobody has it yet."""
        return self.progress is not None and self.progress.state is dossiers.State.DONE


def as_info(row: Relay) -> RelayInfo:
    """Return a row as the dataclass that leaves this context."""
    return RelayInfo(
        id=row.id,
        dossier_id=row.dossier_id,
        handled_by=row.handled_by,
        handler=organisation.get_commune(row.handled_by).committee_name,
        code=row.code,
        procedure_name=row.procedure_name,
        owner_name=row.owner_name,
        received_at=row.received_at,
        due_at=row.due_at,
        handed_over_at=row.handed_over_at,
    )


def list_relays(actor: Actor) -> list[RelayInfo]:
    """Return what was taken in here for other communes, newest first. Permission: dossier.relay."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        rows = Relay.objects.filter(commune_id=actor.home).order_by("-received_at", "-id")[:MOST]
        found = [as_info(row) for row in rows]
    return _with_progress(found)


def get_relay(actor: Actor, relay_id: UUID) -> RelayInfo:
    """Return a record of the actor's commune. Permission: dossier.relay. Raises RelayNotFound."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        row = Relay.objects.filter(commune_id=actor.home, id=relay_id).first()
        if row is None:
            raise RelayNotFound
        found = as_info(row)
    return _with_progress([found])[0]


def _with_progress(found: list[RelayInfo]) -> list[RelayInfo]:
    by_commune: dict[int, list[UUID]] = defaultdict(list)
    for one in found:
        by_commune[one.handled_by].append(one.dossier_id)
    seen = dossiers.list_progress(by_commune) if found else {}
    return [replace(one, progress=seen.get(one.dossier_id)) for one in found]


def hand_relay_on(staff_id: UUID, ended: dossiers.DossierInfo, opened: dossiers.DossierInfo) -> None:
    """Let whoever took a dossier in at its desk follow it to where it was transferred, within the caller's scope.

    The commune that took it in for itself keeps a record from now on; where it went back to the one that took it in,
    no record is needed any more. `staff_id`: who moved it.
    """
    mine = Relay.objects.filter(commune_id=ended.receiving_id, dossier_id=ended.id)
    desk = opened.receiving_id
    if desk == opened.commune_id:
        mine.delete()
        return
    told = {
        "dossier_id": opened.id,
        "handled_by": opened.commune_id,
        "code": opened.code,
        "due_at": opened.due_at,
    }
    if mine.update(**told) or desk != ended.commune_id:
        return
    Relay.objects.create(
        id=ended.id,
        commune_id=desk,
        procedure_code=ended.procedure_code,
        procedure_name=ended.procedure_name,
        owner_name=ended.owner_name,
        staff_id=staff_id,
        received_at=ended.accepted_at or ended.submitted_at,
        **told,
    )


def guest_of(actor: Actor, commune_id: int) -> Actor:
    """Return the actor as they act for another commune at the desk of their own; lent rights stay behind."""
    own = organisation.get_commune(actor.home)
    unit = ", ".join(filter(None, (actor.unit_name, own.inner_name)))
    return replace(actor, commune_id=commune_id, unit_name=unit, stands_in_for=frozenset(), stand_ins=())
