"""The look-up by code and secret of four signs, and the public list of progress. Nobody logs in; names are masked."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop

from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.portal import limiter
from motcua.interfaces.portal.reading import split_lookup
from motcua.interfaces.portal.request import PortalRequest, client_address
from motcua.kernel import clock

TOO_OFTEN = gettext_noop(
    "Ông/bà đã tra cứu sai nhiều lần nên tạm dừng một lúc. Hãy thử lại sau 15 phút, đăng nhập để xem hồ sơ của"
    " mình, hoặc gọi bộ phận Một cửa."
)
NOT_FOUND = gettext_noop("Không có hồ sơ nào khớp hai mã này. Ông/bà xem lại giấy tiếp nhận rồi gõ lại.")
MISSING = {
    "ma": gettext_noop("Mã hồ sơ hoặc mã nộp: hãy điền, mã có trên giấy tiếp nhận và trang xác nhận đã nộp."),
    "chu": gettext_noop(
        "Mã tra cứu (4 ký tự): hãy điền, mã có trên giấy tiếp nhận và trang xác nhận đã nộp."
    ),
}
# Longer than any code with its letters, however it is spaced.
LONGEST = 80


def look_up(request: PortalRequest) -> HttpResponse:
    """Show the form; look a dossier up on POST."""
    if request.method != "POST":
        return _show(request, typed="", letters="")
    typed, letters = request.POST.get("ma", "")[:LONGEST], request.POST.get("chu", "")[:20]
    code, secret = split_lookup(typed, letters)
    errors = {name: MISSING[name] for name, read in (("ma", code), ("chu", secret)) if not read}
    if errors:
        return _show(request, typed=typed, letters=letters, errors=errors, status=422)
    return _answer(request, code, secret, typed, letters)


def by_link(request: PortalRequest, code: str, secret: str) -> HttpResponse:
    """Look a dossier up by the address a QR code carries."""
    return _answer(request, code[:LONGEST], secret, code, secret)


def _answer(request: PortalRequest, code: str, secret: str, typed: str, letters: str) -> HttpResponse:
    now, address = clock.now(), client_address(request)
    code = dossiers.read_code(code)
    if limiter.is_closed(address, code, now=now):
        return _show(request, typed=typed, letters=letters, errors={"ma": TOO_OFTEN}, status=429)
    found = dossiers.look_up(request.commune.id, code, secret)
    if found is None:
        limiter.count_wrong(address, code, now=now)
        return _show(request, typed=typed, letters=letters, errors={"ma": NOT_FOUND}, status=404)
    return _show(request, typed=typed, letters=letters, found=found)


def _show(
    request: PortalRequest,
    *,
    typed: str,
    letters: str,
    found: dossiers.PublicInfo | None = None,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"typed": typed, "letters": letters, "found": found, "errors": errors or {}}
    response = render(request, "portal/lookup.html", context, status=status)
    # The letters stand in the address after a QR code: no other site and no cache shall learn them. Not
    # "no-referrer": browsers would then post the form with "Origin: null", which the CSRF check refuses.
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def progress(request: PortalRequest) -> HttpResponse:
    """Show the public list of dossiers, latest first. Legal basis: Decree 118/2025/NĐ-CP."""
    cursor = dossiers.Cursor.parse(request.GET.get("sau", ""))
    rows, following = dossiers.list_public(request.commune.id, cursor)
    context = {"rows": rows, "following": following, "first": cursor is None}
    return render(request, "portal/progress.html", context)
