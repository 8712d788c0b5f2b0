"""Begin, change, take back and throw away the working copy of a form."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from motcua.casework.authoring import working
from motcua.casework.authoring.copies import CopyInfo, as_info
from motcua.casework.authoring.models import WorkingCopy
from motcua.casework.authoring.rules.shape import Form, shape_problem
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

Change = Callable[[Form], Form]


def begin_copy(actor: Actor, code: str, *, now: datetime, version_id: UUID | None = None) -> CopyInfo:
    """Begin a working copy as `working.begin` does."""
    return as_info(working.begin(WorkingCopy, actor, code, now=now, version_id=version_id))


def change_copy(
    actor: Actor, code: str, revision: int, change: Change, *, what: str, now: datetime
) -> CopyInfo:
    """Change the working copy as `working.change` does; InvalidInput when it would no longer be a form."""
    row = working.change(WorkingCopy, actor, code, revision, change, what=what, now=now, check=_require_form)
    return as_info(row)


def undo_change(actor: Actor, code: str, revision: int, *, now: datetime) -> CopyInfo:
    """Take the last change back; Conflict when there is none. Raises as `change_copy`."""
    return as_info(working.undo(WorkingCopy, actor, code, revision, now=now))


def discard_copy(actor: Actor, code: str, revision: int) -> None:
    """Throw the working copy away; what is in force stays. Raises as `change_copy`."""
    working.discard(WorkingCopy, actor, code, revision)


def _require_form(made: Form) -> None:
    problem = shape_problem(made)
    if problem:
        raise InvalidInput({"form": problem})
