"""The door to payments: everything another context may use."""

from motcua.blocks.payments.errors import AlreadyPaid, ChargedOtherwise
from motcua.blocks.payments.events import CashCollected
from motcua.blocks.payments.queries import (
    ChargeInfo,
    ChargeLine,
    ReceiptInfo,
    find_charge,
    get_charge,
    get_receipt,
    lines_words,
    owing,
    receipt,
)
from motcua.blocks.payments.use_cases.attach_receipt_file import attach_receipt_file
from motcua.blocks.payments.use_cases.charge import charge
from motcua.blocks.payments.use_cases.collect_cash import collect_cash
from motcua.blocks.payments.use_cases.waive import waive
from motcua.kernel.money import amount_in_words, money

__all__ = [
    "AlreadyPaid",
    "CashCollected",
    "ChargeInfo",
    "ChargeLine",
    "ChargedOtherwise",
    "ReceiptInfo",
    "amount_in_words",
    "attach_receipt_file",
    "charge",
    "collect_cash",
    "find_charge",
    "get_charge",
    "get_receipt",
    "lines_words",
    "money",
    "owing",
    "receipt",
    "waive",
]
