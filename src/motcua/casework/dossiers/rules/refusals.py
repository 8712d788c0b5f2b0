"""Why an action was refused: a closed list of kinds, shared by pages, bulk results and tests."""

from typing import ClassVar

from motcua.kernel.errors import Conflict

NOT_FROM_STATE = "not_from_state"
PHASE = "phase"
STEP = "step"
PERMISSION = "permission"
ROLE = "role"
UNIT = "unit"
HELD = "held"
GUARD = "guard:"
"""Followed by the name of the guard that did not hold."""


class ActionRefused(Conflict):
    """The action does not fit the present state; nothing was changed. `kind` says what stood against it."""

    code: ClassVar[str] = "action_refused"

    def __init__(self, message: str, kind: str = NOT_FROM_STATE) -> None:
        super().__init__(message)
        self.kind = kind
