"""Move a dossier along its process on behalf of the contexts above: propose, approve, issue, return."""

from typing import Any

from motcua.casework.dossiers.queries import DossierInfo
from motcua.casework.dossiers.use_cases.acting import Call, act
from motcua.kernel import events


def move(call: Call, event: events.DomainEvent, **known: Any) -> DossierInfo:
    """Carry out an action within the caller's scope; the next step follows from the process.

    Approve and issue wait in their step until the signing service has answered (`sign`, `finish`).
    `known` goes to the rules' world: `owed`, `open_children`.
    """
    return act(call, lambda before, after: event, **known)
