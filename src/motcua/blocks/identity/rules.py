"""What makes a password strong, a code right, roles compatible. Pure: no database, no clock, no files."""

import hmac
import re
import string
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

PERMISSIONS = frozenset(
    {
        "dossier.view", "dossier.accept", "dossier.refuse", "dossier.supplement", "dossier.assign",
        "dossier.process", "dossier.review", "dossier.approve", "dossier.issue", "dossier.return", "payment.collect",
        "dossier.obligation", "dossier.withdraw", "dossier.stop", "dossier.extend", "dossier.reopen",
        "dossier.opinion", "books.read", "delegation.manage", "audit.read", "config.manage", "staff.manage",
        "quality.read", "intake.assist", "queue.serve", "queue.manage", "dossier.relay",
    }
)  # fmt: skip
"""The closed list: a use case asks for one of these."""

SHORTEST_WITH_FACTOR = 8
SHORTEST_ALONE = 14
ADMIN_PASSWORD_AGE = timedelta(days=60)
IDLE_BEFORE_DISABLED = timedelta(days=45)
STEP_SECONDS = 30
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,79}")
_EXCLUSIVE = frozenset({"administers", "audits"})


def character_classes(password: str) -> int:
    """Count the classes a password draws from: small letters, capitals, digits, other signs."""
    return sum(
        (
            any(sign.islower() for sign in password),
            any(sign.isupper() for sign in password),
            any(sign.isdecimal() for sign in password),
            any(not sign.isalnum() for sign in password),
        )
    )


def weakness(password: str, *, has_second_factor: bool) -> str | None:
    """Return why a password is too weak, in Vietnamese, or None.

    Legal basis: TCVN 14423:2026, level 3 (8 signs with a second factor, else 14 of four classes).
    """
    if has_second_factor:
        if len(password) < SHORTEST_WITH_FACTOR:
            return f"Mật khẩu phải có ít nhất {SHORTEST_WITH_FACTOR} ký tự."
        return None
    if len(password) < SHORTEST_ALONE or character_classes(password) < 4:
        return f"Mật khẩu phải có ít nhất {SHORTEST_ALONE} ký tự, gồm chữ thường, chữ hoa, số và ký tự khác."
    return None


def make_password(pick: Callable[[str], str]) -> str:
    """Return a first password that is strong by itself; `pick` chooses one sign at random.

    Signs that are easily confused (l, I, 1, O, 0) are left out: it is read from paper once.
    """
    small, large, digits, other = "abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "-+=?"
    return "".join(pick(signs) for signs in (large, small, small, small, digits, other) * 3)


def matching_step(code: str, generate: Callable[[int], str], at: datetime, used: int) -> int | None:
    """Return the time step a code belongs to, or None; one step of delay either way, each step once.

    `generate` gives the code of a step, `used` is the last step whose code was taken.
    """
    present = step_of(at)
    given = "".join(code.split())
    if not given.isascii():
        return None
    for step in (present, present - 1, present + 1):
        if step > used and hmac.compare_digest(generate(step), given):
            return step
    return None


def step_of(at: datetime) -> int:
    """Return the time step in which a moment falls."""
    return int(at.timestamp()) // STEP_SECONDS


def duties_clash(duties: Iterable[str]) -> bool:
    """Tell whether roles of these duties ("" for none) may not be held by one person."""
    held = set(duties)
    named = held - {""}
    return len(named) > 1 or bool(named & _EXCLUSIVE and "" in held)


def recovery_form(code: str) -> str:
    """Return a recovery code as it is compared: small letters and digits only."""
    allowed = string.ascii_lowercase + string.digits
    return "".join(sign for sign in code.lower() if sign in allowed)
