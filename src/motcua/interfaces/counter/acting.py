"""What the pages of all actions share: who may open them, how a post is read, how a refusal is told.

A page carries the revision it shows and a key of its own, so that a double click does nothing twice and
a page gone stale is told. After a refusal the same page comes back with everything that was typed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.blocks.signatures import api as signatures
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter.flash import Flash
from motcua.interfaces.counter.pages import show, to_dossier
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, DomainError, InvalidInput, NotAvailable

# Told beside the PIN: the person can mend it there.
_PIN = (signatures.WrongPin, signatures.CredentialLocked)
# Told above the page: nothing was done, what was typed stays.
_ABOVE = (Conflict, NotAvailable, decisions.NothingProposed, signatures.CredentialMissing)
# The post came twice: it is done or being done, which is good news.
_DONE = (dossiers.DoneBefore, decisions.SigningUnderWay)


@dataclass(frozen=True)
class Trouble:
    """Why an action was not done: messages by field, and one for the page."""

    errors: dict[str, str] = field(default_factory=dict)
    message: str = ""
    status: int = 200


NONE = Trouble()
Again = Callable[[Trouble], HttpResponse]
Page = Callable[..., HttpResponse]


def trouble_of(refusal: DomainError) -> Trouble:
    """Return what a page says of a refusal: at its fields, or above the page where it names none."""
    errors = refusal.errors if isinstance(refusal, InvalidInput) else {}
    return Trouble(errors, "" if errors else refusal.message, refusal.status)


def action_page(action: dossiers.Action, *, ordered: bool = False) -> Callable[[Page], Page]:
    """Decorate the view of an action: GET opens it for whom it is now, POST carries it out.

    The view is called with (request, dossier, now), and what else its address names. Opened for an action that
    does not fit any more, it leads back to the dossier and says why. `ordered`: the page
    takes a written order of the head.
    """

    def decorate(view: Page) -> Page:
        @wraps(view)
        def guarded(request: Request, dossier_id: UUID, **more: UUID) -> HttpResponse:
            dossier = dossiers.get_dossier(request.actor, dossier_id)
            if request.method != "POST":
                try:
                    dossiers.require_allowed(request.actor, dossier, action, clock.now(), ordered=ordered)
                except Conflict as refusal:
                    return to_dossier(dossier, Flash(refusal.message, "warning"))
            return view(request, dossier, clock.now(), **more)

        checked = sensitive_post_parameters("pin")(guarded)
        return officer_required(require_http_methods(["GET", "HEAD", "POST"])(checked))

    return decorate


def call_of(
    request: Request, dossier_id: UUID, action: dossiers.Action, now: datetime, *, note: str = ""
) -> dossiers.Call:
    """Return the call a posted page asks for; StalePage when its hidden boxes are gone or spoilt."""
    try:
        revision = int(request.POST["revision"])
        key = UUID(request.POST["action_key"])
    except (KeyError, ValueError) as spoilt:
        raise dossiers.StalePage from spoilt
    return dossiers.Call(
        request.actor, dossier_id, action, now, note.strip(), action_key=key, revision=revision
    )


def carry_out(
    act: Callable[[], dossiers.DossierInfo],
    dossier: dossiers.DossierInfo,
    again: Again,
    said: Callable[[dossiers.DossierInfo], str],
) -> HttpResponse:
    """Do it and go back to the dossier with a line of what was done, or show the page `again`."""
    try:
        done = act()
    except _DONE as told:
        return to_dossier(dossier, Flash(told.message, "info"))
    except InvalidInput as refusal:
        return again(trouble_of(refusal))
    except _PIN as refusal:
        return again(Trouble({"pin": refusal.message}, status=422))
    except _ABOVE as refusal:
        return again(Trouble(message=refusal.message, status=_told_as(refusal)))
    return to_dossier(done, Flash(said(done)))


def _told_as(refusal: DomainError) -> int:
    return refusal.status if isinstance(refusal, NotAvailable) else Conflict.status


def show_action(
    request: Request, template: str, dossier: dossiers.DossierInfo, trouble: Trouble, context: dict[str, Any]
) -> HttpResponse:
    """Show the page of an action. After a conflict it carries the revision of now, for a second look."""
    if trouble.status == Conflict.status:
        dossier = dossiers.get_dossier(request.actor, dossier.id)
    shown = {
        "dossier": dossier,
        "action_key": uuid4(),
        "errors": trouble.errors,
        "trouble": trouble.message,
        "fresh": trouble == NONE,
        **context,
    }
    return show(request, template, shown, status=trouble.status)
