"""Results given to the post: choose, write the numbered list, print it, and follow each parcel to its end."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.books import api as books
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter import flash
from motcua.interfaces.counter.desk import names
from motcua.interfaces.counter.pages import show
from motcua.interfaces.counter.views.downloads import send
from motcua.interfaces.ui.ids import id_in
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput

_NOT_TICKED = "Đã ghi số bưu gửi nhưng chưa chọn hồ sơ này. Hãy chọn hồ sơ, hoặc xóa số."


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def post_list(request: Request) -> HttpResponse:
    """Show what is to be posted and what is on its way, or write a list of those chosen."""
    now = clock.now()
    errors: dict[str, str] = {}
    codes: dict[str, str] = {}
    if request.method == "POST":
        try:
            _require_chosen(request)
            key = id_in(request.POST.get("list", "")) or uuid4()
            chosen = [_posting(request, one) for text in _chosen(request) if (one := id_in(text))]
            made = books.post_results(request.actor, key, chosen, request.POST.get("postman", ""), now=now)
            said = flash.Flash(
                f"Đã lập danh sách giao bưu tá số {made.number}. In ra để bưu tá ký.", "success"
            )
            return flash.leave(HttpResponseRedirect(reverse("counter:post_list")), said)
        except books.CannotPost as refusal:
            errors, codes = refusal.errors, refusal.codes
        except InvalidInput as refusal:
            errors = refusal.errors
    people = names(request.actor, now)
    waiting = books.list_to_post(request.actor, now=now)
    codes |= {books.number_box(one.dossier.id): one.dossier.reference for one in waiting.rows}
    context: dict[str, Any] = {
        "waiting": [_row(request, one, errors) for one in waiting.rows],
        "more": waiting.more,
        "postman": request.POST.get("postman", ""),
        "list_key": request.POST.get("list", "") or uuid4(),
        # Above the page the code says which row is meant; in the row it says so itself.
        "errors": {key: f"{codes[key]}: {said}" if key in codes else said for key, said in errors.items()},
        "on_the_way": books.list_on_the_way(request.actor, now=now),
        "lists": [
            {"one": one, "giver": people.get(one.giver_id, "")}
            for one in books.list_post_lists(request.actor, now=now)
        ],
        "tab": "post",
    }
    return show(request, "counter/post_list.html", context, status=422 if errors else 200)


def _chosen(request: Request) -> list[str]:
    return request.POST.getlist("results")


def _require_chosen(request: Request) -> None:
    """Raise InvalidInput at each number that was typed in a row that is not ticked: it would be lost."""
    ticked = {books.number_box(one) for text in _chosen(request) if (one := id_in(text))}
    boxes = [key for key in request.POST if key.startswith(books.number_box(""))]
    typed = [key for key in boxes if request.POST.get(key, "").strip()]
    left = [key for key in typed if key not in ticked]
    if left:
        raise InvalidInput(dict.fromkeys(left, _NOT_TICKED))


def _posting(request: Request, dossier_id: UUID) -> books.Posting:
    """Return what stands in the boxes of a row."""
    post = request.POST
    revision = post.get(f"revision-{dossier_id}", "")
    return books.Posting(
        dossier_id,
        int(revision) if revision.isdecimal() else None,
        post.get(f"address-{dossier_id}", ""),
        post.get(books.number_box(dossier_id), ""),
    )


def _row(request: Request, one: books.ToPost, errors: dict[str, str]) -> dict[str, Any]:
    """Return a row as it was typed, else as the declaration fills it in."""
    key, box, post = str(one.dossier.id), books.number_box(one.dossier.id), request.POST
    return {
        "one": one,
        "box": box,
        "chosen": key in _chosen(request),
        "address": post.get(f"address-{key}", one.address),
        "number": post.get(box, ""),
        "error": errors.get(key, ""),
        "number_error": errors.get(box, ""),
    }


@officer_required
@require_safe
def print_list(request: Request, list_id: UUID) -> HttpResponse:
    """Send a list as the postman took it along."""
    name, data = books.print_post_list(request.actor, list_id, now=clock.now())
    return send(name, "application/pdf", data)


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def parcel(request: Request, parcel_id: UUID) -> HttpResponse:
    """Ask for the number of a parcel and how it ended, or write it down; of one that ended, what was a mistake."""
    now, correcting = clock.now(), request.POST.get("act") == "correct"
    typed = {name: request.POST.get(name, "") for name in ("number", "end", "reason", "why")}
    errors, trouble = {}, ""
    if request.method == "POST":
        try:
            done = _correct(request, parcel_id, now) if correcting else _follow(request, parcel_id, now)
            dossier = dossiers.get_dossier(request.actor, done.dossier_id)
            said = flash.Flash(f"Đã ghi bưu gửi của hồ sơ {dossier.reference}: {done.state_label.lower()}.")
            return flash.leave(HttpResponseRedirect(reverse("counter:post_list")), said)
        except InvalidInput as refusal:
            errors = refusal.errors
        except Conflict as refusal:
            trouble = refusal.message
    # Read after the refusal: what somebody else wrote meanwhile is on the page.
    seen = books.get_parcel(request.actor, parcel_id, now=now)
    dossier = dossiers.get_dossier(request.actor, seen.dossier_id)
    stands = books.why_not_correctable(request.actor, parcel_id, dossier, now)
    context = {
        "dossier": dossier,
        "parcel": seen,
        "typed": typed if request.method == "POST" else {"number": seen.number},
        "ends": [{"value": "", "label": "Đang ở bưu điện"}]
        + [{"value": key, "label": end.words} for key, end in books.ENDS.items()],
        "stands": stands,
        "returned": dossier.state is dossiers.State.RETURNED,
        "told_of_end": not seen.is_open and books.ENDS[seen.state].tell,
        "errors": errors,
        "trouble": trouble,
        "gone": bool(stands) if correcting else not seen.is_open,
        "tab": "post",
    }
    status = Conflict.status if trouble else 422 if errors else 200
    return show(request, "counter/parcel.html", context, status=status)


def _follow(request: Request, parcel_id: UUID, now: datetime) -> books.ParcelInfo:
    typed = {name: request.POST.get(name, "") for name in ("seen", "number", "end", "reason")}
    return books.follow_parcel(request.actor, parcel_id, **typed, now=now)


def _correct(request: Request, parcel_id: UUID, now: datetime) -> books.ParcelInfo:
    seen, reason = request.POST.get("seen", ""), request.POST.get("why", "")
    return books.correct_parcel(request.actor, parcel_id, seen=seen, reason=reason, now=now)
