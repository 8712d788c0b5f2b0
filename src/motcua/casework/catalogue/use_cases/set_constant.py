"""Set a constant of the law for one commune, by resolution or decision."""

from datetime import date
from typing import Any

from motcua.casework.catalogue.law import forget_law
from motcua.casework.catalogue.models import ConstantOverride
from motcua.casework.catalogue.rules.law import keys, law_on, national_constants
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput


def set_constant(actor: Actor, key: str, value: Any, *, basis: str, valid_from: date) -> None:
    """Set a constant from a day on. InvalidInput for an unknown key, a value of another kind, or no basis.

    Dossiers accepted before keep theirs.
    """
    actor.require("config.manage")
    if key not in keys():
        raise InvalidInput({"key": f"Không có hằng số “{key}”; các hằng số: {', '.join(keys())}."})
    if not basis.strip():
        raise InvalidInput({"basis": "Căn cứ: ghi số quyết định hoặc nghị quyết."})
    told = getattr(law_on(valid_from, national_constants()), key.replace(".", "_", 1))
    if type(value) is not type(told) or (type(value) is int and value < 0):
        raise InvalidInput({"value": f"Giá trị của “{key}” phải cùng loại với “{told}” và không âm."})
    with tenancy.scope(communes=[actor.home]):
        ConstantOverride.objects.update_or_create(
            commune_id=actor.home,
            key=key,
            valid_from=valid_from,
            defaults={"value": value, "basis": basis[:200]},
        )
    forget_law()
