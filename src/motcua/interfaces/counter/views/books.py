"""The books: the register with its print, what is late with its reasons, the control slip of a dossier."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.books import api as books
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices import api as notices
from motcua.interfaces.counter import flash
from motcua.interfaces.counter.desk import names
from motcua.interfaces.counter.pages import show
from motcua.interfaces.counter.views.downloads import send
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput

_FIRST_YEAR = 2018


@officer_required
@require_safe
def register(request: Request) -> HttpResponse:
    """Show a month of the year's register, or the whole year."""
    now = clock.now()
    year, month = asked_month(request, now)
    page = books.list_register(request.actor, year, month, _number(request.GET.get("tu")))
    lines = [_register_row(line, now) for line in page.lines]
    context: dict[str, Any] = {
        "lines": lines,
        "next": _address(year, month, page.following) if page.following else "",
        "first": _address(year, month, 0) if request.GET.get("tu") else "",
        "printed": _address(year, month, _number(request.GET.get("tu"))),
        "most": books.PRINT,
    }
    return show(request, "counter/register.html", context | month_choice(year, month, now))


@officer_required
@require_safe
def print_month(request: Request) -> HttpResponse:
    """Send a month of the register as form 07."""
    now = clock.now()
    year, month = asked_month(request, now)
    after = _number(request.GET.get("tu"))
    name, data = books.print_register(request.actor, year, month or clock.local(now).month, after, now=now)
    return send(name, "application/pdf", data)


@officer_required
@require_safe
def control_slip(request: Request, dossier_id: UUID) -> HttpResponse:
    """Send form 06 of a dossier as it stands now."""
    seen = dossiers.get_dossier(request.actor, dossier_id)
    name, data = notices.control_slip(request.actor, seen, now=clock.now())
    return send(name, "application/pdf", data)


@officer_required
@require_safe
def late(request: Request) -> HttpResponse:
    """List what is or ended late, with the reasons given."""
    return _late(request, {})


@officer_required
@require_http_methods(["POST"])
def give_reason(request: Request, dossier_id: UUID) -> HttpResponse:
    """Keep why a dossier is late; a refused answer comes back with what was typed."""
    typed = request.POST.get("reason", "")
    try:
        done = books.give_reason(request.actor, dossier_id, typed, now=clock.now())
    except InvalidInput as refusal:
        return _late(request, {"dossier": dossier_id, "error": refusal.errors["reason"], "typed": typed})
    said = flash.Flash(f"Đã ghi lý do trễ hạn của hồ sơ {done.reference}.", "success")
    return flash.leave(HttpResponseRedirect(reverse("counter:late")), said)


def _late(request: Request, refused: dict[str, Any]) -> HttpResponse:
    now = clock.now()
    page = books.list_late(request.actor, _place(request.GET.get("tu", "")), now=now)
    people = names(request.actor, now)
    following = "?" + urlencode({"tu": _cursor(page.following)}) if page.following else ""
    return show(request, "counter/late.html", {
        "lines": [_late_row(line, people, refused) for line in page.lines],
        "next": following,
        "first": reverse("counter:late") if request.GET.get("tu") else "",
    })  # fmt: skip


def _late_row(line: books.LateLine, people: dict[UUID, str], refused: dict[str, Any]) -> dict[str, Any]:
    holder = line.dossier.holder_id
    wrong = refused.get("dossier") == line.dossier.id
    return {
        "dossier": line.dossier,
        "days": line.days,
        "holder": people.get(holder, "") if holder else "",
        "reason": line.reason,
        "by": people.get(line.given_by_id, "") if line.given_by_id else "",
        "given_at": line.given_at,
        "error": refused["error"] if wrong else "",
        "typed": refused["typed"] if wrong else "",
    }


def _register_row(line: books.RegisterLine, now: datetime) -> dict[str, Any]:
    return {"dossier": line.dossier, "method": line.method, "note": notices.note_of(line.dossier, now)}


def asked_month(request: Request, now: datetime) -> tuple[int, int]:
    """Return the year and month that the address or the form names; without one this month, 0 for a whole year."""
    given = request.POST if request.method == "POST" else request.GET
    here = clock.local(now)
    year, month = _number(given.get("nam")), _number(given.get("thang"), -1)
    if not _FIRST_YEAR <= year <= here.year:
        year = here.year
    return year, month if 0 <= month <= 12 else here.month


def month_choice(year: int, month: int, now: datetime) -> dict[str, Any]:
    """Return what the two boxes offer, and what is chosen."""
    months = [{"value": 0, "label": "Cả năm"}]
    months += [{"value": one, "label": f"Tháng {one}"} for one in range(1, 13)]
    years = [{"value": one, "label": f"{one}"} for one in range(clock.local(now).year, _FIRST_YEAR - 1, -1)]
    shown = f"tháng {month} năm {year}" if month else f"năm {year}"
    return {"year": year, "month": month, "years": years, "months": months, "shown": shown}


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else otherwise


def _address(year: int, month: int, after: int | None) -> str:
    given = {"nam": year, "thang": month} | ({"tu": after} if after else {})
    return "?" + urlencode(given)


def _place(text: str) -> tuple[datetime, str] | None:
    cursor = dossiers.Cursor.parse(text)
    return (datetime.fromisoformat(cursor.at), cursor.id) if cursor else None


def _cursor(place: tuple[datetime, str]) -> str:
    return str(dossiers.Cursor(place[0].isoformat(), place[1]))
