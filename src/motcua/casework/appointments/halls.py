"""Reads of the hall: the screen, an officer's queue, windows, how long people waited."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from motcua.casework.appointments.groups import list_groups
from motcua.casework.appointments.models import Ticket, Window
from motcua.casework.appointments.offers import read_hall
from motcua.casework.appointments.queries import count_untold
from motcua.casework.appointments.rules.defaults import Group
from motcua.casework.appointments.rules.times import Medians, Passed, by_hour, by_window, medians_of
from motcua.casework.appointments.use_cases.calling import order_of
from motcua.casework.appointments.values import CallInfo, TicketInfo, WindowInfo, call_info, ticket_info
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

# What the screen still shows after its window is done with it.
_LATELY = 4
# The latest calls that are looked at: more than a hall has windows, and those lately done.
_SHOWN = 60
# The longest span of which times are told.
LONGEST = timedelta(days=92)


@dataclass(frozen=True)
class ScreenInfo:
    """What the screen of the hall shows: what is called now, the latest first, what was lately, how many wait."""

    calls: tuple[CallInfo, ...]
    lately: tuple[CallInfo, ...]
    waiting: int


def read_screen(commune_id: int, *, now: datetime) -> ScreenInfo:
    """Return what the screen shows: numbers and windows, nothing else."""
    state = Ticket.State
    with tenancy.scope(communes=[commune_id]):
        today = Ticket.objects.filter(commune_id=commune_id, on=clock.local_date(now))
        rows = today.filter(state__in=(state.CALLED, state.SERVED)).order_by("-last_called_at", "id")
        shown = list(rows[:_SHOWN])
        numbers = dict(Window.objects.filter(commune_id=commune_id).values_list("id", "number"))
        waiting = today.filter(state=state.WAITING).count()
    told = {row.id: call_info(row, numbers[row.window_id]) for row in shown if row.window_id}
    served = [told[row.id] for row in shown if row.state == state.SERVED and row.id in told]
    calls = [told[row.id] for row in shown if row.state == state.CALLED and row.id in told]
    return ScreenInfo(tuple(calls), tuple(served[:_LATELY]), waiting)


@dataclass(frozen=True)
class QueueInfo:
    """The queue as an officer sees it: what is called at their window, who waits in turn, who was absent.

    `waiting`: tickets with their rank; `untold`: people to be telephoned.
    """

    current: TicketInfo | None
    waiting: tuple[tuple[TicketInfo, str], ...]
    absent: tuple[TicketInfo, ...]
    groups: tuple[Group, ...]
    untold: int


def read_queue(actor: Actor, window_id: UUID | None, *, now: datetime) -> QueueInfo:
    """Return the queue of today. Permission: queue.serve."""
    actor.require("queue.serve")
    on = clock.local_date(now)
    with tenancy.scope(communes=[actor.home]):
        rows = Ticket.objects.filter(commune_id=actor.home, on=on).exclude(state=Ticket.State.SERVED)
        tickets = {row.id: row for row in rows.order_by("taken_at", "number")}
        order = order_of(actor.home, on, now, tickets.values())
        here = [
            row for row in tickets.values() if row.state == Ticket.State.CALLED and row.window_id == window_id
        ]
        return QueueInfo(
            ticket_info(here[0]) if here else None,
            tuple((ticket_info(tickets[one.id]), rank) for one, rank in order),
            tuple(ticket_info(row) for row in tickets.values() if row.state == Ticket.State.ABSENT),
            list_groups(actor.home, on),
            count_untold(actor.home, now=now),
        )


def list_windows(commune_id: int, on: date) -> list[WindowInfo]:
    """Return the open windows by number, with the rule of a day."""
    with tenancy.scope(communes=[commune_id]):
        hall = read_hall(commune_id)
    found = []
    for window in hall.windows.values():
        rule = hall.rule(window.id, on)
        told = (rule.minutes, rule.capacity, rule.valid_from) if rule else (0, 0, None)
        found.append(WindowInfo(window.id, window.number, window.name, *told))
    return found


def groups_of(commune_id: int, on: date) -> tuple[Group, ...]:
    """Return the groups called first on a day."""
    with tenancy.scope(communes=[commune_id]):
        return list_groups(commune_id, on)


@dataclass(frozen=True)
class TimesInfo:
    """How long people waited and were served between two days: in all, by hour, by window, absent ones."""

    whole: Medians
    hours: tuple[tuple[int, Medians], ...]
    windows: tuple[tuple[str, Medians], ...]
    first: Medians
    absent: int


def read_times(actor: Actor, since: date, until: date) -> TimesInfo:
    """Return waiting and service measured on some days, both included. Permission: quality.read.

    Raises InvalidInput at `den` for days out of order or too many.
    """
    actor.require("quality.read")
    if not timedelta(0) <= until - since <= LONGEST:
        raise InvalidInput({"den": f"Đến ngày: từ ngày đầu trở đi, nhiều nhất {LONGEST.days} ngày."})
    with tenancy.scope(communes=[actor.home]):
        rows = list(
            Ticket.objects.filter(
                commune_id=actor.home, on__gte=since, on__lte=until, called_at__isnull=False
            )
        )
        names = {one.id: one for one in Window.objects.filter(commune_id=actor.home)}
    passed = [one for row in rows if (one := _passed(row))]
    windows = sorted(by_window(passed).items(), key=lambda pair: names[pair[0]].number)
    return TimesInfo(
        medians_of(passed),
        tuple(by_hour(passed)),
        tuple((f"Cửa {names[key].number}: {names[key].name}", told) for key, told in windows),
        medians_of(one for one in passed if one.group),
        sum(row.state == Ticket.State.ABSENT for row in rows),
    )


def _passed(row: Ticket) -> Passed | None:
    if row.window_id is None or row.called_at is None or row.last_called_at is None:
        return None
    ended = row.ended_at if row.state == Ticket.State.SERVED else None
    return Passed(row.window_id, row.taken_at, row.called_at, row.last_called_at, ended, bool(row.group))
