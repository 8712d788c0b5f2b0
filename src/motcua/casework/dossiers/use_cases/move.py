"""Move a dossier along its process on behalf of the contexts above: propose, approve, issue, return."""

from uuid import UUID

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.events import ResultProposed
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import DossierInfo, as_info
from motcua.casework.dossiers.rules.states import Action
from motcua.casework.dossiers.use_cases.acting import Call, enter_step, finish_call, leave_process, lock
from motcua.kernel import events

# Actions after which the dossier goes on to the next step, or back to the step named in the process.
FORWARD = {Action.PROPOSE, Action.SIGN, Action.FINISH}
BACK = {Action.SEND_BACK}


def move(call: Call, event: events.DomainEvent) -> DossierInfo:
    """Carry out an action within the caller's scope; the next step follows from the process.

    Approve and issue wait in their step until the signing service has answered (`sign`, `finish`).
    """
    call, dossier = lock(call)
    _walk(call, dossier)
    if call.action is Action.FINISH:
        dossier.finished_at, dossier.delivery_state = call.now, "waiting"
    if call.action is Action.RETURN_RESULT:
        _hand_over(call, dossier)
    finish_call(call, dossier, event)
    return as_info(dossier)


def _walk(call: Call, dossier: Dossier) -> None:
    target = _target(call.action, dossier)
    if target is not None:
        holder = _last_worker(dossier) if call.action in BACK else None
        enter_step(dossier, target, now=call.now, holder_id=holder)
    elif call.action in (Action.APPROVE, Action.ISSUE):
        dossier.holder_id = call.actor.staff_id
    elif call.action is Action.SIGNING_FAILED:
        # Whoever may work the step may authorise anew; the first may be away by now.
        dossier.holder_id = None


def _target(action: Action, dossier: Dossier) -> str | None:
    process = catalogue.process_of(dossier.version_id)
    if action in BACK:
        return process.step(dossier.step_key).back
    following = process.following(dossier.step_key, dossier.turns) if action in FORWARD else None
    return following.key if following else None


def _last_worker(dossier: Dossier) -> UUID | None:
    """Return who proposed last: what is sent back goes to the hands it came from."""
    last = events.last_of(dossier.commune_id, dossier.id, ResultProposed)
    return last.actor_id if last else None


def _hand_over(call: Call, dossier: Dossier) -> None:
    leave_process(dossier, call.now)
    dossier.returned_at, dossier.delivery_state = call.now, "returned"
