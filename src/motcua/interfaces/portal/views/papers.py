"""The papers of a draft: laid, looked at, taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.blocks.documents import api as documents
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import pending, uploads, walk
from motcua.interfaces.portal.access import draft_view
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput

CHOOSE_AGAIN = "Phiên đăng nhập đã hết khi ông/bà gửi tệp. Tệp chưa được gửi, ông/bà chọn lại giúp."


@dataclass(frozen=True)
class PaperField:
    """A paper to send, with the files that lie there already."""

    component: catalogue.Component
    required: bool
    files: tuple[uploads.ShownFile, ...]
    error: str


@draft_view
def papers(request: PortalRequest, draft: intake.DraftInfo) -> HttpResponse:
    """Show the papers of the dossier; take files in, take them away, go on."""
    if request.method != "POST":
        told = CHOOSE_AGAIN if pending.take(request, now=clock.now()) else ""
        missing = draft.missing_papers(today()) if "loi" in request.GET else {}
        return _show(request, draft, missing, told=told)
    errors = _lay(request, draft)
    code, _, file_id = request.POST.get("remove-file", "").partition("/")
    if file_id:
        intake.remove_paper(request.actor, draft.id, code, uploads.file_id(file_id), now=clock.now())
        return redirect("portal:papers", draft.id)
    return _go_on(request, draft, errors)


def _lay(request: PortalRequest, draft: intake.DraftInfo) -> dict[str, str]:
    """Take every file in; return what was refused, by component. A refused file harms no other."""
    errors: dict[str, str] = {}
    for due in walk.papers_due(draft, today()):
        code = due.component.code
        for upload in request.FILES.getlist(code):
            try:
                intake.lay_paper(request.actor, draft.id, code, upload, upload.name or "", now=clock.now())
            except InvalidInput as refused:
                errors[code] = uploads.refusal(due.component.name, upload, refused, errors.get(code, ""))
    return errors


def _go_on(request: PortalRequest, draft: intake.DraftInfo, errors: Mapping[str, str]) -> HttpResponse:
    fresh = intake.get_draft(request.actor, draft.id)
    if "later" in request.POST and not errors:
        return redirect("portal:my_page")
    if "stay" in request.POST and not errors:
        return redirect("portal:papers", draft.id)
    if errors:
        # What was wrong with a file is known only now, so this answer says it.
        return _show(request, fresh, errors, status=422)
    if fresh.missing_papers(today()):
        return redirect(f"{walk.papers_url(fresh)}?loi=1")
    return redirect(walk.resume(fresh, today()))


def _show(
    request: PortalRequest,
    draft: intake.DraftInfo,
    errors: Mapping[str, str],
    *,
    told: str = "",
    status: int = 200,
) -> HttpResponse:
    due = walk.papers_due(draft, today())
    files = intake.list_draft_files(request.actor, [key for keys in draft.papers.values() for key in keys])
    context = {
        "draft": draft,
        "place": walk.place_of(draft, today()),
        "papers": [_paper(draft, one, files, errors) for one in due if one.to_upload],
        "to_bring": [one for one in due if not one.to_upload],
        "errors": errors,
        "told": told,
        "limit": uploads.limit_words(),
        "back": walk.before_page(draft, None, today()),
    }
    return render(request, "portal/papers.html", context, status=status)


def _paper(
    draft: intake.DraftInfo,
    due: catalogue.ComponentDue,
    files: Mapping[UUID, documents.FileInfo],
    errors: Mapping[str, str],
) -> PaperField:
    laid = _files(draft, due.component, files)
    return PaperField(due.component, due.required, laid, errors.get(due.component.code, ""))


def _files(
    draft: intake.DraftInfo, component: catalogue.Component, files: Mapping[UUID, documents.FileInfo]
) -> tuple[uploads.ShownFile, ...]:
    laid = [files[key] for key in draft.papers.get(component.code, []) if key in files]
    return tuple(
        uploads.shown(one, component.code, reverse("portal:draft_file", args=[draft.id, one.id]))
        for one in laid
    )
