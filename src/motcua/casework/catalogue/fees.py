"""The fees of procedures in a commune, local resolutions included."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from motcua.casework.catalogue.models import FeeOverride as FeeOverrideRow
from motcua.casework.catalogue.rules.content import CHANNELS, ProcedureContent
from motcua.casework.catalogue.rules.fees import FeeLine, FeeOverride, fees_due
from motcua.casework.catalogue.rules.succession import spans
from motcua.casework.catalogue.versions import Version
from motcua.kernel import tenancy


def fees_of(
    version: Version, commune_id: int, channel: str, on: date, answers: Mapping[str, Any] | None = None
) -> list[FeeLine]:
    """Return the fees of a procedure in a commune by channel and day, local resolutions included."""
    overrides = local_fees(commune_id, procedure_code=version.content.code)
    return fees_due(version.content, channel, on, answers=answers, overrides=overrides)


def list_fees(
    contents: Sequence[ProcedureContent], commune_id: int, on: date
) -> list[dict[str, list[FeeLine]]]:
    """Return the fees of many procedures, each by the channels it takes; one statement for all."""
    overrides = local_fees(commune_id)
    by_code: dict[str, list[FeeOverride]] = {}
    for one in overrides:
        by_code.setdefault(one.procedure, []).append(one)
    return [
        {
            channel: fees_due(content, channel, on, overrides=by_code.get(content.code, ()))
            for channel in CHANNELS
            if channel in content.terms
        }
        for content in contents
    ]


def local_fees(commune_id: int, **only: str) -> list[FeeOverride]:
    """Return what local resolutions set, for all procedures or those of the given columns, until the next one."""
    with tenancy.scope(communes=[commune_id]):
        rows = FeeOverrideRow.objects.filter(commune_id=commune_id, **only)
        return [
            FeeOverride(
                procedure=r.procedure_code,
                fee=r.fee_code,
                channels=(r.channel,) if r.channel else CHANNELS,
                amount=r.amount,
                valid_from=r.valid_from,
                valid_to=last,
                basis=r.basis,
            )
            for r, last in spans(rows)
        ]
