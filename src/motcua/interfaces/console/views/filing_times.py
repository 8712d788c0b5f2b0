"""The time from login to submission: the page, its table and the raw records as files."""

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console.days import Days, read_days
from motcua.interfaces.console.words import CHANNELS, STEPS, length, seconds
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput
from motcua.oversight.quality import api as quality

_COLUMNS = (
    "commune", "procedure", "channel", "submissions", "visits", "mean_seconds", "median_seconds", "p90_seconds",
    "mean_first_login_to_submission_seconds", "submissions_with_idle_gaps", "idle_gaps", "idle_seconds",
)  # fmt: skip
_RAW = ("commune", "trail", "visit", "visit_began_at", "channel", "procedure", "kind", "step", "at")


@officer_required
@require_safe
def filing_times(request: Request) -> HttpResponse:
    """Show the figures between two days: in all, by procedure and channel, by step."""
    days = read_days(request.GET, clock.local_date(clock.now()))
    try:
        days.required()
        times = quality.get_filing_times(request.actor, days.since, days.until)
    except InvalidInput as refused:
        errors = {"den" if key == "until" else key: text for key, text in refused.errors.items()}
        return _show(request, days, {"errors": errors}, status=refused.status)
    share = quality.get_remote_share(request.actor, days.since, days.until)
    percent = "–" if share.percent is None else f"{share.percent:.1f}%".replace(".", ",")
    return _show(request, days, {**_told(times), "share": share, "percent": percent})


def _show(request: Request, days: Days, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    shown = {"days": days.typed, "asked": urlencode(days.typed), **context}
    response = render(request, "console/filing_times.html", shown, status=status)
    patch_cache_control(response, no_store=True, private=True)
    return response


def _told(times: quality.FilingTimes) -> dict[str, Any]:
    names = {one.code: one.short_name for one in catalogue.list_summaries(times.until)}
    pages = _page_titles({one.procedure_code for one in times.groups} & names.keys(), times.until)
    return {
        "times": times,
        "whole": _row(times.whole, {}),
        "rows": [_row(one, names) for one in times.groups],
        "steps": [
            (_step(key, pages), told.count, length(told.mean), length(told.median), length(told.p90))
            for key, told in times.steps.items()
        ],
        "target": length(times.target.below) if times.target else "",
        "idle_after": length(times.idle_after),
    }


def _row(one: quality.Group, names: dict[str, str]) -> dict[str, Any]:
    return {
        "procedure": names.get(one.procedure_code, one.procedure_code),
        "channel": CHANNELS.get(one.channel, one.channel),
        "count": one.spent.count,
        "visits": one.visits,
        "mean": length(one.spent.mean),
        "median": length(one.spent.median),
        "p90": length(one.spent.p90),
        "span": length(one.span.mean),
        "idle": one.idle,
        "idle_total": length(one.idle.total),
    }


def _page_titles(codes: Iterable[str], on: date) -> dict[str, str]:
    """Return what the pages of these procedures' forms are called, by their ids; forms may share an id."""
    titles: dict[str, dict[str, None]] = {}
    for code in sorted(codes):
        for page in catalogue.current_version(code, on).form.pages:
            titles.setdefault(page.id, {})[page.title] = None
    return {key: ", ".join(found) for key, found in titles.items()}


def _step(key: str, pages: Mapping[str, str]) -> str:
    return STEPS.get(key) or f"Trang “{pages.get(key, key)}”"


@officer_required
@require_safe
def table(request: Request) -> HttpResponse:
    """Send the figures as a table for a spreadsheet; the first row is of all."""
    days = read_days(request.GET, clock.local_date(clock.now())).required()
    times = quality.get_filing_times(request.actor, days.since, days.until)
    rows = [_line(request.commune.code, one) for one in (times.whole, *times.groups)]
    return _csv(f"thoi-gian-nop-{days.since}-{days.until}.csv", _COLUMNS, rows)


def _line(commune: str, one: quality.Group) -> tuple[object, ...]:
    return (
        commune, one.procedure_code or "*", one.channel or "*", one.spent.count, one.visits,
        seconds(one.spent.mean), seconds(one.spent.median), seconds(one.spent.p90), seconds(one.span.mean),
        one.idle.filings, one.idle.gaps, seconds(one.idle.total),
    )  # fmt: skip


@officer_required
@require_safe
def records(request: Request) -> HttpResponse:
    """Send the raw records, from which anyone can compute the same figures."""
    days = read_days(request.GET, clock.local_date(clock.now())).required()
    told = quality.list_filing_moments(request.actor, days.since, days.until)
    rows = (
        (
            request.commune.code, one.trail, one.visit_id, one.visit_began_at.isoformat(), one.channel,
            one.procedure_code, one.kind, one.step, one.at.isoformat(),
        )
        for one in told
    )  # fmt: skip
    return _csv(f"thoi-gian-nop-ban-ghi-{days.since}-{days.until}.csv", _RAW, rows)


def _csv(name: str, columns: Iterable[str], rows: Iterable[tuple[object, ...]]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response.write("\ufeff")
    write: Callable[[Iterable[object]], object] = csv.writer(response).writerow
    write(columns)
    for row in rows:
        write(row)
    return response
