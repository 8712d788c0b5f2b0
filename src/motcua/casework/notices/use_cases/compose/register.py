"""Gather form 07, a month of the register."""

from collections.abc import Sequence
from datetime import datetime

from motcua.blocks.organisation import api as organisation
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices.rules.forms import Form07, RegisterRow
from motcua.casework.notices.use_cases.compose.shared import (
    declared_party,
    form_on,
    issued_at,
    office_of,
    procedure_of,
)
from motcua.kernel.actors import Actor


def register(
    actor: Actor, listed: Sequence[dossiers.DossierInfo], year: int, month: int, now: datetime
) -> Form07:
    """Gather form 07 of dossiers in the order of their entries, within the caller's scope.

    The set of forms is that of the month: the first dossier of the list tells it.
    """
    commune_id = actor.home
    answers = intake.answers_of(commune_id, [one.id for one in listed])
    ways = dossiers.ways_returned(commune_id, listed)
    rows = []
    for one in listed:
        assert one.accepted_at is not None and one.due_at is not None
        way = ways.get(one.id, "")
        rows.append(
            RegisterRow(
                entry=str(one.book_entry),
                dossier_code=one.reference,
                procedure=procedure_of(one),
                owner=declared_party(one, answers.get(one.id, {})),
                channel=one.channel,
                received_at=issued_at(one.accepted_at),
                due_at=issued_at(one.due_at),
                returned_at=issued_at(one.returned_at) if one.returned_at else None,
                method=decisions.WAYS.get(way, way),
                note=note_of(one, now),
            )
        )
    first = listed[0].accepted_at if listed else None
    return Form07(
        name=form_on(commune_id, first or now, "07"),
        office=office_of(organisation.get_commune(commune_id)),
        year=year,
        month=month,
        issued_at=issued_at(now),
        rows=tuple(rows),
        summary=_summary(listed, now),
        keeper=actor.name,
    )


def note_of(dossier: dossiers.DossierInfo, now: datetime) -> str:
    """Return how a dossier stands, for the last column: its state unless it was returned, and whether it is late."""
    state = "" if dossier.state is dossiers.State.RETURNED else dossier.state.label
    late = "trễ hạn" if dossier.snapshot.late(now) else ""
    told = ", ".join(part for part in (state, late) if part)
    return told[:1].upper() + told[1:]


def _summary(listed: Sequence[dossiers.DossierInfo], now: datetime) -> str:
    returned = sum(one.returned_at is not None for one in listed)
    late = sum(one.snapshot.late(now) for one in listed)
    return f"Cộng: {len(listed)} hồ sơ; đã trả kết quả {returned} hồ sơ; trễ hạn {late} hồ sơ."
