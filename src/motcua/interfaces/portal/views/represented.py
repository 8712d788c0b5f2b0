"""People I act for: who they are, the proof, and a dossier begun for them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from motcua.blocks.identity import api as identity
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import uploads, walk
from motcua.interfaces.portal.access import citizen_page
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput, NotFound


@citizen_page
def represented(request: PortalRequest) -> HttpResponse:
    """List whom the citizen acts for, or take a proposal with its proof."""
    if request.method != "POST":
        return _show(request, {})
    claim = identity.Claim(
        request.POST.get("kind", ""),
        request.POST.get("name", ""),
        "".join(request.POST.get("number", "").split()),
    )
    proof = request.FILES.get("proof")
    try:
        intake.propose_with_proof(request.actor, request.commune.id, claim, proof, now=clock.now())
    except InvalidInput as refused:
        faults = {key: text for key, text in refused.errors.items() if key != "file"}
        fault = refused.errors.get("file", "" if faults else refused.message)
        return _show(request, {**faults, **({"proof": fault} if fault else {})}, status=422)
    except Conflict as refused:
        return _show(request, {"name": refused.message}, status=409)
    return redirect("/trang-cua-toi/thay-mat/?da-gui")


def _show(request: PortalRequest, errors: dict[str, str], status: int = 200) -> HttpResponse:
    context = {
        "people": identity.list_representations(request.actor, now=clock.now()),
        "kinds": [{"value": key, "label": label} for key, label in identity.KINDS.items()],
        "typed": request.POST,
        "errors": errors,
        "sent": "da-gui" in request.GET,
        "ended": "da-thoi" in request.GET,
        "limit": uploads.limit_words(),
    }
    return render(request, "portal/represented.html", context, status=status)


@citizen_page
def person(request: PortalRequest, representation_id: UUID) -> HttpResponse:
    """Show a person the citizen acts for, their dossiers, and begin a dossier for them."""
    info = _find(request, representation_id)
    errors = {}
    if request.method == "POST":
        begun = _begin(request, info)
        if begun is not None:
            return begun
        errors = {"procedure": "Chọn thủ tục cần nộp."}
    mine = dossiers.list_for_applicant(request.actor) if info.in_force else []
    context = {
        "person": info,
        "dossiers": [one for one in mine if one.applicant_id == info.person_id],
        "procedures": [{"value": one.code, "label": one.name} for one in catalogue.list_online(today())],
        "errors": errors,
    }
    return render(request, "portal/represented_person.html", context, status=422 if errors else 200)


def _begin(request: PortalRequest, info: identity.RepresentationInfo) -> HttpResponse | None:
    code = request.POST.get("procedure", "")
    if all(one.code != code for one in catalogue.list_online(today())):
        return None
    draft = intake.start_draft(request.actor, request.commune.id, code, now=clock.now(), acting_for=info)
    return redirect(walk.resume(draft, today()))


def _find(request: PortalRequest, representation_id: UUID) -> identity.RepresentationInfo:
    known = identity.list_representations(request.actor, now=clock.now())
    info = next((one for one in known if one.id == representation_id), None)
    if info is None:
        raise NotFound("Không tìm thấy người này trong danh sách ông/bà thay mặt.")
    return info


@require_POST
@citizen_page
def end(request: PortalRequest, representation_id: UUID) -> HttpResponse:
    """Give it up."""
    identity.end_representation(request.actor, representation_id, now=clock.now())
    return redirect("/trang-cua-toi/thay-mat/?da-thoi")
