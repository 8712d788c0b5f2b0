"""Change one day of a commune's working calendar."""

from collections.abc import Iterable
from datetime import date, datetime

from motcua.blocks.audit.api import config
from motcua.blocks.organisation.calendars import forget_calendars, write_sessions
from motcua.blocks.organisation.events import tell_change
from motcua.blocks.organisation.models import CommuneDay
from motcua.blocks.organisation.rules.days import DayException, DayKind, Session
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotFound


def set_commune_day(
    actor: Actor,
    on: date,
    kind: str,
    name: str,
    source: str,
    *,
    now: datetime,
    sessions: Iterable[Session] = (),
) -> None:
    """Say that a day differs in this commune; it wins over the national day. The change is audited.

    `CalendarChanged` tells it, so that terms that are running are counted anew.
    Raises: NotAllowed; InvalidInput for an unknown kind, or sessions that do not fit the kind.
    """
    actor.require("config.manage")
    hours = tuple(sessions)
    try:
        day = DayException(on, DayKind(kind), name, source, hours)
    except ValueError as error:
        raise InvalidInput({"sessions": "Loại ngày và giờ làm việc không hợp nhau."}) from error
    with tenancy.scope(communes=[actor.home]):
        row, _ = CommuneDay.objects.update_or_create(
            commune_id=actor.home,
            on=on,
            defaults={
                "kind": day.kind.value, "name": name, "source": source, "sessions": write_sessions(hours)
            },
        )  # fmt: skip
        config(actor, "calendar.day_set", "calendar_day", row.id, now=now, purpose=f"{on} {day.kind.value}")
        tell_change(actor, actor.home, on, on, now)
    forget_calendars()


def clear_commune_day(actor: Actor, on: date, *, now: datetime) -> None:
    """Let a day be an ordinary one again; NotFound when the commune had not changed it."""
    actor.require("config.manage")
    with tenancy.scope(communes=[actor.home]):
        row = CommuneDay.objects.filter(commune_id=actor.home, on=on).first()
        if row is None:
            raise NotFound("Xã không đặt riêng ngày này.")
        config(actor, "calendar.day_cleared", "calendar_day", row.id, now=now, purpose=f"{on} {row.kind}")
        row.delete()
        tell_change(actor, actor.home, on, on, now)
    forget_calendars()
