"""Call a number to a window, again, or end what was called there."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from motcua.casework.appointments.errors import NotAtThisWindow, WindowNotFound
from motcua.casework.appointments.events import TicketCalled, TicketServed
from motcua.casework.appointments.models import Ticket, Window
from motcua.casework.appointments.rules.calling import Waiting, in_turn
from motcua.casework.appointments.rules.codes import shown_number
from motcua.casework.appointments.rules.defaults import limits_on
from motcua.casework.appointments.values import TicketInfo, ticket_info
from motcua.kernel import clock, events, tenancy
from motcua.kernel.actors import Actor

State = Ticket.State
# Calls looked back upon: more than any limit of calls in a row.
_LOOK_BACK = 50


def order_of(
    commune_id: int, on: date, now: datetime, tickets: Iterable[Ticket] | None = None
) -> list[tuple[Waiting, str]]:
    """Return who waits, whose turn is next first, with their ranks; within the caller's scope.

    `tickets`: those of the day where they were read already.
    """
    limits = limits_on(on)
    today = Ticket.objects.filter(commune_id=commune_id, on=on)
    called = today.exclude(rank="").order_by("-last_called_at").values_list("rank", flat=True)[:_LOOK_BACK]
    rows = today.filter(state=State.WAITING) if tickets is None else tickets
    waiting = [
        Waiting(row.id, row.taken_at, row.number, row.group, row.booked_for)
        for row in rows
        if row.state == State.WAITING
    ]
    late = timedelta(minutes=limits.late_minutes)
    return in_turn(waiting, list(called), now, most=limits.most_before, late=late)


def call_next(actor: Actor, window_id: UUID, *, key: UUID | None = None, now: datetime) -> TicketInfo | None:
    """Call whose turn it is to a window; what was called there before is ended as served. None: nobody waits.

    Permission: queue.serve. Repeated under the same key (a double press), nobody is passed over. Two windows that
    call at once get two tickets. Raises WindowNotFound.
    """
    actor.require("queue.serve")
    on = clock.local_date(now)
    with tenancy.scope(communes=[actor.home]):
        window = _locked_window(actor.home, window_id)
        if events.done_before(actor.home, key):
            return current_of(actor.home, window.id)
        before = _current_row(actor.home, window.id)
        if before is not None:
            _serve(actor, before, now)
        for one, rank in order_of(actor.home, on, now):
            row = _free(actor.home, one.id)
            if row is not None:
                row.window_id = window.id
                return _call(actor, row, rank, key=key, now=now)
        return None


def call_again(actor: Actor, window_id: UUID, ticket_id: UUID, *, now: datetime) -> TicketInfo:
    """Let the screen say the number once more. Permission: queue.serve. Raises NotAtThisWindow."""

    def again(row: Ticket) -> None:
        row.calls, row.last_called_at = row.calls + 1, now
        row.save(update_fields=["calls", "last_called_at"])

    return _at_window(actor, window_id, ticket_id, again)


def mark_absent(actor: Actor, window_id: UUID, ticket_id: UUID, *, now: datetime) -> TicketInfo:
    """Put a number aside whose holder did not come to the window. Permission: queue.serve. NotAtThisWindow."""

    def absent(row: Ticket) -> None:
        row.state, row.ended_at, row.served_by_id = State.ABSENT, now, actor.staff_id
        row.save(update_fields=["state", "ended_at", "served_by_id"])

    return _at_window(actor, window_id, ticket_id, absent)


def serve(actor: Actor, window_id: UUID, ticket_id: UUID, *, now: datetime) -> TicketInfo:
    """End the service of a number. Permission: queue.serve. Raises NotAtThisWindow."""
    return _at_window(actor, window_id, ticket_id, lambda row: _serve(actor, row, now))


def bring_back(actor: Actor, ticket_id: UUID, *, now: datetime) -> TicketInfo:
    """Let a number wait again whose holder was absent and came, at its old place. Permission: queue.serve.

    Raises NotAtThisWindow when it is not put aside, or not of today.
    """
    actor.require("queue.serve")
    with tenancy.scope(communes=[actor.home]):
        rows = Ticket.objects.select_for_update().filter(
            commune_id=actor.home, id=ticket_id, state=State.ABSENT, on=clock.local_date(now)
        )
        row = rows.first()
        if row is None:
            raise NotAtThisWindow
        row.state, row.ended_at, row.window_id = State.WAITING, None, None
        row.save(update_fields=["state", "ended_at", "window_id"])
        return ticket_info(row)


def current_of(commune_id: int, window_id: UUID) -> TicketInfo | None:
    """Return what is called at a window, within the caller's scope."""
    row = _current_row(commune_id, window_id)
    return None if row is None else ticket_info(row)


def _current_row(commune_id: int, window_id: UUID) -> Ticket | None:
    return Ticket.objects.filter(commune_id=commune_id, window_id=window_id, state=State.CALLED).first()


def _locked_window(commune_id: int, window_id: UUID) -> Window:
    """Return an open window, locked: one press of its officer after the other."""
    rows = Window.objects.select_for_update().filter(commune_id=commune_id, closed_at__isnull=True)
    window = rows.filter(id=window_id).first()
    if window is None:
        raise WindowNotFound
    return window


def _free(commune_id: int, ticket_id: UUID) -> Ticket | None:
    """Return a ticket that still waits, locked; None when another window is just calling it."""
    rows = Ticket.objects.select_for_update(skip_locked=True)
    return rows.filter(commune_id=commune_id, id=ticket_id, state=State.WAITING).first()


def _call(actor: Actor, row: Ticket, rank: str, *, key: UUID | None, now: datetime) -> TicketInfo:
    row.state, row.rank = State.CALLED, rank
    row.called_at, row.last_called_at, row.calls = row.called_at or now, now, row.calls + 1
    row.save()
    assert row.window_id is not None
    told = TicketCalled(row.window_id, shown_number(row.series, row.number), rank)
    events.record(row.id, told, commune_id=actor.home, actor=actor, now=now, action_key=key)
    return ticket_info(row)


def _serve(actor: Actor, row: Ticket, now: datetime) -> None:
    row.state, row.ended_at, row.served_by_id = State.SERVED, now, actor.staff_id
    row.save(update_fields=["state", "ended_at", "served_by_id"])
    assert row.window_id is not None
    told = TicketServed(row.window_id, shown_number(row.series, row.number))
    events.record(row.id, told, commune_id=actor.home, actor=actor, now=now)


def _at_window(actor: Actor, window_id: UUID, ticket_id: UUID, act: Callable[[Ticket], None]) -> TicketInfo:
    actor.require("queue.serve")
    with tenancy.scope(communes=[actor.home]):
        window = _locked_window(actor.home, window_id)
        row = _current_row(actor.home, window.id)
        if row is None or row.id != ticket_id:
            raise NotAtThisWindow
        act(row)
        return ticket_info(row)
