"""The papers of a draft: laid, looked at, taken away."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.blocks.documents import api as documents
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import pending, uploads, walk
from motcua.interfaces.portal.access import draft_view
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.interfaces.portal.uploads import Refusals
from motcua.kernel import clock, sealing
from motcua.kernel.actors import Actor

CHOOSE_AGAIN = "Phiên đăng nhập đã hết khi ông/bà gửi tệp. Tệp chưa được gửi, ông/bà chọn lại giúp."

# What the address says after files were refused, and where their names wait for the page that tells it.
REFUSED = "tep"
_WAITING = "refused_papers"


def _stop(actor: Actor, draft_id: UUID, _code: str, upload_id: UUID, *, now: datetime) -> None:
    """Give up a file that is on its way."""
    intake.stop_paper(actor, intake.DraftTray(draft_id), upload_id)


# What a button of a file does, by its name; "bind" concerns all files of a paper.
_BUTTONS = {
    "remove-file": intake.remove_paper,
    "turn-file": intake.turn_paper,
    "raise-file": intake.move_paper_up,
    "stop-file": _stop,
}
BIND = "bind"


@dataclass(frozen=True)
class PaperField:
    """A paper to send, with the files that lie there already."""

    component: catalogue.Component
    required: bool
    files: tuple[uploads.ShownFile, ...]
    coming: tuple[uploads.ComingFile, ...]
    error: str


@draft_view
def papers(request: PortalRequest, draft: intake.DraftInfo) -> HttpResponse:
    """Show the papers of the dossier; take files in, take them away, go on."""
    if request.method != "POST":
        return _read(request, draft)
    refused = _lay(request, draft)
    if any(name in request.POST for name in (*_BUTTONS, BIND)):
        refused = {**refused, **_arrange(request, draft)}
        return _send_back(request, draft, refused) if refused else redirect("portal:papers", draft.id)
    if refused:
        return _send_back(request, draft, refused)
    return _go_on(request, draft)


def _arrange(request: PortalRequest, draft: intake.DraftInfo) -> Refusals:
    """Do what the button of a file asks: take it away, turn it, move it up, bind all; return what could not be done."""
    actor, post, now = request.actor, request.POST, clock.now()
    name = next((name for name in _BUTTONS if name in post), BIND)
    code, _, key = post[name].partition("/")
    try:
        if name == BIND:
            intake.bind_papers(actor, draft.id, code, now=now)
        else:
            _BUTTONS[name](actor, draft.id, code, uploads.file_id(key), now=now)
    except documents.UploadRefused as kept:
        return {code: [uploads.Refused("", kept.message)]}
    return {}


def _read(request: PortalRequest, draft: intake.DraftInfo) -> HttpResponse:
    over = pending.take(request, now=clock.now())
    # What the telephone kept goes on by itself.
    told = CHOOSE_AGAIN if over and "kept" not in over.raw else ""
    fault = request.GET.get("loi", "")
    refused = _refused(request, draft) if fault == REFUSED else {}
    names = {one.component.code: one.component.name for one in walk.papers_due(draft, today())}
    errors = {code: uploads.refusal(names[code], files) for code, files in refused.items() if code in names}
    if fault and not errors:
        errors = draft.missing_papers(today())
    return _show(request, draft, errors, refused, told=told)


def _lay(request: PortalRequest, draft: intake.DraftInfo) -> Refusals:
    """Take every file in; return what was refused, by component."""

    def lay(code: str, upload: "UploadedFile[Any]", name: str) -> None:
        intake.lay_paper(request.actor, draft.id, code, upload, name, now=clock.now())

    codes = (due.component.code for due in walk.papers_due(draft, today()))
    return uploads.lay_all(lay, codes, request.FILES)


def _send_back(request: PortalRequest, draft: intake.DraftInfo, refused: Refusals) -> HttpResponse:
    """Lead to a page of its own that tells the faults, so that the back button never meets a form that was sent."""
    files = {code: [(one.name, one.why) for one in those] for code, those in refused.items()}
    # Sealed, for the name of a file may hold that of a person.
    request.session[_WAITING] = sealing.seal(json.dumps(files).encode(), context=_sealed_for(draft)).hex()
    return redirect(f"{walk.papers_url(draft)}?loi={REFUSED}")


def _refused(request: PortalRequest, draft: intake.DraftInfo) -> Refusals:
    """Take out what the last post of this browser was told of its files; it is told once."""
    waiting = request.session.pop(_WAITING, "")
    try:
        files = json.loads(sealing.unseal(bytes.fromhex(waiting), context=_sealed_for(draft)))
    except sealing.SealBroken:  # Nothing waits, or it is of another draft.
        return {}
    return {code: [uploads.Refused(*one) for one in those] for code, those in files.items()}


def _sealed_for(draft: intake.DraftInfo) -> str:
    return f"portal.refused_papers:{draft.id}"


def _go_on(request: PortalRequest, draft: intake.DraftInfo) -> HttpResponse:
    fresh = intake.get_draft(request.actor, draft.id)
    if "later" in request.POST:
        return redirect(walk.left_url())
    if "stay" in request.POST:
        return redirect("portal:papers", draft.id)
    if fresh.missing_papers(today()):
        return redirect(f"{walk.papers_url(fresh)}?loi=1")
    return redirect(walk.resume(fresh, today()))


def _show(
    request: PortalRequest,
    draft: intake.DraftInfo,
    errors: Mapping[str, str],
    refused: Refusals,
    *,
    told: str,
) -> HttpResponse:
    due = walk.papers_due(draft, today())
    files = intake.list_draft_files(request.actor, [key for keys in draft.papers.values() for key in keys])
    coming = intake.list_coming(request.actor, draft.coming)
    faults = {**errors, **{code: uploads.reasons(those) for code, those in refused.items()}}
    context = {
        "draft": draft,
        "place": walk.place_of(draft, today()),
        "papers": [_paper(draft, one, files, coming, faults) for one in due if one.to_upload],
        "to_bring": [one for one in due if not one.to_upload],
        "errors": errors,
        "told": told,
        "limit": uploads.limit_words(),
        "keep_key": intake.unsaved_key(draft.id),
        "back": walk.before_page(draft, None, today()),
    }
    return render(request, "portal/papers.html", context)


def _paper(
    draft: intake.DraftInfo,
    due: catalogue.ComponentDue,
    files: Mapping[UUID, documents.FileInfo],
    coming: Mapping[str, list[documents.Upload]],
    errors: Mapping[str, str],
) -> PaperField:
    code, laid = due.component.code, _files(draft, due.component, files)
    sent = uploads.coming(code, coming.get(code, []), "portal:paper_piece", draft.id)
    return PaperField(due.component, due.required, laid, sent, errors.get(code, ""))


def _files(
    draft: intake.DraftInfo, component: catalogue.Component, files: Mapping[UUID, documents.FileInfo]
) -> tuple[uploads.ShownFile, ...]:
    laid = [files[key] for key in draft.papers.get(component.code, []) if key in files]
    return tuple(_shown_of(draft.id, component.code, one) for one in laid)


def laid_to_draft(request: PortalRequest, draft_id: UUID, code: str) -> dict[str, Any]:
    """Return what the page shows of a paper now: the files that lie there."""
    draft = intake.get_draft(request.actor, draft_id)
    component = draft.version.content.component(code)
    files = intake.list_draft_files(request.actor, draft.papers.get(code, []))
    return {"files": _files(draft, component, files), "bind": code, "label": component.name}


def _shown_of(draft_id: UUID, component_code: str, file: documents.FileInfo) -> uploads.ShownFile:
    url = reverse("portal:draft_file", args=[draft_id, file.id])
    return uploads.shown(file, component_code, url, reverse("portal:draft_thumb", args=[draft_id, file.id]))
