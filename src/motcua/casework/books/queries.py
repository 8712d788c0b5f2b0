"""Reads of the books."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.casework.books.models import Export, LateReason
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

PAGE = 50
# One print holds this many dossiers; a fuller month is printed in parts.
PRINT = 400


@dataclass(frozen=True)
class RegisterLine:
    """A dossier in the register; `method`: how the result was handed over."""

    dossier: dossiers.DossierInfo
    method: str


@dataclass(frozen=True)
class RegisterPage:
    """A page of the register, and the entry after which the next begins, if any."""

    lines: tuple[RegisterLine, ...]
    following: int | None


def list_register(
    actor: Actor, year: int, month: int = 0, after: int = 0, *, limit: int = PAGE
) -> RegisterPage:
    """Return a page of a year's register in the order of its entries. Permission: books.read."""
    actor.require("books.read")
    with tenancy.scope(communes=[actor.home]):
        found = dossiers.register_page(actor.home, year, month, after, limit + 1)
        shown = found[:limit]
        methods = methods_of(actor.home, shown)
    following = shown[-1].book_entry if len(found) > limit else None
    return RegisterPage(tuple(RegisterLine(one, methods.get(one.id, "")) for one in shown), following)


def methods_of(commune_id: int, listed: list[dossiers.DossierInfo]) -> dict[UUID, str]:
    """Return in words how the results of these dossiers were handed over, within the caller's scope."""
    ways = dossiers.ways_returned(commune_id, listed)
    return {key: decisions.WAYS.get(way, way) for key, way in ways.items()}


@dataclass(frozen=True)
class LateLine:
    """A late dossier: since its due time for so many whole days, and why, as it was answered for last."""

    dossier: dossiers.DossierInfo
    days: int
    reason: str
    given_by_id: UUID | None
    given_at: datetime | None


@dataclass(frozen=True)
class LatePage:
    """A page of what is late, and the place after which the next begins, if any."""

    lines: tuple[LateLine, ...]
    following: tuple[datetime, str] | None


def list_late(actor: Actor, after: tuple[datetime, str] | None = None, *, now: datetime) -> LatePage:
    """Return what is late or ended late, the latest due first, with the reasons given. Permission: books.read."""
    actor.require("books.read")
    with tenancy.scope(communes=[actor.home]):
        found = dossiers.late_page(actor.home, now, after, PAGE + 1)
        shown = found[:PAGE]
        given = LateReason.objects.filter(commune_id=actor.home, dossier_id__in=[one.id for one in shown])
        reasons = {row.dossier_id: row for row in given.order_by("given_at", "id")}
    last = shown[-1] if len(found) > PAGE else None
    following = (last.due_at, str(last.id)) if last and last.due_at else None
    return LatePage(tuple(_late(one, reasons.get(one.id), now) for one in shown), following)


def _late(dossier: dossiers.DossierInfo, reason: LateReason | None, now: datetime) -> LateLine:
    assert dossier.due_at is not None
    end = dossier.snapshot.clock_ended_at or dossier.snapshot.paused_at or now
    days = max((end - dossier.due_at).days, 0)
    if reason is None:
        return LateLine(dossier, days, "", None, None)
    return LateLine(dossier, days, reason.reason or "", reason.given_by_id, reason.given_at)


@dataclass(frozen=True)
class ExportInfo:
    """An export as its asker sees it."""

    id: UUID
    year: int
    month: int
    state: str
    state_label: str
    total: int
    done: int
    problem: str
    asked_at: datetime
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it is still being made."""
        return self.state in (Export.State.WAITING, Export.State.RUNNING)

    @property
    def name(self) -> str:
        """What it is called."""
        month = f"-{self.month:02d}" if self.month else ""
        return f"so-theo-doi-{self.year}{month}.xlsx"


def list_exports(actor: Actor, limit: int = 20) -> list[ExportInfo]:
    """Return the actor's own exports, the latest first. Permission: books.read."""
    actor.require("books.read")
    with tenancy.scope(communes=[actor.home]):
        rows = Export.objects.filter(commune_id=actor.home, asked_by_id=actor.staff)
        return [export_info(row) for row in rows.order_by("-asked_at", "-id")[:limit]]


def own_export(actor: Actor, export_id: UUID) -> Export:
    """Return the row of an export the actor ordered, within the caller's scope; NotFound for anybody else's."""
    row = Export.objects.filter(commune_id=actor.home, id=export_id, asked_by_id=actor.staff).first()
    if row is None:
        raise NotFound("Không tìm thấy tệp xuất này.")
    return row


def export_info(row: Export) -> ExportInfo:
    """Return a row as the dataclass that leaves this context."""
    return ExportInfo(
        row.id, row.year, row.month, row.state, Export.State(row.state).label, row.total, row.done, row.problem,
        row.asked_at, row.ended_at,
    )  # fmt: skip
