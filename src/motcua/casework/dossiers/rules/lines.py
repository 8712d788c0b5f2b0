"""Which way each side line of a dossier may move when the context that owns its cause says so."""

MOVES: dict[str, dict[str, frozenset[str]]] = {
    "supplement": {
        "none": frozenset({"internal", "asked"}),
        "internal": frozenset({"none", "asked", "complete"}),
        "asked": frozenset({"answered", "expired"}),
        "answered": frozenset({"internal", "asked", "complete"}),
        "complete": frozenset({"internal", "asked"}),
        "expired": frozenset({"asked"}),
    },
    "finance": {
        "none": frozenset({"due"}),
        "due": frozenset({"none", "paid", "waived"}),
        "paid": frozenset({"refund_due"}),
        "waived": frozenset({"refund_due"}),
        "refund_due": frozenset({"refunded"}),
        "refunded": frozenset(),
    },
    "delivery": {
        "none": frozenset({"waiting"}),
        "waiting": frozenset({"posted", "returned"}),
        "posted": frozenset({"in_transit", "failed", "lost", "waiting"}),
        "in_transit": frozenset({"delivered", "failed", "lost"}),
        "delivered": frozenset({"returned"}),
        "failed": frozenset({"waiting", "posted", "returned"}),
        "lost": frozenset({"waiting", "posted", "returned"}),
        "returned": frozenset(),
    },
    "sync": {
        "none": frozenset({"pending"}),
        "pending": frozenset({"sent", "failed"}),
        "failed": frozenset({"pending", "sent"}),
        "sent": frozenset({"pending"}),
    },
}
SETTABLE = ("finance", "delivery")
"""The lines that `set_line` moves; the others follow from actions and from the log."""
TO_POST = ("waiting", "failed", "lost")
"""The delivery line of a result that may go out by post: never sent, brought back, or lost and to be sent as a copy."""

WITH_THE_POST = ("posted", "in_transit", "delivered")
"""The delivery line of a result that the post has, or has given."""


def values(line: str) -> tuple[str, ...]:
    """Return the values a line may have."""
    return tuple(MOVES[line])


def may_move(line: str, value: str, to: str) -> bool:
    """Tell whether a line may move from one value to another."""
    return to in MOVES.get(line, {}).get(value, frozenset())
