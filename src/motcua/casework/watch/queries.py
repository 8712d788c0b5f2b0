"""Reads of the watch: an officer's notices, what is found, load and punctuality."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, Sum

from motcua.blocks.identity import api as identity
from motcua.casework.dossiers import api as dossiers
from motcua.casework.watch.models import Finding, OfficerDay, StaffNotice, WatchRun
from motcua.casework.watch.rules.orphans import KINDS
from motcua.casework.watch.rules.wording import is_weighty, words_of
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor

PAGE = 50
# Counted no further: told as more.
MOST_TOLD = 99
# Days over which punctuality is told, today included.
DAYS = 30
# Three runs left out: the watch sleeps.
ASLEEP = timedelta(minutes=30)


@dataclass(frozen=True)
class NoticeInfo:
    """A notice as its reader sees it; `weighty`: something ran over."""

    id: UUID
    kind: str
    text: str
    dossier_id: UUID | None
    at: datetime
    unread: bool
    weighty: bool


def list_notices(
    actor: Actor, cursor: dossiers.Cursor | None = None
) -> tuple[list[NoticeInfo], dossiers.Cursor | None]:
    """Return a page of the officer's own notices, the latest first, and the cursor of the next."""
    with tenancy.scope(communes=[actor.home]):
        rows = StaffNotice.objects.filter(commune_id=actor.home, staff_id=actor.staff)
        if cursor is not None:
            rows = rows.filter(Q(at__lt=cursor.at) | Q(at=cursor.at, id__lt=cursor.id))
        found = list(rows.order_by("-at", "-id")[: PAGE + 1])
        shown = found[:PAGE]
        about = {row.dossier_id for row in shown if row.dossier_id}
        references = {one.id: one.reference for one in dossiers.listed(actor.home, about)}
    last = shown[-1] if len(found) > PAGE else None
    following = dossiers.Cursor(last.at.isoformat(), str(last.id)) if last else None
    return [_notice(row, references) for row in shown], following


def _notice(row: StaffNotice, references: dict[UUID, str]) -> NoticeInfo:
    reference = references.get(row.dossier_id, "") if row.dossier_id else ""
    text = words_of(row.kind, reference, row.told)
    return NoticeInfo(
        row.id, row.kind, text, row.dossier_id, row.at, row.read_at is None, is_weighty(row.kind)
    )


def count_unread(actor: Actor) -> int:
    """Return how many notices the officer has not read, counted to one more than MOST_TOLD."""
    with tenancy.scope(communes=[actor.home]):
        rows = StaffNotice.objects.filter(commune_id=actor.home, staff_id=actor.staff, read_at__isnull=True)
        return len(rows.values_list("id", flat=True)[: MOST_TOLD + 1])


@dataclass(frozen=True)
class FindingInfo:
    """Something found: what it is, what to do about it, since when, and since when it is gone."""

    kind: str
    title: str
    advice: str
    dossier_id: UUID | None
    reference: str
    detail: str
    first_seen_at: datetime
    last_seen_at: datetime
    gone_at: datetime | None


@dataclass(frozen=True)
class WatchInfo:
    """What the watch found: still there, and gone lately; `asleep`: it has not run for too long."""

    open: tuple[FindingInfo, ...]
    gone: tuple[FindingInfo, ...]
    ran_at: datetime | None
    seen: int
    asleep: bool


def read_watch(actor: Actor, *, now: datetime) -> WatchInfo:
    """Return what lies with nobody in the actor's commune. Permission: quality.read."""
    actor.require("quality.read")
    with tenancy.scope(communes=[actor.home]):
        rows = Finding.objects.filter(commune_id=actor.home)
        there = rows.filter(gone_at__isnull=True).order_by("kind", "first_seen_at", "id")[: PAGE * 4]
        gone = rows.filter(gone_at__isnull=False).order_by("-gone_at", "-id")[:PAGE]
        run = WatchRun.objects.filter(commune_id=actor.home, work="watch").first()
        return WatchInfo(
            tuple(_finding(row) for row in there),
            tuple(_finding(row) for row in gone),
            run.ended_at if run else None,
            run.seen if run else 0,
            run is None or now - run.ended_at > ASLEEP,
        )


def _finding(row: Finding) -> FindingInfo:
    title, advice = KINDS[row.kind]
    return FindingInfo(
        row.kind, title, advice, row.dossier_id, row.reference, row.detail, row.first_seen_at, row.last_seen_at,
        row.gone_at,
    )  # fmt: skip


@dataclass(frozen=True)
class LoadLine:
    """What lies on an officer now, and what they did in DAYS days; `percent` of steps in time, None without any."""

    staff_id: UUID | None
    name: str
    unit_name: str
    load: dossiers.Load
    taken: int
    on_time: int
    late: int
    supplements: int
    sent_back: int

    @property
    def percent(self) -> int | None:
        """Steps finished in time, of all finished, rounded down: 100 only when all were."""
        ended = self.on_time + self.late
        return self.on_time * 100 // ended if ended else None


def may_read_load(actor: Actor) -> bool:
    """Whether the actor sees load and punctuality at all."""
    return actor.may("dossier.view") or actor.may("quality.read")


def read_load(actor: Actor, *, now: datetime) -> list[LoadLine]:
    """Return load and punctuality: of everybody, of the own unit, or of oneself alone, by name.

    Everybody: quality.read; the own unit: its head; oneself: dossier.view. What nobody holds comes last, for who
    sees everybody.
    """
    if not actor.may("quality.read"):
        actor.require("dossier.view")
    today = clock.local_date(now)
    officers = identity.officers_at_work(actor.home, today)
    shown = [one for one in officers if _sees(actor, one)]
    with tenancy.scope(communes=[actor.home]):
        loads = dossiers.load_by_holder(actor, now)
        done = _done(actor.home, today, now)
    lines = [_line(one.staff_id, one.full_name, one.unit_name, loads, done) for one in shown]
    if actor.may("quality.read") and None in loads:
        lines.append(_line(None, "Chưa ai giữ", "", loads, done))
    return lines


def _sees(actor: Actor, one: identity.AtWork) -> bool:
    if actor.may("quality.read"):
        return "dossier.view" in one.permissions
    if "unit_head" in actor.roles and one.unit_id == actor.unit_id:
        return "dossier.view" in one.permissions
    return one.staff_id == actor.staff_id


FIGURES = ("taken", "finished_on_time", "finished_late", "supplements", "sent_back")


def _done(commune_id: int, today: date, now: datetime) -> dict[UUID | None, Counter[str]]:
    """Return what was done: the days that are over from their rows, today from the log."""
    first = today - timedelta(days=DAYS - 1)
    rows = OfficerDay.objects.filter(commune_id=commune_id, on__gte=first, on__lt=today)
    done: dict[UUID | None, Counter[str]] = {}
    for staff_id, *sums in rows.order_by().values_list("staff_id").annotate(*map(Sum, FIGURES)):
        done[staff_id] = Counter(dict(zip(FIGURES, sums, strict=True)))
    midnight = datetime.combine(today, time(), clock.VIETNAM)
    for one in dossiers.work_between(commune_id, midnight, now + timedelta(microseconds=1)):
        done.setdefault(one.staff_id, Counter())[one.kind] += 1
    return done


def _line(
    staff_id: UUID | None,
    name: str,
    unit_name: str,
    loads: dict[UUID | None, dossiers.Load],
    done: dict[UUID | None, Counter[str]],
) -> LoadLine:
    did = done.get(staff_id, Counter())
    return LoadLine(
        staff_id, name, unit_name, loads.get(staff_id, dossiers.Load()), *(did[name] for name in FIGURES)
    )
