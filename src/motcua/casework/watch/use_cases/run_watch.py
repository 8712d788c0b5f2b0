"""One run over a commune: do what only waits for a time, tell what is due, find what lies with nobody.

It may be killed anywhere and run again: each act is a transaction of its own that is done once, and a notice is told
once for its cause.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.watch.models import WatchRun
from motcua.casework.watch.rules.notices import Around, due_notices
from motcua.casework.watch.rules.orphans import Found, orphans, unheard, unkept
from motcua.casework.watch.rules.people import People
from motcua.casework.watch.use_cases.keep_findings import keep_findings
from motcua.casework.watch.use_cases.recompute import recompute_running
from motcua.casework.watch.use_cases.tell_staff import Telling, tell_staff
from motcua.kernel import clock, events, jobs, tenancy

log = logging.getLogger(__name__)
# Found by every run; what the night proves is not among them.
KINDS = (
    "role_empty", "holder_gone", "step_missing", "no_step", "signing_stuck", "effect_failed", "stale",
    "opinion_unit_gone", "part_unheld", "not_done",
)  # fmt: skip
# Who is told of a new finding.
_TOLD = ("director", "controller")
# Longer than two runs are apart, and than any process remembers an old calendar.
_CHANGED = timedelta(minutes=25)


@dataclass(frozen=True)
class WatchReport:
    """What a run did: dossiers looked at, expired and apologised for, notices that are new, findings that are open."""

    seen: int
    expired: int
    apologised: int
    told: int
    found: int


def run_watch(commune_id: int, *, now: datetime) -> WatchReport:
    """Look over everything of a commune that stands at a step, and return what was done."""
    around, people = _around(commune_id, now)
    failed: list[Found] = []
    _follow_calendar(commune_id, now)
    with tenancy.scope(communes=[commune_id]):
        to_expire = dossiers.unanswered_supplements(commune_id, now)
        late = dossiers.not_apologised(commune_id, now) if around.law.apology_automatic else []
    expired = _each(to_expire, partial(dossiers.expire_supplement, commune_id, now=now), failed)
    apologised = _each(late, partial(dossiers.apologise_for_lateness, commune_id, now=now), failed)
    with tenancy.scope(communes=[commune_id]):
        seen = list(dossiers.standing(commune_id))
        asked, parts = dossiers.open_opinions(commune_id), dossiers.watched_parts(commune_id)
        told = tell_staff(commune_id, _tellings(seen, asked, people, around), now=now)
        told += tell_staff(commune_id, _late_parts(parts, people, around), now=now)
        unheld = (unkept(one, people) for one in parts)
        found = [*_lost(commune_id, seen, asked, people, around), *filter(None, unheld), *failed]
        told += _tell_findings(commune_id, found, people, now)
        report = WatchReport(len(seen), expired, apologised, told, len(found))
        _keep_run(commune_id, report, now)
    return report


def _around(commune_id: int, now: datetime) -> tuple[Around, People]:
    today = clock.local_date(now)
    calendar = organisation.working_calendar(commune_id, today)
    around = Around(calendar, catalogue.law(today, commune_id), now)
    return around, People(tuple(identity.officers_at_work(commune_id, today)))


def _follow_calendar(commune_id: int, now: datetime) -> None:
    """Count again what was accepted by a process that had not yet seen a change of the calendar."""
    with tenancy.scope(communes=[commune_id]):
        changed = events.happened_since(commune_id, organisation.CalendarChanged, now - _CHANGED)
    if changed:
        recompute_running(commune_id, now=now)


def _each(ids: Iterable[UUID], act: Callable[[UUID], bool], failed: list[Found]) -> int:
    """Act on each dossier; one that fails is kept as a finding and does not hold up the others."""
    done = 0
    for dossier_id in ids:
        try:
            done += act(dossier_id)
        except Exception as error:
            log.exception("the watch could not act on dossier %s", dossier_id)
            failed.append(Found("not_done", str(dossier_id), dossier_id, detail=type(error).__name__))
    return done


def _tellings(
    seen: list[dossiers.Standing], asked: list[dossiers.AskedOpinion], people: People, around: Around
) -> Iterator[Telling]:
    for one in seen:
        s = one.snapshot
        for due in due_notices(s, around):
            to = people.heads(s) if due.to == "head" else people.on_turn(s) or people.heads(s)
            yield from (Telling(staff_id, due.kind, due.cause, s.id) for staff_id in to)
    for opinion in asked:
        if clock.local(opinion.due_at) < around.minute:
            yield from _of_opinion(opinion, people)


def _late_parts(parts: list[dossiers.OpenPart], people: People, around: Around) -> Iterator[Telling]:
    """Tell a late part of a joint dossier to who keeps the contact with its agency, and to who answers for them."""
    for one in parts:
        s = one.snapshot
        if s.state is dossiers.PartState.WAITING or not s.late(around.now) or s.due_at is None:
            continue
        keepers = [s.holder_id] if s.holder_id in people.ids else people.workers(s.role, s.unit)
        cause = f"{one.id}/{s.due_at:%Y%m%dT%H%M}"
        for staff_id in dict.fromkeys((*keepers, *people.with_roles(("director",)))):
            if staff_id is not None:
                yield Telling(staff_id, "part_late", cause, one.dossier_id)


def _of_opinion(asked: dossiers.AskedOpinion, people: People) -> Iterator[Telling]:
    """Tell a late opinion to who was asked (else to the unit), and to who asked."""
    unit = people.in_unit(asked.unit_id, "dossier.opinion")
    to = [asked.asked_staff_id] if asked.asked_staff_id in people.ids else unit
    for staff_id in (*to, asked.asked_by_id):
        if staff_id is not None and staff_id in people.ids:
            yield Telling(staff_id, "opinion_late", str(asked.id), asked.dossier_id)


def _lost(
    commune_id: int,
    seen: list[dossiers.Standing],
    asked: list[dossiers.AskedOpinion],
    people: People,
    around: Around,
) -> Iterator[Found]:
    """Yield what lies with nobody, within the caller's scope."""
    for one in seen:
        yield from orphans(one, people, around)
    references = {one.snapshot.id: one.reference for one in seen}
    for dossier_id, reference in dossiers.nowhere(commune_id):
        yield Found("no_step", str(dossier_id), dossier_id, reference)
    stuck = around.now - timedelta(minutes=around.law.watch_signing_minutes)
    for order_id, dossier_id in decisions.stuck_signatures(commune_id, stuck):
        yield Found("signing_stuck", str(order_id), dossier_id, references.get(dossier_id, ""))
    for opinion in asked:
        lost = unheard(opinion, people)
        if lost is not None:
            yield lost
    for run in jobs.open_runs(commune_id):
        if run.state == "failed" or run.updated_at < stuck:
            detail = f"{run.handler}: {run.last_error}"[:300]
            yield Found("effect_failed", f"{run.event_id}/{run.handler}"[:120], detail=detail)


def _tell_findings(commune_id: int, found: list[Found], people: People, now: datetime) -> int:
    """Keep what was found and tell who answers for it of what is new."""
    new = keep_findings(commune_id, KINDS, found, now=now)
    to = people.with_roles(_TOLD)
    tellings = (
        Telling(staff_id, f"found_{row.kind}", str(row.id), row.dossier_id) for row in new for staff_id in to
    )
    return tell_staff(commune_id, tellings, now=now)


def _keep_run(commune_id: int, report: WatchReport, now: datetime) -> None:
    told = {"ended_at": now, "seen": report.seen, "told": report.told, "found": report.found}
    WatchRun.objects.update_or_create(commune_id=commune_id, work="watch", defaults=told)
