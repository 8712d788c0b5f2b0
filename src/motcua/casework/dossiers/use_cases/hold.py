"""Take a dossier into one's own hands, or give it back to the step."""

from motcua.casework.dossiers.events import DossierAssigned, DossierReleased
from motcua.casework.dossiers.queries import DossierInfo
from motcua.casework.dossiers.use_cases.acting import Call, act


def take(call: Call) -> DossierInfo:
    """Take what nobody holds, or what an absent colleague holds; within the caller's scope.

    Raises what `act` raises; ActionRefused when somebody else was first.
    """
    return act(call, lambda before, after: DossierAssigned(call.actor.staff))


def release(call: Call) -> DossierInfo:
    """Give back what one holds, within the caller's scope; whoever works the step may take it."""
    return act(call, lambda before, after: DossierReleased())
