"""The views of the desk: which dossiers belong to each, and in which order they stand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers.lists.asked import Team
from motcua.casework.dossiers.models.opinion import open_ones
from motcua.casework.dossiers.models.part import open_parts
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.part_states import PartState
from motcua.casework.dossiers.rules.parts import PERMISSION
from motcua.casework.dossiers.rules.roles import DESK, STAND_INS
from motcua.casework.dossiers.rules.snapshot import PROPOSED
from motcua.casework.dossiers.rules.states import State
from motcua.kernel import clock
from motcua.kernel.actors import Actor

# Exactly the condition of the index `dossier_waiting`.
OPEN = ~Q(step_key="")
_WAITS = (State.SUPPLEMENT, State.PAYMENT)
_COLLECT = "collect"
# A supplement is proposed and the desk's to send; what is to be answered or paid first is not yet.
_PROPOSED = Q(supplement_state=PROPOSED, next_action=Action.REQUEST_SUPPLEMENT)
# Terms are printed to the minute: what ends within the minute of its due time is in time.
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Looker:
    """Who looks, and when. `midnight`: the end of today; `soon`: one working day from now."""

    actor: Actor
    team: Team | None
    now: datetime
    midnight: datetime
    soon: datetime

    @classmethod
    def of(cls, actor: Actor, team: Team | None, now: datetime) -> "Looker":
        """Return who looks, with the working calendar of their commune."""
        today = clock.local(now)
        calendar = organisation.working_calendar(actor.home, today.date())
        midnight = today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        return cls(actor, team, now, midnight, calendar.add_working_minutes(today, 8 * 60))


def worked_roles(actor: Actor) -> set[str]:
    """Return the step roles the actor may work, with those it stands in for."""
    return set(actor.roles) | {role for role, others in STAND_INS.items() if others & actor.roles}


def late_by(now: datetime) -> Q:
    """Return what counts as late, as the rules say it: by its end, the stop of its clock, or now."""
    return Q(counts_late=True) | Q(due_at__lte=Coalesce("clock_ended_at", "paused_at", now) - _MINUTE)


def _todo(who: Looker) -> Q:
    free = _held_by(who) | Q(holder_id__isnull=True)
    here = Q(step_role__in=worked_roles(who.actor), step_unit__in=["", who.actor.unit_kind])
    worked = free & here & ~Q(business_state__in=_WAITS) & ~Q(next_action=_COLLECT) & ~_PROPOSED
    if DESK.role in worked_roles(who.actor) and who.actor.unit_kind == DESK.unit:
        worked |= _PROPOSED
    if who.actor.may(PERMISSION):
        worked |= _parts_to_do(who)
    return worked | _asked_of(who.actor) if who.actor.may("dossier.opinion") else worked


def _parts_to_do(who: Looker) -> Q:
    """Return what has a part that the actor is to send, to have completed, or to ask its agency about."""
    parts = open_parts(who.actor.home).filter(
        role__in=worked_roles(who.actor), unit__in=["", who.actor.unit_kind]
    )
    sent = parts.filter(Q(state=PartState.READY) | Q(state=PartState.SENT, due_at__lte=who.now - _MINUTE))
    asked = Q(id__in=parts.filter(state=PartState.ASKED).values("dossier_id"))
    return Q(id__in=sent.values("dossier_id")) | (asked & ~Q(business_state__in=_WAITS))


def _asked_of(actor: Actor) -> Q:
    """Return what waits for the opinion of the actor's unit, or of one whose absent colleague it stands in for."""
    units = [one.unit_id for one in actor.stand_ins] + ([actor.unit_id] if actor.unit_id else [])
    return Q(id__in=open_ones(actor.home).filter(unit_id__in=units).values("dossier_id"))


def _waiting(who: Looker) -> Q:
    asked = Q(next_action="give_opinion") | Q(id__in=open_ones(who.actor.home).values("dossier_id"))
    return asked | Q(business_state__in=_WAITS) | Q(next_action=_COLLECT) | _PROPOSED


def _held_by(who: Looker) -> Q:
    return Q(holder_id__in={who.actor.staff_id, *who.actor.stands_in_for} - {None})


def of_team(team: Team | None) -> Q:
    """Return what stands at a step of the unit, or is held by its people."""
    if team is None:
        return Q(pk__in=[])
    return Q(holder_id__in=team.people) | (Q(step_unit=team.kind) & ~Q(step_unit=""))


def _near(who: Looker) -> Q:
    whole = Q(due_at__gte=who.now, due_at__lt=who.soon)
    answer = Q(accepted_at__isnull=True, next_at__gte=who.now, next_at__lt=who.soon)
    return (whole | answer) & _running(who)


def _late(who: Looker) -> Q:
    answer = Q(accepted_at__isnull=True, next_at__lt=who.now)
    late = (Q(counts_late=True) | Q(due_at__lte=who.now - _MINUTE) | answer) & _running(who)
    parts = open_parts(who.actor.home).exclude(state=PartState.ASKED)
    return late | Q(id__in=parts.filter(due_at__lte=who.now - _MINUTE).values("dossier_id"))


def _running(_: Looker) -> Q:
    return Q(clock_ended_at__isnull=True, paused_at__isnull=True) & ~Q(business_state__in=_WAITS)


_OPEN_VIEWS: dict[str, Callable[[Looker], Q]] = {
    "todo": _todo,
    "mine": _held_by,
    "unit": lambda who: of_team(who.team),
    "today": lambda who: Q(next_at__lt=who.midnight),
    "near": _near,
    "late": _late,
    "waiting": _waiting,
    "withdrawals": lambda _: Q(withdrawal_requested_at__isnull=False) & ~Q(business_state=State.DONE),
    "collect": lambda _: Q(business_state=State.DONE),
    "open": lambda _: Q(),
}
REFUNDS = "refunds"
# What has ended. The condition of `refunds` is exactly that of the index `dossier_refund_due`.
_CLOSED_VIEWS = {REFUNDS: Q(finance_state="refund_due"), "done": Q(finished_at__isnull=False)}
VIEWS = (*_OPEN_VIEWS, *_CLOSED_VIEWS)
COUNTED = tuple(_OPEN_VIEWS)


def is_closed(view: str) -> bool:
    """Tell whether a view holds what has ended: it stands in the order of the end, latest first."""
    return view in _CLOSED_VIEWS


def belongs(view: str, who: Looker) -> Q:
    """Return what belongs to a view; an unknown one holds what is to be done."""
    if is_closed(view):
        return _CLOSED_VIEWS[view]
    return OPEN & _OPEN_VIEWS.get(view, _todo)(who)


def ended_late() -> Q:
    """Return what ended late; its clock does not run any more."""
    return Q(counts_late=True) | Q(clock_ended_at__gte=F("due_at") + _MINUTE)
