"""The citizen completes a dossier: only what was asked for, in the same dossier."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_noop

from motcua.blocks.documents import api as documents
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import pending, uploads
from motcua.interfaces.portal.access import citizen_page
from motcua.interfaces.portal.request import PortalRequest
from motcua.interfaces.portal.uploads import Refusals
from motcua.interfaces.portal.views.dossier import PURPOSE
from motcua.interfaces.ui import drawing
from motcua.kernel import clock

GIVEN_BACK = (
    "Phiên đăng nhập đã hết khi ông/bà đang gõ. Nội dung vừa gõ vẫn ở dưới; ông/bà xem lại rồi bấm lưu."
)
EXPIRED = gettext_noop(
    "Đã hết hạn bổ sung nên không gửi được nữa. Ông/bà gọi điện hoặc đến quầy Một cửa để được hướng dẫn."
)


@dataclass(frozen=True)
class AskedItem:
    """One thing asked for: what is wrong with it, and the field or the files to answer with."""

    item: intake.SupplementItem
    field: drawing.DrawnField | None
    files: tuple[uploads.ShownFile, ...]
    error: str
    coming: tuple[uploads.ComingFile, ...] = ()


@citizen_page
def supplement(request: PortalRequest, dossier_id: UUID) -> HttpResponse:
    """Show what was asked for; save it, take files in and away, and send."""
    dossier = dossiers.get_dossier(request.actor, dossier_id)
    desk = intake.open_desk(request.actor, dossier, purpose=PURPOSE, now=clock.now())
    expired = dossier.supplement_state == "expired"
    if desk.supplement is None or desk.supplement.answered_at is not None or expired:
        return _closed(request, dossier)
    if request.method != "POST":
        kept = pending.take(request, now=clock.now())
        told = GIVEN_BACK if kept else ""
        return _show(request, dossier, desk, {}, typed=kept.raw if kept else None, told=told)
    try:
        return _act(request, dossier, desk)
    except intake.SupplementClosed:
        return _closed(request, dossier)


def _act(request: PortalRequest, dossier: dossiers.DossierInfo, desk: intake.FileOnDesk) -> HttpResponse:
    intake.save_supplement_fields(request.actor, dossier.id, request.POST.dict())
    if _taken_away(request, dossier):
        return redirect("portal:supplement", dossier.id)
    refused = _lay(request, dossier, desk)
    if not refused and "send" in request.POST:
        return _send(request, dossier)
    if refused:
        fresh = intake.open_desk(request.actor, dossier, purpose=PURPOSE, now=clock.now())
        return _show(request, dossier, fresh, {}, refused=refused, status=422)
    if "stay" in request.POST:
        return redirect("portal:supplement", dossier.id)
    return redirect(f"{reverse('portal:dossier', args=[dossier.id])}?da-luu")


def _taken_away(request: PortalRequest, dossier: dossiers.DossierInfo) -> bool:
    """Do what the button of a file asks, and tell whether one was pressed."""
    code, _, key = request.POST.get("remove-file", "").partition("/")
    if key:
        intake.remove_supplement_paper(request.actor, dossier.id, code, uploads.file_id(key))
    _, _, sent = request.POST.get("stop-file", "").partition("/")
    if sent:
        intake.stop_paper(request.actor, intake.SupplementTray(dossier.id), uploads.file_id(sent))
    return bool(key or sent)


def _lay(request: PortalRequest, dossier: dossiers.DossierInfo, desk: intake.FileOnDesk) -> Refusals:
    def lay(code: str, upload: "UploadedFile[Any]", name: str) -> None:
        intake.lay_supplement_paper(request.actor, dossier.id, code, upload, name, now=clock.now())

    items = desk.supplement.items if desk.supplement else ()
    return uploads.lay_all(lay, (one.target for one in items if one.kind == "paper"), request.FILES)


def _send(request: PortalRequest, dossier: dossiers.DossierInfo) -> HttpResponse:
    try:
        intake.answer_supplement(request.actor, dossier.id, now=clock.now())
    except intake.Incomplete as missing:
        fresh = intake.open_desk(request.actor, dossier, purpose=PURPOSE, now=clock.now())
        return _show(request, dossier, fresh, missing.errors, status=422)
    return redirect(f"{reverse('portal:dossier', args=[dossier.id])}?da-bo-sung")


def _closed(request: PortalRequest, dossier: dossiers.DossierInfo) -> HttpResponse:
    over = dossier.supplement_state == "expired"
    context = {"dossier": dossier, "message": EXPIRED if over else intake.SupplementClosed().message}
    return render(request, "portal/supplement_closed.html", context, status=409)


def _show(
    request: PortalRequest,
    dossier: dossiers.DossierInfo,
    desk: intake.FileOnDesk,
    errors: Mapping[str, str],
    *,
    refused: Refusals | None = None,
    typed: Mapping[str, str] | None = None,
    told: str = "",
    status: int = 200,
) -> HttpResponse:
    refused = refused or {}
    reasons = {code: uploads.reasons(files) for code, files in refused.items()}
    items = _items(request, dossier, desk, {**errors, **reasons}, typed)
    labels = {one.item.target: one.item.label for one in items}
    told_above = {code: uploads.refusal(labels[code], files) for code, files in refused.items()}
    context = {
        "dossier": dossier,
        "supplement": desk.supplement,
        "items": items,
        "errors": {**errors, **told_above},
        "told": told,
        "keep_key": intake.unsaved_key(dossier.id),
        "limit": uploads.limit_words(),
    }
    return render(request, "portal/supplement.html", context, status=status)


def _items(
    request: PortalRequest,
    dossier: dossiers.DossierInfo,
    desk: intake.FileOnDesk,
    errors: Mapping[str, str],
    typed: Mapping[str, str] | None,
) -> list[AskedItem]:
    asked = desk.supplement
    assert asked is not None
    form = catalogue.get_version(dossier.version_id).form
    files = intake.list_draft_files(request.actor, [key for keys in asked.papers.values() for key in keys])
    coming = intake.list_coming(request.actor, asked.coming)
    shown = []
    for item in asked.items:
        error = errors.get(item.target, "")
        if item.kind == "field":
            value = asked.answers.get(item.target, desk.answers.get(item.target))
            kept = asked.kept.get(item.target)
            field = drawing.draw_field(form.field(item.target), value, kept=kept, typed=typed, error=error)
            shown.append(AskedItem(item, field, (), error))
            continue
        rows = _files(dossier.id, asked, item.target, files)
        sent = uploads.coming(item.target, coming.get(item.target, []), "portal:supplement_piece", dossier.id)
        shown.append(AskedItem(item, None, rows, error, sent))
    return shown


def _files(
    dossier_id: UUID, asked: intake.SupplementInfo, code: str, files: Mapping[UUID, documents.FileInfo]
) -> tuple[uploads.ShownFile, ...]:
    laid = [files[key] for key in asked.papers.get(code, []) if key in files]
    url = "portal:supplement_file"
    return tuple(uploads.shown(one, code, reverse(url, args=[dossier_id, one.id])) for one in laid)


def laid_to_supplement(request: PortalRequest, dossier_id: UUID, code: str) -> dict[str, Any]:
    """Return what the page shows of a paper now: the files that lie there."""
    dossier = dossiers.get_dossier(request.actor, dossier_id)
    asked = intake.open_desk(request.actor, dossier, purpose=PURPOSE, now=clock.now()).supplement
    if asked is None:
        raise intake.SupplementClosed
    files = intake.list_draft_files(request.actor, asked.papers.get(code, []))
    return {"files": _files(dossier_id, asked, code, files)}
