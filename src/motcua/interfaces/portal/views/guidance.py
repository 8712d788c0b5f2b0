"""Help, and what becomes of personal data."""

from functools import cache
from itertools import groupby
from operator import attrgetter

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from motcua.blocks.organisation import api as organisation
from motcua.blocks.privacy import api as privacy
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.portal.access import citizen_page
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.kernel import clock

HOW = "portal"
# What is kept of a citizen, why and how long, in few words; the register folded below it says all.
TOLD = (
    (
        "Họ tên, số định danh, nơi ở do VNeID gửi về",
        "Nhận ra ông/bà, điền sẵn tờ khai",
        "Đến khi xóa tài khoản",
    ),
    ("Tờ khai đang điền dở", "Để ông/bà điền tiếp", "90 ngày sau lần sửa cuối"),
    ("Tờ khai và giấy tờ đã nộp, kết quả", "Giải quyết hồ sơ, trả kết quả", "Theo thời hạn bảo quản hồ sơ"),
    ("Thông báo gửi cho ông/bà", "Báo tin về hồ sơ", "5 năm"),
    ("Địa chỉ báo tin của máy đã bật", "Báo tin về hồ sơ trên máy đó", "Đến khi ông/bà tắt"),
    ("Nội dung vừa gõ khi hết phiên đăng nhập", "Để ông/bà không phải gõ lại", "1 giờ"),
)


def guide(request: PortalRequest) -> HttpResponse:
    """Show how the portal works, where people help, and when they are there."""
    on = today()
    calendar = organisation.working_calendar(request.commune.id, on)
    days = [on, calendar.working_day_after(on, 1)]
    context = {
        "hours": [(day, calendar.sessions(day)) for day in days],
        "answer_hours": dossiers.answer_hours(request.commune.id, on),
    }
    return render(request, "portal/help.html", context)


def privacy_page(request: PortalRequest) -> HttpResponse:
    """Show what personal data are kept, why and how long, and the person's consents."""
    states: dict[str, privacy.ConsentState] = {}
    if request.actor.kind == "citizen":
        states = {one.purpose: one for one in privacy.current_consents(request.actor, now=clock.now())}
    asked = [(text, states.get(text.purpose)) for text in privacy.consent_texts(today())]
    return render(request, "portal/privacy.html", {"told": TOLD, "kept": _register(), "asked": asked})


@cache
def _register() -> list[dict[str, object]]:
    """Return the register of personal data, what has one purpose, basis and retention told once."""
    alike = attrgetter("purpose", "basis", "retention")
    told = []
    for (purpose, basis, retention), found in groupby(sorted(privacy.list_declarations(), key=alike), alike):
        group = list(found)
        told.append({
            "purpose": purpose,
            "basis": basis,
            "retention": retention,
            "sensitive": any(one.klass == "sensitive" for one in group),
            "sealed": all(one.sealed for one in group),
        })  # fmt: skip
    return told


@require_POST
@citizen_page
def consent(request: PortalRequest) -> HttpResponse:
    """Give a consent, or take it back."""
    now = clock.now()
    if "give" in request.POST:
        seen = request.POST.get("version", "")
        privacy.give_consent(request.actor, request.POST["give"], HOW, now=now, version=seen)
    else:
        privacy.withdraw_consent(request.actor, request.POST.get("withdraw", ""), HOW, now=now)
    return redirect("portal:privacy")
