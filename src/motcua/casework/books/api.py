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
from motcua.casework.books.use_cases.order_export import cancel_export, fetch_export, order_export
from motcua.casework.books.use_cases.print_register import print_register
from motcua.casework.books.use_cases.verify import BookReport, verify

__all__ = [
    "PRINT",
    "BookReport",
    "ExportInfo",
    "LateLine",
    "LatePage",
    "RegisterLine",
    "RegisterPage",
    "cancel_export",
    "fetch_export",
    "give_reason",
    "list_exports",
    "list_late",
    "list_register",
    "order_export",
    "print_register",
    "verify",
]
