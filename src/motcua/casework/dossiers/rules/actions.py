"""The closed list of what can be done to a dossier; what each does stands in the table of transitions."""

from enum import StrEnum


class Action(StrEnum):
    """Everything that can be done to a dossier. `sign`, `signing_failed`, `finish` and some more are the system's."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    REFUSE = "refuse"
    PROPOSE_SUPPLEMENT = "propose_supplement"
    DECLINE_SUPPLEMENT = "decline_supplement"
    REQUEST_SUPPLEMENT = "request_supplement"
    ANSWER_SUPPLEMENT = "answer_supplement"
    EXPIRE_SUPPLEMENT = "expire_supplement"
    REQUEST_PAYMENT = "request_payment"
    SETTLE_PAYMENT = "settle_payment"
    CANCEL_PAYMENT = "cancel_payment"
    REQUEST_WITHDRAWAL = "request_withdrawal"
    CONFIRM_WITHDRAWAL = "confirm_withdrawal"
    DECLINE_WITHDRAWAL = "decline_withdrawal"
    STOP = "stop"
    TRANSFER = "transfer"
    ASSIGN = "assign"
    TAKE = "take"
    RELEASE = "release"
    ASK_OPINION = "ask_opinion"
    GIVE_OPINION = "give_opinion"
    WITHDRAW_OPINION = "withdraw_opinion"
    ENTER_ANSWERS = "enter_answers"
    CHANGE_WISH = "change_wish"
    PROPOSE = "propose"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    SIGN = "sign"
    SIGNING_FAILED = "signing_failed"
    ISSUE = "issue"
    AWAIT_PARTS = "await_parts"
    COLLECT = "collect"
    FINISH = "finish"
    POST_RESULT = "post_result"
    FOLLOW_PARCEL = "follow_parcel"
    RETURN_RESULT = "return_result"
    TAKE_BACK_RETURN = "take_back_return"
    EXTEND = "extend"
    APOLOGISE = "apologise"
    REOPEN = "reopen"
    RECOMPUTE_DUE = "recompute_due"
    SET_LINE = "set_line"

    @property
    def label(self) -> str:
        """What the action is called on buttons and in the history."""
        return _LABELS[self]

    @property
    def permission(self) -> str:
        """The permission an officer needs for it; where several do, the first. KeyError for the system's own."""
        return PERMISSIONS[self][0]

    @property
    def permissions(self) -> tuple[str, ...]:
        """The permissions of which an officer needs one; none where no officer does it, or everybody may."""
        return PERMISSIONS.get(self, ())


