"""What every template may use without being handed it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, gettext_noop

from motcua.blocks.organisation.api import list_maintenance
from motcua.casework.intake import api as intake
from motcua.interfaces.ui.display import display_of
from motcua.interfaces.ui.helping import desk_of
from motcua.interfaces.ui.middleware import CITIZEN_LOGIN, OFFICER_LOGOUT
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, Actor

# What stays in reach on every page of the portal.
_FOOTER = (
    ("/thu-tuc/", gettext_noop("Tất cả thủ tục")),
    ("/tra-cuu/", gettext_noop("Tra cứu hồ sơ")),
    ("/tien-do/", gettext_noop("Tiến độ giải quyết")),
    ("/hen-gio/", gettext_noop("Hẹn giờ đến Một cửa")),
    ("/xac-minh/", gettext_noop("Kiểm tra chữ ký số")),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """Return actor, commune, path, whether this is the demonstration, and `site` for the frames."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    display = display_of(request)
    return {
        "actor": actor,
        "commune": getattr(request, "commune", None),
        "path": request.path,
        "demo": settings.MOTCUA_MODE == "demo",
        "display": display,
        # Marks Vietnamese within a page of another language, for voices and translators.
        "vietnamese": mark_safe("" if display.language == "vi" else ' lang="vi"'),  # noqa: S308  (ours)
        "site": {**_place(request), **_person(actor)},
    }


def _place(request: HttpRequest) -> dict[str, Any]:
    commune = getattr(request, "commune", None)
    if commune is None:
        return {}
    return {
        "commune": commune.display_name,
        "agency": gettext("Ủy ban nhân dân"),
        "agency_full": gettext("Trung tâm Phục vụ hành chính công %s") % commune.inner_name,
        "home": "/",
        "counter_home": "/mot-cua/",
        "help_phone": commune.phone,
        "address": commune.address,
        "guide_url": "/tro-giup/",
        "privacy_url": "/quyen-rieng-tu/",
        "display_url": "/hien-thi/",
        "manifest_url": "/manifest.webmanifest",
        "maintenance": _maintenance(commune.id),
        "links": [(address, gettext(label)) for address, label in _FOOTER],
    }


def _maintenance(commune_id: int) -> list[dict[str, Any]]:
    """Return what is announced or under way: asked at every page, read every few seconds."""
    now = clock.now()
    return [{**vars(one), "on": one.is_on(now)} for one in list_maintenance(commune_id, now)]


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
