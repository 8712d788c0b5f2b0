"""Put a dossier into someone's hands."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput

ACTION = dossiers.Action.ASSIGN


@action_page(ACTION)
def assign(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """List the people of the commune, or hand the dossier to one of them."""
    people = intake.list_assignable(dossier, clock.local_date(now))
    chosen = request.POST.get("holder", "")

    def again(trouble: Trouble) -> HttpResponse:
        own = request.actor.staff_id
        context = {
            "options": _options(people, dossier, own),
            "chosen": chosen,
            "mine": any(one.id == own for one in people),
        }
        return show_action(request, "counter/assign.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    names = {str(one.id): one.full_name for one in people}
    return carry_out(
        lambda: intake.assign_dossier(call_of(request, dossier.id, ACTION, now), _holder(chosen, names)),
        dossier,
        again,
        lambda done: f"Đã giao hồ sơ {done.reference} cho {names[chosen]}.",
    )


def _holder(chosen: str, names: dict[str, str]) -> UUID:
    if chosen not in names:
        raise InvalidInput({"holder": "Hãy chọn người nhận hồ sơ."})
    return UUID(chosen)


def _options(
    people: list[organisation.StaffInfo], dossier: dossiers.DossierInfo, own: UUID | None
) -> list[dict[str, Any]]:
    """The people to choose from, oneself first; the present holder is named as such."""
    holds = {dossier.holder_id: "đang giữ hồ sơ"}
    return [
        {
            "value": str(one.id),
            "label": f"{one.full_name} (tôi)" if one.id == own else one.full_name,
            "hint": ", ".join(part for part in (one.position, one.unit_name, holds.get(one.id, "")) if part),
        }
        for one in sorted(people, key=lambda person: person.id != own)
    ]
