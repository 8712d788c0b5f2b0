"""Let a procedure end because others took its place under new codes."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from motcua.casework.catalogue.importing import Change, ImportPlan
from motcua.casework.catalogue.listing import current_version
from motcua.casework.catalogue.models import Procedure
from motcua.casework.catalogue.use_cases.apply_import import apply_import
from motcua.kernel.errors import InvalidInput


def replace_procedure(code: str, by: Sequence[str], *, on: date, basis: str, now: datetime) -> UUID | None:
    """End a procedure the day before `on`; its page then leads to those that took its place.

    Dossiers under way stay on their version. InvalidInput when a new code is unknown, NotFound when the old is.
    """
    version = current_version(code, on)
    unknown = sorted(set(by) - set(Procedure.objects.filter(code__in=by).values_list("code", flat=True)))
    if unknown or not by or code in by:
        raise InvalidInput({"by": f"Mã thay thế không có trong danh mục: {', '.join(unknown) or code}."})
    key = hashlib.sha256(repr([code, tuple(by), on]).encode()).hexdigest()
    change = Change(
        code, version.content.name, "replaced", version.number, current_id=version.id, replaced_by=tuple(by)
    )
    return apply_import(ImportPlan(on, key, [], changes=[change]), now=now, basis=basis)
