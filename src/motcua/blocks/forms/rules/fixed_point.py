"""Numbers of forms: fixed point with six decimals, exact and equal in every language."""

from decimal import Decimal
from typing import Any

SCALE = 10**6
LIMIT = 10**15 * SCALE


def millionths(value: Any) -> int | None:
    """The number in millionths, or null when it is no number or too large."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value * SCALE if abs(value) * SCALE <= LIMIT else None
    if isinstance(value, float):
        value = Decimal(repr(value))
    if not isinstance(value, Decimal) or not value.is_finite() or abs(value) > LIMIT // SCALE:
        return None
    sign, digits, exponent = value.as_tuple()
    shift = int(exponent) + 6
    if shift < -len(digits):
        return 0
    whole = int("".join(map(str, digits)))
    micro = whole * 10**shift if shift >= 0 else divide_even(whole, 10**-shift)
    return -micro if sign else micro


def divide_even(left: int, right: int) -> int:
    """Quotient rounded half to even."""
    if right < 0:
        left, right = -left, -right
    quotient, rest = divmod(left, right)
    double = rest * 2
    return quotient + (1 if double > right or (double == right and quotient % 2) else 0)


def number_of(micro: int) -> int | Decimal:
    whole, rest = divmod(abs(micro), SCALE)
    sign = -1 if micro < 0 else 1
    if rest == 0:
        return sign * whole
    return Decimal(f"{'-' if micro < 0 else ''}{whole}." + f"{rest:06d}".rstrip("0"))
