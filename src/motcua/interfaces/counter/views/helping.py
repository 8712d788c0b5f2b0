"""File with and for a person: how they are known, that they agree, where it is done; then the form itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, trouble_of
from motcua.interfaces.counter.pages import options, show
from motcua.interfaces.ui.helping import HELPING
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput

CODE = "help_code"
_KNOWN = [
    {"value": "card", "label": "Đã xem thẻ căn cước", "hint": "Ghi họ tên và số trên thẻ ở dưới."},
    {
        "value": "vneid",
        "label": "Người dân tự đăng nhập VNeID trên điện thoại của họ",
        "hint": "Ông/bà nhận một mã 6 số để đọc cho người dân.",
    },
]
_CONSENT = [
    {"value": "counter", "label": "Đã nghe đọc lời trên đây và nói đồng ý"},
    {"value": "paper", "label": "Đã ký giấy đồng ý"},
]


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def begin(request: Request) -> HttpResponse:
    """Ask whom to help and with what, or begin."""
    now = clock.now()
    if request.method != "POST":
        return _ask(request, now, NONE)
    try:
        help_id = _begin(request, now)
    except (InvalidInput, Conflict) as refused:
        return _ask(request, now, trouble_of(refused))
    return HttpResponseRedirect(reverse("counter:helped", args=[help_id]))


def _begin(request: Request, now: datetime) -> UUID:
    posted = request.POST
    code, place = posted.get("procedure", ""), posted.get("place", "")
    chosen = {} if code in _online(now) else {"procedure": "Chọn thủ tục cần nộp."}
    is_known = posted.get("known") in ("card", "vneid")
    known = {} if is_known else {"known": "Chọn cách biết đúng là người dân này."}
    if chosen or known:
        raise InvalidInput({**chosen, **intake.place_faults(place), **known})
    if posted["known"] == "vneid":
        begun = intake.begin_with_code(request.actor, code, place, now=now)
        request.session[CODE] = [str(begun.help.id), begun.code]
    else:
        begun = intake.begin_with_card(request.actor, code, place, _card(request), now=now)
    request.session[HELPING] = str(begun.help.id)
    return begun.help.id


def _card(request: Request) -> intake.Card:
    posted = request.POST
    return intake.Card(
        name=posted.get("name", ""),
        citizen_id="".join(posted.get("citizen_id", "").split()),
        phone="".join(posted.get("phone", "").split()),
        seen="seen" in posted,
        consent=posted.get("consent", ""),
        text_version=posted.get("version", ""),
    )


def _online(now: datetime) -> dict[str, str]:
    return {one.code: one.name for one in catalogue.list_online(clock.local_date(now))}


def _ask(request: Request, now: datetime, trouble: Trouble) -> HttpResponse:
    context: dict[str, Any] = {
        "procedures": [{"value": code, "label": name} for code, name in _online(now).items()],
        "places": options(intake.PLACES),
        "known": _KNOWN,
        "consents": _CONSENT,
        "text": intake.help_text(clock.local_date(now)),
        "typed": request.POST,
        "errors": trouble.errors,
        "trouble": trouble.message,
        "helps": intake.list_helps(request.actor, now=now),
    }
    return show(request, "counter/help_begin.html", context, status=trouble.status)


@officer_required
@require_safe
def helped(request: Request, help_id: UUID) -> HttpResponse:
    """Show a help: the code to read out, the way to the form, or the slip once it was handed in."""
    now = clock.now()
    info = intake.get_help(request.actor, help_id, now=now)
    told_id, code = request.session.get(CODE, ["", ""])
    done = intake.handed_in(info, now=now)
    context = {
        "help": info,
        "procedure": _online(now).get(info.procedure_code, info.procedure_code),
        "code": code if told_id == str(help_id) and info.consent_at is None else "",
        "dossier": done,
        "secret": dossiers.lookup_secret(done.id) if done else "",
        "over": now >= info.ends_at,
    }
    return show(request, "counter/help.html", context)


@officer_required
@require_POST
def go_on(request: Request, help_id: UUID) -> HttpResponse:
    """Go to the form in the name of the person helped."""
    info = intake.get_help(request.actor, help_id, now=clock.now())
    request.session[HELPING] = str(info.id)
    if not info.open:
        return HttpResponseRedirect(reverse("counter:helped", args=[info.id]))
    return HttpResponseRedirect(reverse("portal:start", args=[info.procedure_code]))


@officer_required
@require_POST
def stop(request: Request, help_id: UUID) -> HttpResponse:
    """Stop: the draft stays with the person, the officer sees it no more."""
    intake.stop_help(request.actor, help_id, now=clock.now())
    request.session.pop(HELPING, None)
    return HttpResponseRedirect(reverse("counter:help"))
