"""Begin, change, take back and throw away the working process of a procedure."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from motcua.casework.authoring import working
from motcua.casework.authoring.models import WorkingProcess
from motcua.casework.authoring.processes import ProcessCopy, as_info
from motcua.casework.authoring.rules.process_editing import Data, Process
from motcua.kernel.actors import Actor

Change = Callable[[Data], Process]


def begin_process(actor: Actor, code: str, *, now: datetime, version_id: UUID | None = None) -> ProcessCopy:
    """Begin a working process as `working.begin` does."""
    return as_info(working.begin(WorkingProcess, actor, code, now=now, version_id=version_id))


def change_process(
    actor: Actor, code: str, revision: int, change: Change, *, what: str, now: datetime
) -> ProcessCopy:
    """Change the working process as `working.change` does."""
    return as_info(working.change(WorkingProcess, actor, code, revision, change, what=what, now=now))


def undo_process(actor: Actor, code: str, revision: int, *, now: datetime) -> ProcessCopy:
    """Take the last change back; Conflict when there is none. Raises as `change_process`."""
    return as_info(working.undo(WorkingProcess, actor, code, revision, now=now))


def discard_process(actor: Actor, code: str, revision: int) -> None:
    """Throw the working process away; what is in force stays. Raises as `change_process`."""
    working.discard(WorkingProcess, actor, code, revision)
