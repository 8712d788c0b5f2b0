"""Bring the official days off of some years into the calendar."""

from collections.abc import Iterable

from django.db import transaction

from motcua.blocks.organisation.calendars import forget_calendars
from motcua.blocks.organisation.models import NationalDay
from motcua.blocks.organisation.rules.holidays import default_exceptions


def load_national_days(years: Iterable[int]) -> int:
    """Write the days the law and the yearly notices fix, and return how many; again is harmless.

    A provisional day that the newer data no longer know is taken out.
    Legal basis: Labour Code 2019, Article 112.
    """
    wanted = sorted(set(years))
    rows = [row for row in default_exceptions(wanted[0], wanted[-1]) if row.on.year in wanted]
    with transaction.atomic():
        stale = NationalDay.objects.filter(on__year__in=wanted, provisional=True)
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
    forget_calendars()
    return len(rows)
