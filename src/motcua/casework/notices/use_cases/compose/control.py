"""Gather form 06, the control slip, from the log of a dossier."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices.rules.forms import Form06
from motcua.casework.notices.rules.hand_overs import Names, Told, hand_overs
from motcua.casework.notices.use_cases.compose.shared import (
    common,
    desk_of,
    form_of,
    issued_at,
    received_papers,
    term_words,
)
from motcua.kernel import clock, events, tenancy
from motcua.kernel.errors import NotFound


def control_slip(dossier: dossiers.DossierInfo, now: datetime) -> Form06:
    """Gather form 06 of an accepted dossier: each hand-over from its submission until now."""
    assert dossier.accepted_at is not None and dossier.due_at is not None
    desk = desk_of(dossier, now)
    told = common(dossier, desk)
    with tenancy.scope(communes=[dossier.commune_id]):
        recorded = list(events.history(dossier.commune_id, dossier.id))
    log = [Told(one.name, one.at, one.actor_kind, one.actor_id, one.unit_id, one.payload) for one in recorded]
    acted_in = {one.actor_id: one.id for one in recorded}
    lines = hand_overs(log, _names(dossier, told["office"].unit, acted_in, now))
    return Form06(
        name=form_of(dossier, "06"),
        office=told["office"],
        number=dossier.reference,
        issued_at=issued_at(now),
        owner=told["owner"],
        procedure=told["procedure"],
        papers=received_papers(dossier, desk, dossier.accepted_at),
        term=term_words(dossiers.term_at(dossier, dossier.accepted_at)),
        received_at=issued_at(dossier.accepted_at),
        due_at=issued_at(dossier.due_at),
        hand_overs=tuple(
            replace(
                line,
                given_at=issued_at(line.given_at),
                received_at=issued_at(line.received_at) if line.received_at else None,
            )
            for line in lines
        ),
        lookup_url=told["lookup_url"],
    )


def _names(
    dossier: dossiers.DossierInfo, office: str, acted_in: Mapping[UUID | None, UUID], now: datetime
) -> Names:
    commune_id = dossier.commune_id
    units = organisation.list_units(commune_id, clock.local_date(now))
    by_id, by_kind = {unit.id: unit.name for unit in units}, {unit.kind: unit.name for unit in units}

    @cache
    def staff(staff_id: UUID) -> tuple[str, str]:
        try:
            one = organisation.get_staff(commune_id, staff_id)
        except NotFound:
            # Whoever took it in at the desk of another commune is known by the history alone.
            line = dossiers.line_of_event(commune_id, dossier.id, acted_in[staff_id])
            return line.actor_name, line.unit_name
        return one.full_name, one.unit_name

    return Names(
        person=lambda staff_id: staff(staff_id)[0],
        unit=lambda unit_id: by_id.get(unit_id, office),
        unit_of_kind=lambda kind: by_kind.get(kind, office),
        unit_of_person=lambda staff_id: staff(staff_id)[1],
        citizen=dossier.owner_name,
        citizen_unit="Người nộp hồ sơ",
        office=organisation.get_commune(commune_id).committee_name,
    )
