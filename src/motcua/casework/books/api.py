"""The door of the books."""

from motcua.casework.books.queries import (
    PRINT,
    ExportInfo,
    LateLine,
    LatePage,
    RegisterLine,
    RegisterPage,
    list_exports,
    list_late,
    list_register,
)
from motcua.casework.books.use_cases.give_reason import give_reason
from motcua.casework.books.use_cases.hand_over import (
    HandOverInfo,
    hand_over,
    list_hand_overs,
    list_waiting,
    may_hand_over,
    print_hand_over,
)
from motcua.casework.books.use_cases.order_export import cancel_export, fetch_export, order_export
from motcua.casework.books.use_cases.print_register import print_register
from motcua.casework.books.use_cases.verify import BookReport, verify

__all__ = [
    "PRINT",
    "BookReport",
    "ExportInfo",
    "HandOverInfo",
    "LateLine",
    "LatePage",
    "RegisterLine",
    "RegisterPage",
    "cancel_export",
    "fetch_export",
    "give_reason",
    "hand_over",
    "list_exports",
    "list_hand_overs",
    "list_late",
    "list_register",
    "list_waiting",
    "may_hand_over",
    "order_export",
    "print_hand_over",
    "print_register",
    "verify",
]
