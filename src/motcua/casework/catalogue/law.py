"""The constants of the law as a commune has them on a day."""

from datetime import date

from motcua.casework.catalogue.models import ConstantOverride
from motcua.casework.catalogue.rules.law import Constant, Law, law_on, national_constants
from motcua.kernel import tenancy
from motcua.kernel.cache import Cache

_own: Cache[int, tuple[ConstantOverride, ...]] = Cache()


def law(on: date, commune_id: int) -> Law:
    """Return the constants in force in a commune on a day; a decision of its own goes before the national text.

    Remembered for some seconds, so that it costs no statement as a rule.
    """
    rows = [row for row in _overrides(commune_id) if row.valid_to is None or on <= row.valid_to]
    own = [
        Constant(row.key, row.value, row.valid_from, row.basis, "own") for row in rows if row.valid_from <= on
    ]
    return law_on(on, (*national_constants(), *own))


def _overrides(commune_id: int) -> tuple[ConstantOverride, ...]:
    known = _own.get(commune_id)
    if known is None:
        with tenancy.scope(communes=[commune_id]):
            known = tuple(ConstantOverride.objects.filter(commune_id=commune_id).order_by("valid_from", "id"))
        _own.keep(commune_id, known)
    return known


def forget_law() -> None:
    """Drop what this process remembers of communes' own constants."""
    _own.clear()
