"""The constants of the law as a commune has them on a day."""

from datetime import date

from motcua.casework.catalogue.models import ConstantOverride
from motcua.casework.catalogue.rules.law import Constant, Law, law_on, national_constants
from motcua.kernel import tenancy
from motcua.kernel.cache import Cache

# By commune its own constants, and the laws of the days that were asked for.
_own: Cache[int, tuple[tuple[ConstantOverride, ...], dict[date, Law]]] = Cache()


def law(on: date, commune_id: int) -> Law:
    """Return the constants in force in a commune on a day; a decision of its own goes before the national text.

    Remembered for some seconds, so that it costs no statement as a rule.
    """
    overrides, laws = _own.get(commune_id) or _own.keep(commune_id, (_overrides(commune_id), {}))
    if on not in laws:
        own = [
            Constant(row.key, row.value, row.valid_from, row.basis, "own")
            for row in overrides
            if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)
        ]
        laws[on] = law_on(on, (*national_constants(), *own))
    return laws[on]


def _overrides(commune_id: int) -> tuple[ConstantOverride, ...]:
    with tenancy.scope(communes=[commune_id]):
        return tuple(ConstantOverride.objects.filter(commune_id=commune_id).order_by("valid_from", "id"))


def forget_law() -> None:
    """Drop what this process remembers of communes' own constants."""
    _own.clear()
