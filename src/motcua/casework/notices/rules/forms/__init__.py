"""What is printed on the papers of the one-stop: one frozen dataclass a form, its template by `TEMPLATES`, and
`sheet`, which makes the plain data that template reads.

Legal basis: Circular 03/2025/TT-VPCP, Annex I, and 01/2018/TT-VPCP; Decree 30/2020/NĐ-CP, Annex I (layout).
"""

from typing import Any

from motcua.casework.notices.rules.forms.books import (
    Form07,
    HandOverList,
    PostList,
    PostRow,
    RegisterRow,
    ResultRow,
)
from motcua.casework.notices.rules.forms.money import AmountNotice, CashReceipt, CashRefund, FeeLine
from motcua.casework.notices.rules.forms.parts import CHANNEL_WORDS, Guide, Office, Party, Procedure
from motcua.casework.notices.rules.forms.reception import (
    CertificationOrder,
    Form01,
    Form02,
    Form03,
    MissingItem,
    ReceivedPaper,
)
from motcua.casework.notices.rules.forms.running import Form04, Form05, Form06, HandOver
from motcua.casework.notices.rules.forms.sets import FormName, form_name, set_keys
from motcua.casework.notices.rules.forms.sheets import sheet
from motcua.casework.notices.rules.forms.slips import JointReceipt, ReceiptLine, WithdrawalSlip

Form = (
    Form01 | Form02 | Form03 | Form04 | Form05 | Form06 | Form07 | HandOverList | PostList | JointReceipt
    | WithdrawalSlip | AmountNotice | CashReceipt | CashRefund
)  # fmt: skip
TEMPLATES: dict[type[Any], str] = {
    Form01: "form_01.typ",
    Form02: "form_02.typ",
    Form03: "form_03.typ",
    Form04: "form_04.typ",
    Form05: "form_05.typ",
    Form06: "form_06.typ",
    Form07: "form_07.typ",
    HandOverList: "hand_over_list.typ",
    PostList: "post_list.typ",
    JointReceipt: "joint_receipt.typ",
    WithdrawalSlip: "withdrawal.typ",
    AmountNotice: "amount_notice.typ",
    CashReceipt: "cash_receipt.typ",
    CashRefund: "cash_refund.typ",
}

__all__ = [
    "CHANNEL_WORDS",
    "TEMPLATES",
    "AmountNotice",
    "CashReceipt",
    "CashRefund",
    "CertificationOrder",
    "FeeLine",
    "Form",
    "Form01",
    "Form02",
    "Form03",
    "Form04",
    "Form05",
    "Form06",
    "Form07",
    "FormName",
    "Guide",
    "HandOver",
    "HandOverList",
    "JointReceipt",
    "MissingItem",
    "Office",
    "Party",
    "PostList",
    "PostRow",
    "Procedure",
    "ReceiptLine",
    "ReceivedPaper",
    "RegisterRow",
    "ResultRow",
    "WithdrawalSlip",
    "form_name",
    "set_keys",
    "sheet",
]
