"""The door of the notices context."""

from motcua.casework.notices.queries import FormInfo, list_forms, read_form
from motcua.casework.notices.use_cases.compose import term_words
from motcua.casework.notices.use_cases.print_slip import control_slip

__all__ = ["FormInfo", "control_slip", "list_forms", "read_form", "term_words"]
