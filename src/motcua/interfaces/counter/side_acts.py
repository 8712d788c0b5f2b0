"""What can be done with a dossier besides its plain way: which key, which page, and whether it is pressed at once."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.desk import Desk
from motcua.kernel import clock
from motcua.kernel.actors import Actor

_A = dossiers.Action
# The key of each act in the order in which they stand; answering a wish to withdraw is one page for both answers.
SIDE_KEYS = {
    _A.CONFIRM_WITHDRAWAL: "u",
    _A.ENTER_ANSWERS: "f",
    _A.TAKE: "v",
    _A.RELEASE: "w",
    _A.EXTEND: "g",
    _A.APOLOGISE: "i",
    _A.ASK_OPINION: "k",
    _A.REQUEST_PAYMENT: "o",
    _A.CANCEL_PAYMENT: "h",
    _A.REQUEST_SUPPLEMENT: "b",
    _A.CHANGE_WISH: "x",
    _A.REQUEST_WITHDRAWAL: "u",
    _A.STOP: "z",
    _A.TRANSFER: "Z",
    _A.REOPEN: "e",
}
_LABELS = {
    _A.CONFIRM_WITHDRAWAL: "Trả lời yêu cầu rút",
    _A.REQUEST_WITHDRAWAL: "Nhận đơn rút hồ sơ",
    _A.REQUEST_SUPPLEMENT: "Bổ sung lần nữa (có văn bản)",
    _A.APOLOGISE: "Xin lỗi vì trễ hẹn",
    _A.ASK_OPINION: "Lấy ý kiến đơn vị khác",
    _A.EXTEND: "Gia hạn trả kết quả",
    _A.CANCEL_PAYMENT: "Hủy, miễn khoản phải nộp",
    _A.REOPEN: "Mở lại theo văn bản",
}
# Done at once, without a page of its own.
_AT_ONCE = (_A.TAKE, _A.RELEASE)


@dataclass(frozen=True)
class SideAct:
    """A button: its words, its key, where it leads; `at_once`: pressing it does it."""

    label: str
    key: str
    href: str
    at_once: bool


def side_acts(actor: Actor, desk: Desk, now: datetime) -> list[SideAct]:
    """Return what the officer may do now; nothing while a signature is being made."""
    if desk.signing:
        return []
    plain = set(dossiers.allowed_actions(actor, desk.dossier))
    may = set(dossiers.allowed(actor, desk.dossier, now)) - plain
    if not dossiers.reopening_kinds(desk.dossier, now):
        may.discard(_A.REOPEN)
    if _A.TRANSFER in may and not intake.neighbours(actor.home, clock.local_date(now)):
        may.discard(_A.TRANSFER)
    return [
        SideAct(label_of(one), key, reverse(f"counter:{_name(one)}", args=[desk.dossier.id]), one in _AT_ONCE)
        for one, key in SIDE_KEYS.items()
        if one in may
    ]


def label_of(action: dossiers.Action) -> str:
    """Return what the act is called on its button."""
    return _LABELS.get(action, action.label)


def _name(action: dossiers.Action) -> str:
    # The plain page of a supplement takes no written order.
    return "supplement_by_order" if action is _A.REQUEST_SUPPLEMENT else action.value
