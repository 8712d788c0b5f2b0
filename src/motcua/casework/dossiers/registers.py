"""Reads of the books: the register by year and entry, and what is or ended late. Keyset-paged by the caller."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet

from motcua.casework.dossiers.events import ResultReturned
from motcua.casework.dossiers.models import BookCounter, Dossier
from motcua.casework.dossiers.queries import DossierInfo, as_info
from motcua.casework.dossiers.rules.lines import TO_POST
from motcua.casework.dossiers.rules.states import State
from motcua.kernel import clock, events

# Terms are told to the minute, so late is what ends a whole minute after.
_MINUTE = timedelta(minutes=1)


def register_page(
    commune_id: int, year: int, month: int = 0, after: int = 0, limit: int = 50
) -> list[DossierInfo]:
    """Return dossiers of a year's register after an entry, in its order; with a month those accepted in it.

    Within the caller's scope.
    """
    return [as_info(row) for row in _register(commune_id, year, month).filter(book_entry__gt=after)[:limit]]


def count_register(commune_id: int, year: int, month: int = 0) -> int:
    """Return how many dossiers a year's register holds, within the caller's scope; for jobs, not for pages."""
    return _register(commune_id, year, month).count()


def _register(commune_id: int, year: int, month: int) -> "QuerySet[Dossier]":
    rows = Dossier.objects.filter(commune_id=commune_id, book_year=year, book_entry__isnull=False)
    if month:
        first = date(year, month, 1)
        following = date(year + month // 12, month % 12 + 1, 1)
        rows = rows.filter(accepted_at__gte=_midnight(first), accepted_at__lt=_midnight(following))
    return rows.order_by("book_entry")


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=clock.VIETNAM)


def ways_returned(commune_id: int, dossiers: Iterable[DossierInfo]) -> dict[UUID, str]:
    """Return how the results of these dossiers were handed over, as their events tell, within the caller's scope."""
    ids = [one.id for one in dossiers if one.returned_at is not None]
    told = events.last_of_each(commune_id, ids, ResultReturned) if ids else {}
    return {key: event.payload["how"] for key, event in told.items()}


def late_page(
    commune_id: int, now: datetime, after: tuple[datetime, str] | None = None, limit: int = 50
) -> list[DossierInfo]:
    """Return what is late and not yet answered for by its end, and what ended late, latest due first.

    Within the caller's scope. `after`: due time and id of the last row seen.
    """
    end = Q(clock_ended_at__gte=F("due_at") + _MINUTE)
    standing = Q(clock_ended_at__isnull=True, paused_at__gte=F("due_at") + _MINUTE)
    running = Q(clock_ended_at__isnull=True, paused_at__isnull=True, due_at__lte=now - _MINUTE)
    rows = Dossier.objects.filter(commune_id=commune_id, due_at__isnull=False)
    rows = rows.filter(end | standing | running | Q(counts_late=True))
    if after is not None:
        rows = rows.filter(Q(due_at__lt=after[0]) | Q(due_at=after[0], id__lt=after[1]))
    return [as_info(row) for row in rows.order_by("-due_at", "-id")[:limit]]


def results_waiting(commune_id: int, limit: int = 100) -> list[DossierInfo]:
    """Return the dossiers whose result waits here to be handed over, the longest waiting first; in the caller's scope.

    What the post has lies here no more.
    """
    rows = Dossier.objects.filter(commune_id=commune_id, business_state=State.DONE)
    rows = rows.exclude(delivery_state="posted")
    return [as_info(row) for row in rows.order_by("finished_at", "id")[:limit]]


def results_to_post(commune_id: int) -> list[UUID]:
    """Return the ids of the dossiers whose result is here and not on its way; within the caller's scope.

    Whether the citizen wants it by post, the declaration says.
    """
    rows = Dossier.objects.filter(commune_id=commune_id, business_state=State.DONE)
    return list(rows.filter(delivery_state__in=TO_POST).values_list("id", flat=True))


def listed(commune_id: int, dossier_ids: Iterable[UUID]) -> list[DossierInfo]:
    """Return these dossiers of a commune in the order of their codes, within the caller's scope."""
    rows = Dossier.objects.filter(commune_id=commune_id, id__in=list(dossier_ids))
    return [as_info(row) for row in rows.order_by("code", "id")]


def book_gaps(commune_id: int) -> Iterator[tuple[int, str]]:
    """Yield (year, what is wrong) of every register that is not numbered 1, 2, 3… to its counter.

    Within the caller's scope.
    """
    rows = Dossier.objects.filter(commune_id=commune_id, book_entry__isnull=False).order_by()
    counters = BookCounter.objects.filter(commune_id=commune_id, book="register")
    following: dict[int, int] = dict(counters.values_list("year", "next_number"))
    held: dict[int, Any] = dict(rows.values_list("book_year").annotate(last=Max("book_entry")))
    for year in sorted(following.keys() | held.keys()):
        last = held.get(year, 0)
        if following.get(year) != last + 1:
            yield (
                year,
                f"số cuối {last}, số tiếp theo đáng lẽ {last + 1}, sổ ghi {following.get(year, 'không có')}",
            )
        entries = rows.filter(book_year=year).order_by("book_entry").values_list("book_entry", flat=True)
        for wanted, found in enumerate(entries.iterator(chunk_size=5000), start=1):
            if wanted != found:
                yield year, f"thiếu số {wanted}"
                break
