"""The door of the books."""

from motcua.casework.books.parcels import (
    ParcelInfo,
    PostListInfo,
    PostPage,
    ToPost,
    get_parcel,
    list_on_the_way,
    list_post_lists,
    list_to_post,
    may_post,
    parcels_of,
    print_post_list,
)
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
from motcua.casework.books.use_cases.correct_parcel import NotCorrectable, correct_parcel, why_not_correctable
from motcua.casework.books.use_cases.follow_parcel import ENDS, ParcelChanged, ParcelEnded, follow_parcel
from motcua.casework.books.use_cases.give_reason import give_reason
from motcua.casework.books.use_cases.hand_over import (
    HandOverInfo,
    Waiting,
    hand_over,
    list_hand_overs,
    list_waiting,
    may_hand_over,
    print_hand_over,
)
from motcua.casework.books.use_cases.order_export import cancel_export, fetch_export, order_export
from motcua.casework.books.use_cases.post_results import CannotPost, Posting, number_box, post_results
from motcua.casework.books.use_cases.print_register import print_register
from motcua.casework.books.use_cases.verify import BookReport, verify

__all__ = [
    "ENDS",
    "PRINT",
    "BookReport",
    "CannotPost",
    "ExportInfo",
    "HandOverInfo",
    "LateLine",
    "LatePage",
    "NotCorrectable",
    "ParcelChanged",
    "ParcelEnded",
    "ParcelInfo",
    "PostListInfo",
    "PostPage",
    "Posting",
    "RegisterLine",
    "RegisterPage",
    "ToPost",
    "Waiting",
    "cancel_export",
    "correct_parcel",
    "fetch_export",
    "follow_parcel",
    "get_parcel",
    "give_reason",
    "hand_over",
    "list_exports",
    "list_hand_overs",
    "list_late",
    "list_on_the_way",
    "list_post_lists",
    "list_register",
    "list_to_post",
    "list_waiting",
    "may_hand_over",
    "may_post",
    "number_box",
    "order_export",
    "parcels_of",
    "post_results",
    "print_hand_over",
    "print_post_list",
    "print_register",
    "verify",
    "why_not_correctable",
]
