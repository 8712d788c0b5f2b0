"""Which properties a field of each kind may have, and how many lines its lists."""

# Which properties a kind has beside those of every kind.
_OWN = {
    "text": ("max_length", "normalize", "suggestions"),
    "textarea": ("max_length", "normalize", "suggestions"),
    "number": ("decimals", "min", "max"),
    "money": ("min", "max"),
    "date": ("min", "max"),
    "partial_date": ("min", "max"),
    "choice": ("options",),
    "address": ("parts", "keep_old_names"),
    "calculated": ("calculate", "result"),
    "rows": ("columns", "most", "row_label"),
    "citizen_id": ("bearer",),
}
_EVERY = ("label", "help", "show_if", "checks", "fold", "personal")
_ASKED = ("required",)
_TYPED = ("source", "default", "usual", "ask", "lock", "copy_from", "fill_from", "autocomplete")
_COLUMN = ("label", "help", "required", "personal", "autocomplete")
DEFAULTS = (
    "text", "textarea", "number", "money", "date", "partial_date", "choice", "yesno", "phone", "email",
)  # fmt: skip
LISTS = {"options": 50, "checks": 20, "copy_from": 10, "fill_from": 10, "source": 6}
INTEGERS = {"max_length": (1, 20_000), "decimals": (0, 6), "most": (1, 50)}


def properties(kind: str, *, column: bool = False) -> frozenset[str]:
    """Return the properties a field of this kind may have."""
    own = _OWN.get(kind, ())
    if column:
        return frozenset((*_COLUMN, *own)) - {"bearer"}
    given_by_hand = () if kind in ("calculated", "rows") else _TYPED
    asked = () if kind == "calculated" else _ASKED
    return frozenset((*_EVERY, *asked, *given_by_hand, *own))
