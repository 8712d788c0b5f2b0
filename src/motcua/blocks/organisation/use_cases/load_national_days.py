"""Bring the official days off of some years into the calendar."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from motcua.blocks.organisation.calendars import forget_calendars
from motcua.blocks.organisation.events import CalendarChanged, tell_change
from motcua.blocks.organisation.models import NationalDay
from motcua.blocks.organisation.queries import all_commune_ids
from motcua.blocks.organisation.rules.days import DayException
from motcua.blocks.organisation.rules.holidays import default_exceptions
from motcua.kernel import tenancy
from motcua.kernel.actors import system


def load_national_days(years: Iterable[int], *, now: datetime | None = None) -> int:
    """Write the days the law and the yearly notices fix, and return how many; again is harmless.

    A provisional day that the newer data no longer know is taken out. With `now` every commune is told of what
    changed (`CalendarChanged`); an installation that is being founded has nobody to tell.
    Legal basis: Labour Code 2019, Article 112.
    """
    wanted = sorted(set(years))
    rows = [row for row in default_exceptions(wanted[0], wanted[-1]) if row.on.year in wanted]
    communes = all_commune_ids()
    with tenancy.scope(communes=communes):
        before = _days(wanted)
        _write(rows, wanted)
        changed = _changed(before, _days(wanted))
        for commune_id in communes if changed and now else ():
            assert changed is not None and now is not None
            tell_change(system(commune_id), commune_id, changed.first_day, changed.last_day, now)
    forget_calendars()
    return len(rows)


def _days(years: list[int]) -> dict[date, Any]:
    """Return what makes the working time of each day that differs."""
    rows = NationalDay.objects.filter(on__year__in=years)
    return {row["on"]: row for row in rows.values("on", "kind", "swapped_with")}


def _changed(before: dict[date, Any], after: dict[date, Any]) -> CalendarChanged | None:
    days = sorted(on for on in before.keys() | after.keys() if before.get(on) != after.get(on))
    return CalendarChanged(days[0], days[-1]) if days else None


def _write(rows: list[DayException], years: list[int]) -> None:
    stale = NationalDay.objects.filter(on__year__in=years, provisional=True)
    stale.exclude(on__in=[row.on for row in rows]).delete()
    NationalDay.objects.bulk_create(
        [
            NationalDay(
                on=row.on, kind=row.kind.value, name=row.name, source=row.source,
                swapped_with=row.swapped_with, provisional=row.provisional,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["on"],
        update_fields=["kind", "name", "source", "swapped_with", "provisional"],
    )  # fmt: skip
