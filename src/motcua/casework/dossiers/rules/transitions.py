"""The table of transitions: which action leads from which state to which, by whom, and what stands against it.

Legal basis: Decree 118/2025/NĐ-CP, Articles 17-22; Decree 45/2020/NĐ-CP, Articles 11 and 12.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from motcua.casework.dossiers.rules.actions import PERMISSIONS, Action
from motcua.casework.dossiers.rules.states import State

Phase = Literal["pre", "post", "any"]
# What happens to the clock; `pause` and `run` end or begin again whichever clock the phase has.
Clock = Literal["", "answer", "start", "stop", "resume", "end", "extend", "reopen", "recompute"]
# step: works the step, in its role and unit; head: that, or hands out work; desk: works at the one-stop desk, wherever
# the dossier stands; permission: the permission is enough.
Who = Literal["step", "head", "desk", "permission"]


@dataclass(frozen=True)
class Transition:
    """One row. `through`: a state passed on the way, told as one act.

    `needs`: the action that the step must name in its process, empty when none. `held`: only its holder, or whoever
    stands in for the holder, may do it. `guards`: checked in this order. `lines`: side lines with their new value,
    "" where the dossier or the facts of the action give it. `proposed`: holds only while a proposal to ask for a
    supplement lies at the desk, or only while none does; None for both.
    """

    action: Action
    origin: State | None
    target: State
    phase: Phase
    event: str
    by: tuple[str, ...] = ("officer",)
    clock: Clock = ""
    lines: tuple[tuple[str, str], ...] = ()
    guards: tuple[str, ...] = ()
    needs: str = ""
    who: Who = "permission"
    held: bool = False
    through: State | None = None
    paper: str = ""
    proposed: bool | None = None

    @property
    def permissions(self) -> tuple[str, ...]:
        """The permissions one of which an officer needs."""
        return PERMISSIONS.get(self.action, ())


_S = State
_EVERY = (_S.SUBMITTED, _S.ACCEPTED, _S.PROCESSING, _S.SUPPLEMENT, _S.PAYMENT)
_SAME: dict[State, State] = {state: state for state in _EVERY}
_WORK = {_S.ACCEPTED: _S.PROCESSING, _S.PROCESSING: _S.PROCESSING}
_HANDS = {
    _S.SUBMITTED: _S.SUBMITTED, **_WORK, _S.SUPPLEMENT: _S.SUPPLEMENT, _S.PAYMENT: _S.PAYMENT, _S.DONE: _S.DONE,
}  # fmt: skip
_HERE = {_S.PROCESSING: _S.PROCESSING}
_ASIDE = {_S.PROCESSING: _S.PROCESSING, _S.SUPPLEMENT: _S.SUPPLEMENT, _S.PAYMENT: _S.PAYMENT}
# A parcel goes its way whatever becomes of its dossier meanwhile.
_AFTER = {one: one for one in (*_ASIDE, _S.WITHDRAWN, _S.STOPPED, _S.DONE, _S.RETURNED)}
# The step must name the action, and only who works the step and holds it may do it.
_BOUND: dict[str, Any] = {"who": "step", "held": True}
_SYSTEM: dict[str, Any] = {"by": ("system",)}


def _rows(
    action: Action, ways: Mapping[State, State], phase: Phase, event: str, **more: Any
) -> tuple[Transition, ...]:
    """Return one row for each state. From 2 to 5, 6 or 8 the dossier is taken on the way: through 4."""
    passed = (_S.SUPPLEMENT, _S.PAYMENT, _S.STOPPED)
    return tuple(
        Transition(
            action, origin, target, phase, event,
            through=_S.PROCESSING if origin is _S.ACCEPTED and target in passed else None, **more,
        )
        for origin, target in ways.items()
    )  # fmt: skip


def _bound(action: Action, ways: Mapping[State, State], phase: Phase, event: str, **more: Any) -> Any:
    return _rows(action, ways, phase, event, **{**_BOUND, "needs": action.value, **more})


_A = Action
_ASK = ("items", "reason", "rounds")
_ASKED_PRE = {_S.SUBMITTED: _S.SUPPLEMENT}
_ASKED_POST = {_S.ACCEPTED: _S.SUPPLEMENT, _S.PROCESSING: _S.SUPPLEMENT}
_SUPPLEMENT = (
    *_bound(
        _A.PROPOSE_SUPPLEMENT, _WORK, "post", "SupplementProposed", lines=(("supplement", "internal"),),
        guards=("not_proposed", *_ASK),
    ),
    *_rows(
        _A.DECLINE_SUPPLEMENT, _HERE, "post", "SupplementDeclined", who="desk", lines=(("supplement", ""),),
        guards=("proposed", "reason"),
    ),
    *_bound(
        _A.REQUEST_SUPPLEMENT, _ASKED_PRE, "pre", "SupplementRequested", lines=(("supplement", "asked"),),
        guards=_ASK, paper="02",
    ),
    *_bound(
        _A.REQUEST_SUPPLEMENT, _ASKED_POST, "post", "SupplementRequested", clock="stop",
        lines=(("supplement", "asked"),), guards=_ASK, paper="02", proposed=False,
    ),
    # What was proposed to the desk, the desk alone asks for, from whichever step it was proposed.
    *_rows(
        _A.REQUEST_SUPPLEMENT, {_S.PROCESSING: _S.SUPPLEMENT}, "post", "SupplementRequested", who="desk",
        clock="stop", lines=(("supplement", "asked"),), guards=_ASK, paper="02", proposed=True,
    ),
    *_rows(
        _A.ANSWER_SUPPLEMENT, {_S.SUPPLEMENT: _S.SUBMITTED}, "pre", "SupplementAnswered",
        by=("citizen", "officer"), clock="answer", lines=(("supplement", "answered"),), guards=("asked",),
    ),
    *_rows(
        _A.ANSWER_SUPPLEMENT, {_S.SUPPLEMENT: _S.PROCESSING}, "post", "SupplementAnswered",
        by=("citizen", "officer"), clock="resume", lines=(("supplement", "answered"),), guards=("asked",),
    ),
    *_rows(
        _A.EXPIRE_SUPPLEMENT, {_S.SUPPLEMENT: _S.SUPPLEMENT}, "any", "SupplementExpired", **_SYSTEM,
        lines=(("supplement", "expired"),), guards=("asked", "expired"),
    ),
)  # fmt: skip
_OBLIGED_POST = {_S.ACCEPTED: _S.PAYMENT, _S.PROCESSING: _S.PAYMENT}
_PAYMENT = (
    *_rows(
        _A.REQUEST_PAYMENT, {_S.SUBMITTED: _S.PAYMENT}, "pre", "PaymentRequested", **_BOUND,
        lines=(("finance", "due"),), guards=("reason", "limit"), paper="notice of amount",
    ),
    *_rows(
        _A.REQUEST_PAYMENT, _OBLIGED_POST, "post", "PaymentRequested", **_BOUND, clock="stop",
        lines=(("finance", "due"),), guards=("reason", "limit"), paper="notice of amount",
    ),
    *_rows(
        _A.SETTLE_PAYMENT, {_S.PAYMENT: _S.SUBMITTED}, "pre", "PaymentSettled", **_SYSTEM, clock="answer",
        lines=(("finance", ""),), guards=("settled",), paper="receipt",
    ),
    *_rows(
        _A.SETTLE_PAYMENT, {_S.PAYMENT: _S.PROCESSING}, "post", "PaymentSettled", **_SYSTEM, clock="resume",
        lines=(("finance", ""),), guards=("settled",), paper="receipt",
    ),
    *_rows(
        _A.CANCEL_PAYMENT, {_S.PAYMENT: _S.SUBMITTED}, "pre", "PaymentCancelled", clock="answer",
        lines=(("finance", ""),), guards=("reason", "nothing_paid"), paper="letter",
    ),
    *_rows(
        _A.CANCEL_PAYMENT, {_S.PAYMENT: _S.PROCESSING}, "post", "PaymentCancelled", clock="resume",
        lines=(("finance", ""),), guards=("reason", "nothing_paid"), paper="letter",
    ),
)  # fmt: skip
_ENDINGS = (
    *_bound(
        _A.REFUSE, {_S.SUBMITTED: _S.REFUSED, _S.SUPPLEMENT: _S.REFUSED}, "pre", "DossierRefused",
        clock="end", guards=("reason",), paper="03",
    ),
    *_rows(
        _A.REQUEST_WITHDRAWAL, _SAME, "any", "WithdrawalRequested", by=("citizen", "officer"),
        guards=("not_requested", "not_ordered"),
    ),
    *_rows(
        _A.CONFIRM_WITHDRAWAL, dict.fromkeys(_EVERY, _S.WITHDRAWN), "any", "DossierWithdrawn", clock="end",
        guards=("requested", "not_ordered"), paper="letter",
    ),
    *_rows(
        _A.DECLINE_WITHDRAWAL, _SAME, "any", "WithdrawalDeclined", guards=("requested", "reason"), paper="letter",
    ),
    *_rows(
        _A.STOP, dict.fromkeys(_ASIDE, _S.STOPPED), "post", "DossierStopped", clock="end",
        lines=(("finance", ""),), guards=("reason", "fee_treatment", "not_ordered"), paper="05",
    ),
    # The work goes on at the competent commune; here it ends as the national states have it.
    *_rows(
        _A.TRANSFER, dict.fromkeys(_WORK, _S.STOPPED), "post", "DossierTransferred", clock="end",
        lines=(("finance", ""),), guards=("reason", "drafting", "not_proposed", "not_requested", "no_parts"),
        paper="05",
    ),
)  # fmt: skip
_HOLDING = (
    *_rows(_A.ASSIGN, _HANDS, "any", "DossierAssigned", who="head", guards=("able",), paper="06"),
    *_rows(_A.TAKE, _HANDS, "any", "DossierAssigned", who="step", guards=("free",), paper="06"),
    *_rows(
        _A.RELEASE, {one: one for one in _HANDS if one is not _S.ACCEPTED}, "any", "DossierReleased",
        guards=("held_by_actor",), paper="06",
    ),
)  # fmt: skip
_WORKING = (
    *_rows(_A.ASK_OPINION, _WORK, "post", "OpinionAsked", guards=("opinion_due",), paper="request slip"),
    *_rows(_A.GIVE_OPINION, _ASIDE, "post", "OpinionGiven", guards=("opinion_open",)),
    *_rows(_A.WITHDRAW_OPINION, _ASIDE, "post", "OpinionWithdrawn", guards=("opinion_open",)),
    *_rows(
        _A.ENTER_ANSWERS, {_S.SUBMITTED: _S.SUBMITTED, **_WORK}, "any", "AnswersEntered",
        guards=("answers_incomplete",),
    ),
    # How the result is handed over may be chosen anew until it is: wherever the dossier stands, whoever holds it.
    *_rows(
        _A.CHANGE_WISH, {**_SAME, _S.DONE: _S.DONE}, "any", "WishChanged", by=("citizen", "officer"),
        guards=("not_with_the_post",),
    ),
    *_bound(
        _A.PROPOSE, _WORK, "post", "ResultProposed", lines=(("supplement", "complete"),),
        guards=("opinions_closed", "answers_complete"),
    ),
    *_bound(_A.SEND_BACK, _HERE, "post", "ResultSentBack"),
    *_bound(_A.APPROVE, _HERE, "post", "ResultApproved", guards=("approver",)),
    *_rows(_A.SIGN, _HERE, "post", "ResultSigned", **_SYSTEM, needs="approve"),
    *_rows(_A.SIGNING_FAILED, _HERE, "post", "SigningFailed", **_SYSTEM),
    *_bound(_A.ISSUE, _HERE, "post", "IssueOrdered"),
    *_rows(_A.AWAIT_PARTS, _HERE, "post", "OwnResultsIssued", **_SYSTEM, needs="issue"),
    *_rows(
        _A.COLLECT, {_S.PROCESSING: _S.DONE}, "post", "ResultIssued", **_SYSTEM, needs="collect", clock="end",
        lines=(("delivery", "waiting"),), guards=("children_over",), paper="result",
    ),
    *_rows(
        _A.FINISH, {_S.PROCESSING: _S.DONE}, "post", "ResultIssued", **_SYSTEM, needs="issue", clock="end",
        lines=(("delivery", "waiting"),), guards=("children_over",), paper="result",
    ),
    *_bound(
        _A.POST_RESULT, {_S.DONE: _S.DONE}, "post", "ResultPosted", needs="return_result",
        lines=(("delivery", "posted"),), guards=("paid", "not_posted"), paper="post list",
    ),
    *_rows(
        _A.FOLLOW_PARCEL, _AFTER, "post", "ParcelFollowed", lines=(("delivery", ""),), guards=("parcel",),
    ),
    *_bound(
        _A.RETURN_RESULT, {_S.DONE: _S.RETURNED}, "post", "ResultReturned",
        lines=(("delivery", "returned"),), guards=("paid",), paper="hand-over slip",
    ),
    # Noted as delivered by mistake: the post still has it.
    *_rows(
        _A.TAKE_BACK_RETURN, {_S.RETURNED: _S.DONE}, "post", "ReturnTakenBack", lines=(("delivery", "posted"),),
    ),
)  # fmt: skip
_LATE = {_S.ACCEPTED: _S.ACCEPTED, _S.PROCESSING: _S.PROCESSING}
_TERM = (
    *_rows(
        _A.EXTEND, _LATE, "post", "TermExtended", clock="extend",
        guards=("reason", "never_extended", "not_late", "notice", "later"), paper="04",
    ),
    *_rows(
        _A.APOLOGISE, {**_LATE, _S.DONE: _S.DONE}, "post", "LatenessApologised", by=("officer", "system"),
        guards=("late", "not_apologised", "promise"), paper="04",
    ),
    *_rows(
        _A.RECOMPUTE_DUE, {_S.ACCEPTED: _S.ACCEPTED, **_ASIDE}, "post", "DueRecomputed", **_SYSTEM,
        clock="recompute", guards=("differs",), paper="message",
    ),
)  # fmt: skip
REOPENED_FROM: dict[str, tuple[State, ...]] = {
    "correct_result": (_S.DONE, _S.RETURNED),
    "reconsider_stop": (_S.STOPPED,),
    "reconsider_withdrawal": (_S.WITHDRAWN,),
    "reconsider_refusal": (_S.REFUSED,),
}
"""The kinds of reopening and the states they start from."""
_AGAIN_PRE = {_S.REFUSED: _S.SUBMITTED, _S.WITHDRAWN: _S.SUBMITTED}
_AGAIN_POST = dict.fromkeys((_S.WITHDRAWN, _S.STOPPED, _S.DONE, _S.RETURNED), _S.PROCESSING)
_ANEW = (("finance", ""), ("delivery", "none"))
_REOPENING = (
    *_rows(
        _A.REOPEN, _AGAIN_PRE, "pre", "DossierReopened", clock="answer", lines=_ANEW, guards=("reason", "kind"),
    ),
    *_rows(
        _A.REOPEN, _AGAIN_POST, "post", "DossierReopened", clock="reopen", lines=_ANEW,
        guards=("not_transferred", "reason", "kind", "new_due"),
    ),
)  # fmt: skip

TABLE: tuple[Transition, ...] = (
    Transition(
        _A.SUBMIT, None, _S.SUBMITTED, "pre", "DossierSubmitted", by=("citizen", "officer", "system"), clock="answer"
    ),
    *_bound(
        _A.ACCEPT, {_S.SUBMITTED: _S.ACCEPTED}, "pre", "DossierAccepted", clock="start",
        lines=(("finance", ""),), paper="01",
    ),
    *_SUPPLEMENT, *_PAYMENT, *_ENDINGS, *_HOLDING, *_WORKING, *_TERM, *_REOPENING,
    *_rows(
        _A.SET_LINE, {state: state for state in _S}, "any", "LineMoved", by=("citizen", "officer", "system"),
        lines=(("", ""),), guards=("line",),
    ),
)  # fmt: skip

_BY_ACTION: dict[tuple[Action, State | None], tuple[Transition, ...]] = {}
for _row in TABLE:
    _key = (_row.action, _row.origin)
    _BY_ACTION[_key] = (*_BY_ACTION.get(_key, ()), _row)


def rows_from(action: Action, state: State | None) -> tuple[Transition, ...]:
    """Return the rows of an action from a state, for each phase and line it knows; empty when it does not fit."""
    return _BY_ACTION.get((action, state), ())
