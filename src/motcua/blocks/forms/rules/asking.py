"""Questions that a form puts to a person about an answer that may well be right: they never hold anybody up."""

from typing import Any

from motcua.blocks.forms.rules.definition import Field

# Parts of names that are hardly ever written so by those who bear them: most names with one of them have marks.
BARE_PARTS = (
    "nguyen", "tran", "pham", "huynh", "hoang", "dang", "bui", "ngo", "duong", "dinh", "trinh", "truong",
    "luong", "dao", "doan", "thi", "van", "duc", "huu",
)  # fmt: skip


def is_name(field: Field) -> bool:
    """Whether a field takes the name of a person."""
    return field.type == "text" and field.normalize == "name"


def may_lack_marks(field: Field, value: Any) -> bool:
    """Whether a name looks as if its Vietnamese marks were left out: "nguyen van an". Some names have none."""
    if not is_name(field) or not isinstance(value, str) or not value.isascii():
        return False
    parts = value.casefold().split()
    return len(parts) > 1 and any(part in BARE_PARTS for part in parts)
