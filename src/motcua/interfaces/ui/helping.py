"""The pages of the form in the hands of who helps: on them the actor is the person helped, and on no others."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from motcua.casework.intake import api as intake
from motcua.kernel.actors import Actor

HELPING = "helping"
_WITHIN = ("/ho-so-nhap/", "/nop-ho-so/")
_PERSONS_OWN = "/trang-cua-toi/"
_AUTOSAVE = "/tu-luu/"


def desk_of(help_id: UUID | str) -> str:
    """Return the address of the page of a help at the counter."""
    return f"/mot-cua/nop-ho/{help_id}/"


def helped(request: HttpRequest, officer: Actor, now: datetime) -> Actor | str:
    """Return who acts on this page, or the address to go to instead.

    The pages of the form belong to the person helped while the help lasts. Where the form leads home, the
    officer comes back to the page of the help; never to the person's own page.
    """
    kept = request.session.get(HELPING)
    if kept is None or not request.path.startswith((*_WITHIN, _PERSONS_OWN)):
        return officer
    person = None
    if request.path.startswith(_WITHIN):
        person = intake.act_as_helped(officer, UUID(kept), now=now)
    if person is not None:
        return person
    # What saves by itself is told that nobody is logged in, as ever.
    return officer if request.path.endswith(_AUTOSAVE) else desk_of(kept)
