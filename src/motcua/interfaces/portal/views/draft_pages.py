"""One page of the form: shown, saved, judged; nothing typed is ever lost."""

import json
from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render

from motcua.blocks.forms import api as forms
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import pending, walk
from motcua.interfaces.portal.access import draft_view
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.interfaces.portal.views.drafts import seen_of
from motcua.interfaces.ui import page_drawing
from motcua.interfaces.ui.live import live_rules
from motcua.kernel import clock
from motcua.kernel.errors import NotFound

SAVED = "Phiên đăng nhập đã hết khi ông/bà đang gõ. Nội dung vừa gõ đã được lưu lại, ông/bà làm tiếp được."
NOT_SAVED = "Trang để lâu nên chưa lưu được. Nội dung vừa gõ vẫn ở dưới; ông/bà xem lại rồi bấm Tiếp tục."
ELSEWHERE = "{label}: ở cửa sổ khác, mục này vừa được ghi là «{now}». Bấm Tiếp tục để dùng nội dung ở ô này."


@draft_view
def draft_page(request: PortalRequest, draft: intake.DraftInfo, page_id: str) -> HttpResponse:
    """Show a page of the form, or save it and go on."""
    page = next((page for page in draft.version.form.pages if page.id == page_id), None)
    if page is None:
        raise NotFound("Không có trang này trong tờ khai.")
    if request.method == "POST":
        return _save(request, draft, page)
    kept = pending.take(request, now=clock.now())
    if kept is None:
        errors = _faults(draft, page) if "loi" in request.GET else {}
        return _show(request, draft, page, errors=errors)
    return _give_back(request, draft, page, kept)


def _save(request: PortalRequest, draft: intake.DraftInfo, page: forms.Page) -> HttpResponse:
    raw, grown = forms.change_rows(draft.version.form, page.id, request.POST.dict())
    try:
        saved = _store(request, draft, page, raw)
    except intake.ChangedElsewhere as changed:
        return _show_both(request, draft, page, raw, changed)
    if "later" in raw:
        return redirect(walk.left_url())
    changing = "sua" in request.GET
    if grown:
        return redirect(f"{walk.page_url(saved, page.id)}{'?sua=1' if changing else ''}#{grown}")
    if _faults(saved, page) or forms.active_stops(saved.version.form, saved.answers, today()):
        # Shown by a page of its own, so that the back button never meets a form that was sent.
        return redirect(walk.faulty_url(saved, page.id, changing=changing))
    return redirect(walk.after_page(saved, page.id, today(), changing=changing))


def _faults(draft: intake.DraftInfo, page: forms.Page) -> dict[str, str]:
    """Return what is wrong on a page as it is stored."""
    return forms.validate_page(
        draft.version.form, page.id, draft.answers, today(), kept=draft.kept, verified=draft.verified
    )


def _store(
    request: PortalRequest, draft: intake.DraftInfo, page: forms.Page, raw: Mapping[str, str]
) -> intake.DraftInfo:
    return intake.save_page(request.actor, draft.id, page.id, raw, now=clock.now(), seen=seen_of(raw))


def _give_back(
    request: PortalRequest, draft: intake.DraftInfo, page: forms.Page, kept: pending.Kept
) -> HttpResponse:
    """Put what was typed before the login back on the page; saved at once when it is surely the person's."""
    if not kept.trusted:
        return _show(request, draft, page, typed=kept.raw, told=NOT_SAVED)
    try:
        saved = _store(request, draft, page, kept.raw)
    except intake.ChangedElsewhere as changed:
        return _show_both(request, draft, page, kept.raw, changed)
    return _show(request, saved, page, told=SAVED)


def _show_both(
    request: PortalRequest,
    draft: intake.DraftInfo,
    page: forms.Page,
    raw: Mapping[str, str],
    changed: intake.ChangedElsewhere,
) -> HttpResponse:
    """Show what was typed, and beside it what another window stored; the next save decides."""
    fresh = intake.get_draft(request.actor, draft.id)
    errors = {
        key: ELSEWHERE.format(label=fresh.version.form.field(key).label, now=now or "(để trống)")
        for key, now in changed.fields.items()
    }
    return _show(request, fresh, page, errors=errors, typed=raw, status=409)


def _show(
    request: PortalRequest,
    draft: intake.DraftInfo,
    page: forms.Page,
    *,
    errors: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
    told: str = "",
    status: int = 200,
) -> HttpResponse:
    sources = {
        **{origin: draft.answers.get(key) for key, origin in draft.origins.items()},
        "commune.name": request.commune.display_name,
        "commune.province": request.commune.province_name,
        "commune.ethnic_groups": request.commune.ethnic_groups,
    }
    changing = "sua" in request.GET
    form, answers = draft.version.form, draft.answers
    drawn = page_drawing.draw_page(
        draft, page, today(), errors=errors or {}, sources=sources, typed=typed, open_all=changing
    )
    context = {
        "draft": draft,
        "unsaved_key": intake.unsaved_key(draft.id),
        # What a window sent so far; a page that answers a post shows itself what was typed.
        "arrived": json.dumps(draft.sent) if typed is None else "all",
        "page": page,
        "place": walk.place_of(draft, today(), page.id),
        "fields": drawn,
        "changes_rows": any(one.kind == "rows" for one in drawn),
        "rules": live_rules(form, page, answers, today(), {one.id for one in drawn if one.is_input}),
        # Whoever is logged in is known; the card of another person can be read.
        "scans": any(field.is_input and field.type == "citizen_id" for field in drawn),
        "errors": errors or {},
        "stops": forms.active_stops(form, answers, today()),
        "told": told,
        "back": _back(draft, page, changing=changing),
        "changing": changing,
    }
    return render(request, "portal/draft_page.html", context, status=status)


def _back(draft: intake.DraftInfo, page: forms.Page, *, changing: bool) -> str:
    return walk.check_url(draft) if changing else walk.before_page(draft, page.id, today())
