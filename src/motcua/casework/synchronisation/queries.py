"""Reads: what was put aside and why, the last run, and the national code of a dossier."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.synchronisation.keeping import CHANNEL
from motcua.casework.synchronisation.models import PortalRun, ToldDossier
from motcua.casework.synchronisation.rules.reasons import words_of
from motcua.casework.synchronisation.use_cases.ask_portal import NEW_DOSSIERS, is_connected
from motcua.casework.synchronisation.use_cases.mind_aside import PERMISSION
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor

READ = "quality.read"
SHOWN = 100
# Runs come every minute: so long without one, they stand still.
_ASLEEP = timedelta(minutes=10)


@dataclass(frozen=True)
class AsideInfo:
    """A told dossier that is not taken in: what is wrong, what to do, when it is tried again. No personal data."""

    id: UUID
    national_code: str
    procedure: str
    submitted_at: datetime | None
    first_told_at: datetime
    tries: int
    next_try_at: datetime
    said: str
    advice: str


@dataclass(frozen=True)
class PortalInfo:
    """How the connection stands; `aside`: the oldest, `count` of them all; `today`: taken in since midnight."""

    connected: bool
    ran_at: datetime | None
    asleep: bool
    trouble: str
    today: int
    count: int
    aside: tuple[AsideInfo, ...]


def may_read(actor: Actor) -> bool:
    """Tell whether the actor may see the page of the portal: who receives, and who steers."""
    return actor.may(PERMISSION) or actor.may(READ)


def read_portal(actor: Actor, *, now: datetime) -> PortalInfo:
    """Return how the connection of the actor's commune stands. Permission: dossier.accept or quality.read."""
    if not may_read(actor):
        actor.require(PERMISSION)
    connected = is_connected(actor.home)
    midnight = clock.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    with tenancy.scope(communes=[actor.home]):
        run = PortalRun.objects.filter(commune_id=actor.home, service=NEW_DOSSIERS).first()
        rows = ToldDossier.objects.filter(commune_id=actor.home)
        aside = _aside(actor.home)
        names = {one.code: one.name for one in catalogue.list_summaries(clock.local_date(now), actor.home)}
        return PortalInfo(
            connected=connected,
            ran_at=run.ended_at if run else None,
            asleep=connected and (run is None or run.ended_at + _ASLEEP < now),
            trouble=run.trouble if run else "",
            today=rows.filter(taken_at__gte=midnight).count(),
            count=aside.count(),
            aside=tuple(_info(row, names) for row in aside.order_by("first_told_at", "id")[:SHOWN]),
        )


def count_aside(commune_id: int) -> int:
    """Return how many told dossiers of a commune are not taken in."""
    with tenancy.scope(communes=[commune_id]):
        return _aside(commune_id).count()


def _aside(commune_id: int) -> "QuerySet[ToldDossier]":
    return ToldDossier.objects.filter(commune_id=commune_id, dossier_id=None, settled_at=None)


def _info(row: ToldDossier, names: dict[str, str]) -> AsideInfo:
    said, advice = words_of(row.reason, row.told)
    name = names.get(row.procedure_code, "")
    return AsideInfo(
        row.id, row.national_code, name or row.procedure_code, row.submitted_at, row.first_told_at, row.tries,
        row.next_try_at, said, advice,
    )  # fmt: skip


def national_code_of(actor: Actor, dossier: dossiers.DossierInfo) -> str:
    """Return the code that the national portal gave a dossier the caller got; "" for one that came another way."""
    if dossier.channel != CHANNEL:
        return ""
    with dossiers.scope_of(actor):
        rows = ToldDossier.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
        return rows.values_list("national_code", flat=True).first() or ""
