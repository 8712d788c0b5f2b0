"""Pages of the work list and the capped counts beside the names of its views."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from motcua.casework.dossiers.lists.asked import PAGE, Asked, Cursor, Page
from motcua.casework.dossiers.lists.filters import narrowed
from motcua.casework.dossiers.lists.search import found, heard_alike
from motcua.casework.dossiers.lists.views import COUNTED, OPEN, REFUNDS, Looker, belongs, is_closed
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.models.opinion import open_ones
from motcua.casework.dossiers.parts import open_keys
from motcua.casework.dossiers.queries import DossierInfo, as_info, visible_to
from motcua.casework.dossiers.rules.snapshot import to_minute
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor

# Open dossiers that are looked at for the counts, the most urgent first; a count above `MOST_TOLD` is told as more.
_MOST_SEEN = 5_000
MOST_TOLD = 99


def list_work(actor: Actor, asked: Asked | None = None, *, now: datetime) -> Page:
    """Return a page of the desk: a view, the most urgent first, or what was searched in every state, latest first.

    What nobody bears as spelled is listened for once more, among what is open.
    """
    asked, now = asked or Asked(), to_minute(now)
    query, closed = asked.query.strip(), is_closed(asked.view)
    with tenancy.scope(communes=[actor.home]):
        rows = Dossier.objects.filter(**visible_to(actor))
        left = rows.filter(narrowed(asked.filters, now, closed=closed and not query))
        if query:
            page = _page(
                left.filter(found(actor.home, query)), "submitted_at", asked.cursor, latest_first=True
            )
            return page if page.rows or asked.cursor else _guess(left, query)
        here = left.filter(belongs(asked.view, Looker.of(actor, asked.team, now)))
        return _page(here, "finished_at" if closed else "next_at", asked.cursor, latest_first=closed)


def _guess(rows: "QuerySet[Dossier]", query: str) -> Page:
    near = heard_alike(rows, query, PAGE)
    by_id = {row.id: row for row in rows.filter(id__in=near)} if near else {}
    return Page([as_info(by_id[key]) for key in near], None, guessed=True)


def _page(rows: "QuerySet[Dossier]", by: str, cursor: Cursor | None, *, latest_first: bool) -> Page:
    """Return a page in the order of a time. The ids come first, from an index alone where one carries all."""
    beyond, sign = ("lt", "-") if latest_first else ("gt", "")
    if cursor is not None:
        same = Q(**{by: cursor.at, f"id__{beyond}": cursor.id})
        # The first condition alone bounds the index; the second cuts what is level with the cursor.
        rows = rows.filter(**{f"{by}__{beyond}e": cursor.at}).filter(
            Q(**{f"{by}__{beyond}": cursor.at}) | same
        )
    order = (f"{sign}{by}", f"{sign}id")
    ids = rows.order_by(*order).values("id")[: PAGE + 1]
    page = list(
        Dossier.objects.filter(id__in=ids)
        .annotate(opinion_due=_opinion_due(), parts=open_keys())
        .order_by(*order)
    )
    last = page[PAGE - 1] if len(page) > PAGE else None
    following = Cursor(getattr(last, by).isoformat(), str(last.id)) if last else None
    return Page([as_info(row) for row in page[:PAGE]], following)


def _opinion_due() -> Subquery:
    """Return when the first open opinion about a dossier of the outer query is due."""
    rows = open_ones(OuterRef("commune_id")).filter(dossier_id=OuterRef("id"))
    return Subquery(rows.order_by("due_at").values("due_at")[:1])


def list_chosen(actor: Actor, ids: Sequence[UUID]) -> list[DossierInfo]:
    """Return dossiers the officer may see in the order they were chosen in; what is not there is left out."""
    with tenancy.scope(communes=[actor.home]):
        found = {row.id: row for row in Dossier.objects.filter(id__in=ids, **visible_to(actor))}
    return [as_info(found[key]) for key in dict.fromkeys(ids) if key in found]


def count_views(actor: Actor, asked: Asked, *, now: datetime) -> dict[str, int]:
    """Return how much is in each open view, in one statement over the most urgent open dossiers.

    Who handles cash is told, with a second one, how often money waits to be given back.
    """
    who = Looker.of(actor, asked.team, to_minute(now))
    with tenancy.scope(communes=[actor.home]):
        seen = Dossier.objects.filter(OPEN, **visible_to(actor)).order_by("next_at", "id")[:_MOST_SEEN]
        told = seen.aggregate(**{view: Count("id", filter=belongs(view, who)) for view in COUNTED})
        counts = {view: number or 0 for view, number in told.items()}
        if actor.may("payment.collect"):
            waits = Dossier.objects.filter(belongs(REFUNDS, who), **visible_to(actor))
            counts[REFUNDS] = waits[: MOST_TOLD + 1].count()
        return counts
