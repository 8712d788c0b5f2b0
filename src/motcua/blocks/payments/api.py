"""The door to payments: everything another context may use."""

from motcua.blocks.payments.errors import AlreadyPaid, AlreadyRefunded, ChargedOtherwise
from motcua.blocks.payments.events import CashCollected, FeesRefunded
from motcua.blocks.payments.queries import (
    ChargeInfo,
    ChargeLine,
    ReceiptInfo,
    RefundInfo,
    find_charge,
    get_charge,
    get_receipt,
    lines_words,
    list_refunds,
    owing,
    receipt,
    refund,
)
from motcua.blocks.payments.use_cases.attach_file import attach_file
from motcua.blocks.payments.use_cases.charge import charge
from motcua.blocks.payments.use_cases.collect_cash import collect_cash
from motcua.blocks.payments.use_cases.refund_cash import refund_cash, refund_problems
from motcua.blocks.payments.use_cases.waive import waive
from motcua.kernel.money import amount_in_words, money

__all__ = [
    "AlreadyPaid",
    "AlreadyRefunded",
    "CashCollected",
    "ChargeInfo",
    "ChargeLine",
    "ChargedOtherwise",
    "FeesRefunded",
    "ReceiptInfo",
    "RefundInfo",
    "amount_in_words",
    "attach_file",
    "charge",
    "collect_cash",
    "find_charge",
    "get_charge",
    "get_receipt",
    "lines_words",
    "list_refunds",
    "money",
    "owing",
    "receipt",
    "refund",
    "refund_cash",
    "refund_problems",
    "waive",
]
