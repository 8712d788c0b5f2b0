"""What every template may use without being handed it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from motcua.casework.intake import api as intake
from motcua.interfaces.ui.helping import desk_of
from motcua.interfaces.ui.middleware import CITIZEN_LOGIN, OFFICER_LOGOUT
from motcua.kernel.actors import ANONYMOUS, Actor

# What stays in reach on every page of the portal.
_FOOTER = (
    ("/thu-tuc/", "Tất cả thủ tục"),
    ("/tra-cuu/", "Tra cứu hồ sơ"),
    ("/tien-do/", "Tiến độ giải quyết"),
    ("/xac-minh/", "Kiểm tra chữ ký số"),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """Return actor, commune, path, whether this is the demonstration, and `site` for the frames."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    return {
        "actor": actor,
        "commune": getattr(request, "commune", None),
        "path": request.path,
        "demo": settings.MOTCUA_MODE == "demo",
        "site": {**_place(request), **_person(actor)},
    }


def _place(request: HttpRequest) -> dict[str, Any]:
    commune = getattr(request, "commune", None)
    if commune is None:
        return {}
    return {
        "commune": commune.display_name,
        "agency": "Ủy ban nhân dân",
        "agency_full": f"Trung tâm Phục vụ hành chính công {commune.inner_name}",
        "home": "/",
        "counter_home": "/mot-cua/",
        "help_phone": commune.phone,
        "address": commune.address,
        "guide_url": "/tro-giup/",
        "privacy_url": "/quyen-rieng-tu/",
        "links": _FOOTER,
    }


def _person(actor: Actor) -> dict[str, str]:
    if actor.helper is not None:
        return {
            "account": actor.helper.name,
            "account_url": desk_of(actor.helper.help_id),
            "logout_url": OFFICER_LOGOUT,
            "help_place": intake.PLACES[actor.helper.place],
        }
    if actor.kind == "citizen":
        return {"account": actor.name, "account_url": "/trang-cua-toi/", "logout_url": "/dang-xuat/"}
    if actor.kind == "officer":
        return {
            "account": actor.name,
            "account_url": "/mot-cua/",
            "logout_url": OFFICER_LOGOUT,
            "role": actor.title,
        }
    return {"login_url": CITIZEN_LOGIN}