_LABELS = {
    Action.SUBMIT: "Nộp hồ sơ",
    Action.ACCEPT: "Tiếp nhận",
    Action.REFUSE: "Từ chối tiếp nhận",
    Action.PROPOSE_SUPPLEMENT: "Đề nghị một cửa yêu cầu bổ sung",
    Action.DECLINE_SUPPLEMENT: "Trả lại đề nghị bổ sung",
    Action.REQUEST_SUPPLEMENT: "Yêu cầu bổ sung",
    Action.ANSWER_SUPPLEMENT: "Bổ sung hồ sơ",
    Action.EXPIRE_SUPPLEMENT: "Hết hạn bổ sung",
    Action.REQUEST_PAYMENT: "Yêu cầu nộp tiền",
    Action.SETTLE_PAYMENT: "Đã thực hiện nghĩa vụ tài chính",
    Action.CANCEL_PAYMENT: "Hủy yêu cầu nộp tiền",
    Action.REQUEST_WITHDRAWAL: "Xin rút hồ sơ",
    Action.CONFIRM_WITHDRAWAL: "Cho rút hồ sơ",
    Action.DECLINE_WITHDRAWAL: "Không cho rút hồ sơ",
    Action.STOP: "Dừng giải quyết",
    Action.TRANSFER: "Chuyển nơi có thẩm quyền",
    Action.ASSIGN: "Phân công",
    Action.TAKE: "Nhận việc",
    Action.RELEASE: "Trả lại việc",
    Action.ASK_OPINION: "Lấy ý kiến",
    Action.GIVE_OPINION: "Cho ý kiến",
    Action.WITHDRAW_OPINION: "Thôi lấy ý kiến",
    Action.ENTER_ANSWERS: "Nhập tờ khai giấy",
    Action.CHANGE_WISH: "Đổi cách nhận kết quả",
    Action.PROPOSE: "Trình phê duyệt",
    Action.SEND_BACK: "Trả lại để sửa",
    Action.APPROVE: "Phê duyệt và ký số",
    Action.SIGN: "Đã ký số",
    Action.SIGNING_FAILED: "Chưa ký được",
    Action.ISSUE: "Vào sổ và đóng dấu",
    Action.AWAIT_PARTS: "Đã có kết quả của xã",
    Action.COLLECT: "Đủ các phần liên thông",
    Action.FINISH: "Đã có kết quả",
    Action.POST_RESULT: "Gửi kết quả qua bưu chính",
    Action.FOLLOW_PARCEL: "Ghi nhận bưu gửi",
    Action.RETURN_RESULT: "Trả kết quả",
    Action.TAKE_BACK_RETURN: "Sửa ghi nhầm đã trả kết quả",
    Action.EXTEND: "Gia hạn",
    Action.APOLOGISE: "Xin lỗi vì trễ hẹn",
    Action.REOPEN: "Mở lại hồ sơ",
    Action.RECOMPUTE_DUE: "Tính lại hạn",
    Action.SET_LINE: "Ghi nhận tình trạng",
}
# One of these is enough. Whoever is not an officer needs none; the table says who may be one.
PERMISSIONS: dict[Action, tuple[str, ...]] = {
    Action.ACCEPT: ("dossier.accept",),
    Action.REFUSE: ("dossier.refuse",),
    Action.PROPOSE_SUPPLEMENT: ("dossier.supplement",),
    Action.DECLINE_SUPPLEMENT: ("dossier.supplement",),
    Action.REQUEST_SUPPLEMENT: ("dossier.supplement",),
    Action.ANSWER_SUPPLEMENT: ("dossier.supplement", "dossier.accept"),
    Action.REQUEST_PAYMENT: ("dossier.obligation",),
    Action.CANCEL_PAYMENT: ("dossier.obligation", "dossier.stop"),
    Action.REQUEST_WITHDRAWAL: ("dossier.withdraw",),
    Action.CONFIRM_WITHDRAWAL: ("dossier.withdraw",),
    Action.DECLINE_WITHDRAWAL: ("dossier.withdraw",),
    Action.STOP: ("dossier.stop",),
    Action.TRANSFER: ("dossier.stop",),
    Action.ASSIGN: ("dossier.assign",),
    Action.TAKE: ("dossier.view",),
    Action.RELEASE: ("dossier.view",),
    Action.ASK_OPINION: ("dossier.process",),
    Action.GIVE_OPINION: ("dossier.opinion",),
    Action.WITHDRAW_OPINION: ("dossier.process",),
    Action.ENTER_ANSWERS: ("dossier.accept", "dossier.process"),
    Action.CHANGE_WISH: ("dossier.accept", "dossier.return"),
    Action.PROPOSE: ("dossier.process",),
    Action.SEND_BACK: ("dossier.review",),
    Action.APPROVE: ("dossier.approve",),
    Action.ISSUE: ("dossier.issue",),
    Action.POST_RESULT: ("dossier.return",),
    Action.FOLLOW_PARCEL: ("dossier.return",),
    Action.RETURN_RESULT: ("dossier.return",),
    Action.TAKE_BACK_RETURN: ("dossier.return",),
    Action.EXTEND: ("dossier.extend",),
    Action.APOLOGISE: ("dossier.extend",),
    Action.REOPEN: ("dossier.reopen",),
}
