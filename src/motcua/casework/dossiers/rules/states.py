"""The state machine: a closed list of actions; the state follows from the action.

Legal basis: Decree 118/2025/NĐ-CP, Articles 17-22; the ten states of the national data exchange.
"""

from enum import IntEnum, StrEnum

from motcua.kernel.errors import Conflict


class State(IntEnum):
    """The national states of a dossier."""

    SUBMITTED = 1
    ACCEPTED = 2
    REFUSED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    PAYMENT = 6
    WITHDRAWN = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10

    @property
    def label(self) -> str:
        """The name of the state as people know it."""
        return _LABELS[self]

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be decided."""
        return self in (State.REFUSED, State.WITHDRAWN, State.STOPPED, State.DONE, State.RETURNED)


_LABELS = {
    State.SUBMITTED: "Chờ tiếp nhận",
    State.ACCEPTED: "Đã tiếp nhận",
    State.REFUSED: "Không tiếp nhận",
    State.PROCESSING: "Đang xử lý",
    State.SUPPLEMENT: "Chờ bổ sung",
    State.PAYMENT: "Chờ nộp tiền",
    State.WITHDRAWN: "Đã rút",
    State.STOPPED: "Dừng xử lý",
    State.DONE: "Đã có kết quả",
    State.RETURNED: "Đã trả kết quả",
}


class Action(StrEnum):
    """Everything that can be done to a dossier. `sign`, `signing_failed` and `finish` are the system's."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    REFUSE = "refuse"
    REQUEST_SUPPLEMENT = "request_supplement"
    ANSWER_SUPPLEMENT = "answer_supplement"
    ASSIGN = "assign"
    PROPOSE = "propose"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    SIGN = "sign"
    SIGNING_FAILED = "signing_failed"
    ISSUE = "issue"
    FINISH = "finish"
    RETURN_RESULT = "return_result"

    @property
    def label(self) -> str:
        """What the action is called on buttons and in the history."""
        return _ACTION_LABELS[self]

    @property
    def permission(self) -> str:
        """The permission an officer needs for it."""
        return _PERMISSIONS[self]


_ACTION_LABELS = {
    Action.SUBMIT: "Nộp hồ sơ",
    Action.ACCEPT: "Tiếp nhận",
    Action.REFUSE: "Từ chối tiếp nhận",
    Action.REQUEST_SUPPLEMENT: "Yêu cầu bổ sung",
    Action.ANSWER_SUPPLEMENT: "Bổ sung hồ sơ",
    Action.ASSIGN: "Phân công",
    Action.PROPOSE: "Trình phê duyệt",
    Action.SEND_BACK: "Trả lại để sửa",
    Action.APPROVE: "Phê duyệt và ký số",
    Action.SIGN: "Đã ký số",
    Action.SIGNING_FAILED: "Chưa ký được",
    Action.ISSUE: "Vào sổ và đóng dấu",
    Action.FINISH: "Đã có kết quả",
    Action.RETURN_RESULT: "Trả kết quả",
}
_PERMISSIONS = {
    Action.ACCEPT: "dossier.accept",
    Action.REFUSE: "dossier.refuse",
    Action.REQUEST_SUPPLEMENT: "dossier.supplement",
    Action.ASSIGN: "dossier.assign",
    Action.PROPOSE: "dossier.process",
    Action.SEND_BACK: "dossier.review",
    Action.APPROVE: "dossier.approve",
    Action.ISSUE: "dossier.issue",
    Action.RETURN_RESULT: "dossier.return",
}
_S = State
TRANSITIONS: dict[Action, dict[State, State]] = {
    Action.ACCEPT: {_S.SUBMITTED: _S.ACCEPTED},
    Action.REFUSE: {_S.SUBMITTED: _S.REFUSED, _S.SUPPLEMENT: _S.REFUSED},
    Action.REQUEST_SUPPLEMENT: {
        _S.SUBMITTED: _S.SUPPLEMENT, _S.ACCEPTED: _S.SUPPLEMENT, _S.PROCESSING: _S.SUPPLEMENT,
    },
    Action.ANSWER_SUPPLEMENT: {_S.SUPPLEMENT: _S.PROCESSING},
    Action.ASSIGN: {_S.ACCEPTED: _S.PROCESSING, _S.PROCESSING: _S.PROCESSING},
    Action.PROPOSE: {_S.ACCEPTED: _S.PROCESSING, _S.PROCESSING: _S.PROCESSING},
    Action.SEND_BACK: {_S.PROCESSING: _S.PROCESSING},
    Action.APPROVE: {_S.PROCESSING: _S.PROCESSING},
    Action.SIGN: {_S.PROCESSING: _S.PROCESSING},
    Action.SIGNING_FAILED: {_S.PROCESSING: _S.PROCESSING},
    Action.ISSUE: {_S.PROCESSING: _S.PROCESSING},
    Action.FINISH: {_S.PROCESSING: _S.DONE},
    Action.RETURN_RESULT: {_S.DONE: _S.RETURNED},
}  # fmt: skip


class ActionRefused(Conflict):
    """The action does not fit the present state; nothing was changed."""

    code = "action_refused"


def next_state(state: State, action: Action, *, accepted: bool) -> State:
    """Return the state after the action; ActionRefused when it does not fit.

    A supplement answered before acceptance leads back to waiting for acceptance; one never answered may be
    refused there.
    """
    after = TRANSITIONS.get(action, {}).get(state)
    if after is None:
        raise ActionRefused(
            f"Không thể «{action.label}» khi hồ sơ ở trạng thái «{state.label}». Hãy tải lại trang để xem hồ sơ."
        )
    if action is Action.REFUSE and accepted:
        raise ActionRefused("Hồ sơ đã được tiếp nhận nên không từ chối tiếp nhận được nữa.")
    if action is Action.ANSWER_SUPPLEMENT and not accepted:
        return State.SUBMITTED
    return after


# Whoever holds a role on the right may also work a step of the role on the left.
STAND_INS = {
    "chair": frozenset({"vice_chair"}),
    "receptionist": frozenset({"director"}),
    "return_desk": frozenset({"receptionist"}),
}


def workers_of(step_role: str) -> frozenset[str]:
    """Return the roles whose holders may work a step of this role."""
    return STAND_INS.get(step_role, frozenset()) | {step_role}


def worked_as(step_role: str, roles: frozenset[str]) -> str | None:
    """Return the role in which a holder of these roles works a step of this role, null when in none."""
    if step_role in roles:
        return step_role
    return min(workers_of(step_role) & roles, default=None)
