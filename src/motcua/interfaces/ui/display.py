"""How a person wants pages shown: large letters, strong contrast, language. Kept in cookies, no script needed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

LOOK, LANGUAGE = "hien-thi", "ngon-ngu"
LARGE, CONTRAST = "chu-to", "tuong-phan"
YEAR = 365 * 24 * 3600
# Officers' pages are Vietnamese only.
_VIETNAMESE_ONLY = ("/mot-cua/", "/can-bo/", "/giao-dien/", "/man-hinh/")

Answer = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Display:
    """What was chosen; `classes` are those of the root of the page. `translated`: the page has other languages."""

    large: bool
    contrast: bool
    language: str
    translated: bool = True

    @property
    def classes(self) -> str:
        """The classes of the page's root, apart by a blank."""
        return " ".join(name for name, on in ((LARGE, self.large), (CONTRAST, self.contrast)) if on)


def display_of(request: HttpRequest) -> Display:
    """Return what this browser chose; anything unknown in a cookie is as if it were not there."""
    chosen = request.COOKIES.get(LOOK, "").split(".")
    return Display(LARGE in chosen, CONTRAST in chosen, language_of(request), _is_translated(request))


def _is_translated(request: HttpRequest) -> bool:
    return not request.path.startswith(_VIETNAMESE_ONLY)


def language_of(request: HttpRequest) -> str:
    """Return the language of the page: chosen, never guessed from the settings of the phone."""
    wanted = request.COOKIES.get(LANGUAGE, "")
    known = {code for code, _ in settings.LANGUAGES}
    return wanted if _is_translated(request) and wanted in known else settings.LANGUAGE_CODE


def change(request: HttpRequest, response: HttpResponse) -> None:
    """Write the choices of a posted form (`chu`, `nen`, `ngon-ngu`) into cookies; what it does not name stays."""
    now = display_of(request)
    posted = request.POST
    large = posted["chu"] == "to" if "chu" in posted else now.large
    contrast = posted["nen"] == "dam" if "nen" in posted else now.contrast
    look = Display(large, contrast, now.language).classes.replace(" ", ".")
    _keep(response, LOOK, look)
    if posted.get("ngon-ngu") in {code for code, _ in settings.LANGUAGES}:
        _keep(response, LANGUAGE, posted["ngon-ngu"])


def _keep(response: HttpResponse, name: str, value: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")


class LanguageMiddleware:
    """Draws the page in the language that was chosen."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        response.headers.setdefault("Content-Language", language)
        return response
