"""The door of the notices context."""

from motcua.casework.notices.handlers.shared import tell_news
from motcua.casework.notices.queries import FormInfo, list_forms, read_form
from motcua.casework.notices.rules.forms import CHANNEL_WORDS, Party, PostRow
from motcua.casework.notices.use_cases.compose import Handed, Posted, note_of, receivers, term_words
from motcua.casework.notices.use_cases.issue_receipt import read_relay_receipt, receipt_now
from motcua.casework.notices.use_cases.print_slip import (
    control_slip,
    print_hand_over,
    print_joint_receipt,
    print_post_list,
    print_register,
)

__all__ = [
    "CHANNEL_WORDS", "FormInfo", "Handed", "Party", "PostRow", "Posted", "control_slip", "list_forms", "note_of",
    "print_hand_over", "print_joint_receipt", "print_post_list", "print_register", "read_form",
    "read_relay_receipt", "receipt_now", "receivers", "tell_news", "term_words",
]  # fmt: skip
