"""Take in what somebody brings to the desk: their card, the procedure, the desk fields and papers, one key."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.blocks.documents import api as documents
from motcua.blocks.identity import api as identity
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.interfaces.counter.acting import NONE, Trouble, trouble_of
from motcua.interfaces.counter.pages import options, show
from motcua.interfaces.counter.reception_page import page_of
from motcua.interfaces.counter.views.downloads import send
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, DomainError, InvalidInput, NotFound

_MOST_FOUND = 12


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def begin(request: Request) -> HttpResponse:
    """Wait for a card, or begin with the one that was scanned."""
    request.actor.require("dossier.accept")
    now = clock.now()
    if request.method != "POST":
        return _ask(request, NONE)
    try:
        seen = intake.begin_reception(
            request.actor,
            card_of(request, now),
            now=now,
            phone="".join(request.POST.get("phone", "").split())[:20],
            channel=request.POST.get("channel", "counter"),
            parcel=request.POST.get("parcel", ""),
        )
    except InvalidInput as refused:
        return _ask(request, trouble_of(refused))
    return _to(seen.id)


def card_of(request: Request, now: datetime, *, usual: str = "card") -> identity.SeenCard:
    """Return the card that was scanned into the one box, or typed into the two others. Raises InvalidInput.

    `usual`: "card" or "typed", the way that a page without either asks for.
    """
    line, today = request.POST.get("card", "").strip(), clock.local_date(now)
    name, number = request.POST.get("name", ""), request.POST.get("citizen_id", "")
    typed = bool(name or number) or (not line and usual == "typed")
    try:
        return identity.typed_card(name, number, today) if typed else identity.read_card(line, today)
    except identity.UnreadableCard as wrong:
        raise InvalidInput({wrong.at: str(wrong)}) from wrong


def _ask(request: Request, trouble: Trouble) -> HttpResponse:
    context = {
        "typed": request.POST,
        "errors": trouble.errors,
        "trouble": trouble.message,
        "channels": options(intake.CHANNELS),
        "waiting": intake.list_open_receptions(request.actor),
        "may_relay": _may_relay(request),
    }
    return show(request, "counter/receive_begin.html", context, status=trouble.status)


def _may_relay(request: Request) -> bool:
    neighbours = intake.neighbours(request.actor.home, clock.local_date(clock.now()))
    return bool(neighbours) and request.actor.may(intake.RELAY_PERMISSION)


def _to(reception_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("counter:reception", args=[reception_id]))


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def reception(request: Request, reception_id: UUID) -> HttpResponse:
    """Show a reception as far as it has come; keep what is typed and laid, and take it in."""
    try:
        seen = intake.get_reception(request.actor, reception_id)
    except intake.ReceptionNotFound:
        # What went to another commune left a record under the same id.
        return _to_relay(request, reception_id)
    if seen.dossier_id is not None:
        return _done(request, seen)
    if seen.version is None or "doi" in request.GET:
        return _procedures(request, seen)
    if request.method != "POST":
        return _page(request, seen, NONE)
    return _act(request, seen)


def _to_relay(request: Request, reception_id: UUID) -> HttpResponse:
    if not request.actor.may(intake.RELAY_PERMISSION):
        raise intake.ReceptionNotFound
    try:
        relay = intake.get_relay(request.actor, reception_id)
    except intake.RelayNotFound as missing:
        raise intake.ReceptionNotFound from missing
    return HttpResponseRedirect(reverse("counter:relay", args=[relay.id]))


def _act(request: Request, seen: intake.ReceptionInfo) -> HttpResponse:
    now = clock.now()
    try:
        intake.note_down(request.actor, seen.id, request.POST.dict(), now=now)
        refused = _lay(request, seen, now)
        code, _, key = request.POST.get("remove-file", "").partition("/")
        if key:
            intake.take_away_scan(request.actor, seen.id, code, _uuid(key), now=now)
        elif refused:
            raise InvalidInput(refused)
        elif "luu" not in request.POST:
            intake.receive_at_desk(request.actor, seen.id, now=now)
    except intake.ReceptionNotFound:
        return _to_relay(request, seen.id)
    except (InvalidInput, Conflict) as refusal:
        return _page(request, intake.get_reception(request.actor, seen.id), trouble_of(refusal))
    return _to(seen.id)


def _lay(request: Request, seen: intake.ReceptionInfo, now: datetime) -> dict[str, str]:
    """Lay the files of a post to their papers; return why some were not taken, by box."""
    refused: dict[str, str] = {}
    for box, files in request.FILES.lists():
        code = box.removeprefix("tep-")
        for file in files:
            try:
                intake.lay_scan(request.actor, seen.id, code, file, file.name or "tep", now=now)
            except (documents.UploadRefused, InvalidInput) as refusal:
                refused[f"giay-{code}"] = f"{file.name}: {_why(refusal)}"
    return refused


def _why(refusal: DomainError) -> str:
    return (
        refusal.errors.get("file", refusal.message) if isinstance(refusal, InvalidInput) else refusal.message
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise NotFound("Không tìm thấy tệp này.") from wrong


def _page(request: Request, seen: intake.ReceptionInfo, trouble: Trouble) -> HttpResponse:
    now = clock.now()
    context: dict[str, Any] = {
        **page_of(request.actor, seen, trouble.errors, clock.local_date(seen.true_at or now), now),
        "reception": seen,
        "errors": trouble.errors,
        "trouble": trouble.message,
    }
    return show(request, "counter/receive.html", context, status=trouble.status)


def _procedures(request: Request, seen: intake.ReceptionInfo) -> HttpResponse:
    """Find the procedure by its code or words; the only one that fits is taken at once."""
    now = clock.now()
    if request.method != "POST":
        return _find(request, seen, [], NONE)
    try:
        if "procedure" in request.POST:
            intake.choose_procedure(request.actor, seen.id, request.POST["procedure"], now=now)
            return _to(seen.id)
        words = request.POST.get("words", "").strip()
        found = _found(words, request.actor.home, now)
        if len(found) == 1:
            intake.choose_procedure(request.actor, seen.id, found[0].code, now=now)
            return _to(seen.id)
        if not found:
            raise InvalidInput({"words": "Không thấy thủ tục nào tiếp nhận tại đây. Gõ mã hoặc chữ khác."})
    except InvalidInput as refused:
        told = {"words": "\n".join(refused.errors.values()) or refused.message}
        return _find(request, seen, [], trouble_of(InvalidInput(told)))
    return _find(request, seen, found, NONE)


def _found(words: str, commune_id: int, now: datetime) -> list[catalogue.Summary]:
    on = clock.local_date(now)
    here = [one for one in catalogue.list_summaries(on, commune_id) if one.filed_here]
    exact = [one for one in here if one.code == words]
    return exact or [one for one in catalogue.search(words, on, commune_id) if one.filed_here][:_MOST_FOUND]


def _find(
    request: Request, seen: intake.ReceptionInfo, found: list[catalogue.Summary], trouble: Trouble
) -> HttpResponse:
    context = {
        "reception": seen,
        "words": request.POST.get("words", ""),
        "found": found,
        "errors": trouble.errors,
        "trouble": trouble.message,
    }
    return show(request, "counter/receive_procedure.html", context, status=trouble.status)


def _done(request: Request, seen: intake.ReceptionInfo) -> HttpResponse:
    assert seen.dossier_id is not None
    dossier = dossiers.get_dossier(request.actor, seen.dossier_id)
    visit = [dossiers.get_dossier(request.actor, key) for key in intake.list_visit(request.actor, seen)]
    context = {
        "reception": seen,
        "dossier": dossier,
        "secret": dossiers.lookup_secret(dossier.id),
        "together": visit if len(visit) > 1 else [],
    }
    return show(request, "counter/receive_done.html", context)


@officer_required
@require_POST
def again(request: Request, reception_id: UUID) -> HttpResponse:
    """Begin one more procedure of the same visit."""
    return _to(intake.begin_again(request.actor, reception_id, now=clock.now()).id)


@officer_required
@require_safe
def joint_receipt(request: Request, reception_id: UUID) -> HttpResponse:
    """Send one receipt for everything of a visit."""
    seen = intake.get_reception(request.actor, reception_id)
    visit = [dossiers.get_dossier(request.actor, key) for key in intake.list_visit(request.actor, seen)]
    if not visit:
        raise NotFound("Lượt này chưa tiếp nhận hồ sơ nào.")
    name, data = notices.print_joint_receipt(request.actor, visit, now=clock.now())
    return send(name, "application/pdf", data)


@officer_required
@require_POST
def drop(request: Request, reception_id: UUID) -> HttpResponse:
    """Throw a reception away."""
    intake.drop_reception(request.actor, reception_id)
    return HttpResponseRedirect(reverse("counter:receive"))


@officer_required
@require_safe
def scan(request: Request, reception_id: UUID, file_id: UUID) -> HttpResponse:
    """Send a scan that lies with a reception."""
    info, data = intake.read_scan(intake.get_reception(request.actor, reception_id), file_id)
    return send(info.name, info.media_type, data)


@officer_required
@require_safe
def receipt(request: Request, dossier_id: UUID) -> HttpResponse:
    """Send form 01 of an accepted dossier, made at once where it is not there yet."""
    seen = dossiers.get_dossier(request.actor, dossier_id)
    name, data = notices.read_form(request.actor, seen, notices.receipt_now(seen), now=clock.now())
    return send(name, "application/pdf", data)
