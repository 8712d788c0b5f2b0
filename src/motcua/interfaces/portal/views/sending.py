"""Papers sent in pieces: the protocol tus 1.0 (core, creation, termination), and one step to end it.

A cut line, a closed page or a dead battery costs the last piece only. Faults are told as {"message"} in the words
that stand at the file. Without scripts the form of the page sends files whole.
"""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.blocks.documents import api as documents
from motcua.casework.intake import api as intake
from motcua.interfaces.portal.request import PortalRequest, number_in
from motcua.interfaces.portal.views.papers import laid_to_draft
from motcua.interfaces.portal.views.supplement import laid_to_supplement
from motcua.interfaces.ui.telling import told_plain
from motcua.kernel import clock
from motcua.kernel.errors import DomainError, InvalidInput

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
_NO_LENGTH = "Trình duyệt không nói tệp lớn bao nhiêu. Ông/bà tải lại trang rồi chọn lại tệp."
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Place:
    """Where a file goes, the address of a piece of it, and what the page shows of its paper after."""

    tray: intake.Tray
    piece: str
    laid: Callable[[PortalRequest, UUID, str], dict[str, Any]]


def _place(draft_id: UUID | None = None, dossier_id: UUID | None = None) -> Place:
    if draft_id is not None:
        return Place(intake.DraftTray(draft_id), "portal:paper_piece", laid_to_draft)
    assert dossier_id is not None
    return Place(intake.SupplementTray(dossier_id), "portal:supplement_piece", laid_to_supplement)


def _sender(view: View) -> View:
    """Answer in the words of the protocol: whose login is over, and what is refused."""

    @never_cache
    @wraps(view)
    def spoken(request: PortalRequest, upload_id: UUID | None = None, **place: UUID) -> HttpResponse:
        if request.actor.kind != "citizen":
            answer: HttpResponse = JsonResponse(
                {"message": told_plain("Phiên đăng nhập đã hết.")}, status=401
            )
        else:
            more = () if upload_id is None else (upload_id,)
            try:
                answer = view(request, _place(**place), *more)
            except DomainError as refused:
                answer = _refusal(refused)
        answer["Tus-Resumable"] = VERSION
        return answer

    return spoken


def _refusal(refused: DomainError) -> HttpResponse:
    told = (
        refused.errors.get("file", refused.message) if isinstance(refused, InvalidInput) else refused.message
    )
    status = (
        413
        if isinstance(refused, documents.UploadRefused) and refused.reason == "too_big"
        else refused.status
    )
    answer = JsonResponse({"message": told_plain(told)}, status=status)
    if isinstance(refused, documents.UploadOutOfStep):
        answer["Upload-Offset"] = str(refused.received)
    return answer


@require_POST
@_sender
def begin(request: PortalRequest, place: Place) -> HttpResponse:
    """Make room for a file. `Upload-Metadata` names its `component` and `filename`, and a `key` of the sender's own
    under which the same room is given again; each in base64."""
    _require_own(request, place)
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    size = number_in(request.headers.get("Upload-Length", ""))
    if size is None:
        raise InvalidInput({"file": _NO_LENGTH})
    component, name, key = (told.get(one, "") for one in ("component", "filename", "key"))
    begun = intake.begin_paper(request.actor, place.tray, component, name, size, key=key, now=clock.now())
    answer = HttpResponse(status=201)
    answer["Upload-Offset"] = str(begun.received)
    answer["Location"] = reverse(place.piece, args=[place.tray.id, begun.id])
    return answer


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@_sender
def piece(request: PortalRequest, place: Place, upload_id: UUID) -> HttpResponse:
    """Tell how far the file has come, take the next piece of it, or forget it."""
    if request.method == "DELETE":
        intake.stop_paper(request.actor, place.tray, upload_id)
        return HttpResponse(status=204)
    if request.method == "HEAD":
        return _progress(intake.get_sent(request.actor, place.tray, upload_id), 200)
    offset = number_in(request.headers.get("Upload-Offset", ""))
    if offset is None or request.content_type != PIECE:
        return HttpResponse(status=415)
    if int(request.META.get("CONTENT_LENGTH") or 0) > documents.LARGEST_PIECE:
        return HttpResponse(status=413)
    taken = intake.send_piece(request.actor, place.tray, upload_id, offset, request.body, now=clock.now())
    return _progress(taken, 204)


@require_POST
@_sender
def finish(request: PortalRequest, place: Place, upload_id: UUID) -> HttpResponse:
    """Have a whole file checked and laid where it belongs; {"list"} of what lies there now, or {"message"}."""
    laid = intake.lay_sent(request.actor, place.tray, upload_id, now=clock.now())
    if laid.file is None:
        return JsonResponse({"message": told_plain(laid.refused)}, status=422)
    context = place.laid(request, place.tray.id, laid.component_code)
    return JsonResponse({"list": render_to_string("portal/parts/laid.html", context, request)})


def _progress(upload: documents.Upload, status: int) -> HttpResponse:
    answer = HttpResponse(status=status)
    answer["Upload-Offset"], answer["Upload-Length"] = str(upload.received), str(upload.size)
    return answer


def _require_own(request: PortalRequest, place: Place) -> None:
    drafts = isinstance(place.tray, intake.DraftTray)
    if drafts and intake.get_draft(request.actor, place.tray.id).commune_id != request.commune.id:
        raise intake.DraftNotFound


def _metadata(header: str) -> dict[str, str]:
    """Return the pairs of an `Upload-Metadata`; what cannot be read is left out."""
    told = {}
    for pair in header.split(","):
        name, _, value = pair.strip().partition(" ")
        try:
            told[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return told
