"""Take a dossier with one key, or give it back; both are pressed on its page."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import Trouble, call_of, carry_out
from motcua.interfaces.counter.flash import Flash
from motcua.interfaces.counter.pages import to_dossier
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock

Act = Callable[[dossiers.Call], dossiers.DossierInfo]


@officer_required
@require_POST
def take(request: Request, dossier_id: UUID) -> HttpResponse:
    """Take it into one's own hands."""
    return _press(request, dossier_id, dossiers.Action.TAKE, intake.take_dossier, "Đã nhận hồ sơ {}.")


@officer_required
@require_POST
def release(request: Request, dossier_id: UUID) -> HttpResponse:
    """Give it back to whoever works the step."""
    return _press(
        request, dossier_id, dossiers.Action.RELEASE, intake.release_dossier, "Đã trả lại hồ sơ {}."
    )


def _press(request: Request, dossier_id: UUID, action: dossiers.Action, act: Act, said: str) -> HttpResponse:
    dossier = dossiers.get_dossier(request.actor, dossier_id)

    def again(trouble: Trouble) -> HttpResponse:
        return to_dossier(dossier, Flash(trouble.message, "warning"))

    return carry_out(
        lambda: act(call_of(request, dossier_id, action, clock.now())),
        dossier,
        again,
        lambda done: said.format(done.reference),
    )
