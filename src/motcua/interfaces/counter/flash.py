"""One line about what was just done, carried over the redirect in a signed cookie of a few minutes."""

from dataclasses import asdict, dataclass

from django.core import signing
from django.http import HttpRequest, HttpResponse

_COOKIE = "motcua-bao"
_SALT = "counter.flash"
_SECONDS = 120
_PATH = "/mot-cua/"


@dataclass(frozen=True)
class Flash:
    """What was done, with the code of the dossier; `tone` is that of a notice."""

    text: str
    tone: str = "success"


def leave(response: HttpResponse, flash: Flash) -> HttpResponse:
    """Leave the line for the next page of this browser."""
    told = signing.dumps(asdict(flash), salt=_SALT)
    response.set_cookie(_COOKIE, told, max_age=_SECONDS, path=_PATH, httponly=True, samesite="Lax")
    return response


def waiting(request: HttpRequest) -> Flash | None:
    """Return the line left for this page; a forged or old one counts as none."""
    told = request.COOKIES.get(_COOKIE)
    if not told:
        return None
    try:
        return Flash(**signing.loads(told, salt=_SALT, max_age=_SECONDS))
    except signing.BadSignature:
        return None


def clear(response: HttpResponse) -> None:
    """Take the line away once it was shown."""
    response.delete_cookie(_COOKIE, path=_PATH, samesite="Lax")
