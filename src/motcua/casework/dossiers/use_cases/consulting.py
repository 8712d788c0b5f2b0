"""Opinions that the process asks for by itself when a step is entered."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.models import Dossier, Opinion
from motcua.casework.dossiers.rules.consulting import opinion_due
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.states import State
from motcua.casework.dossiers.rules.world import World
from motcua.kernel import clock
from motcua.kernel.identifiers import new_id
from motcua.kernel.vietnamese import fold


def to_ask(before: Snapshot, after: Snapshot, world: World) -> tuple[catalogue.Consult, ...]:
    """Return what the process asks other units now: the step was entered, or its answers have changed."""
    if not after.step_key or after.state not in (State.ACCEPTED, State.PROCESSING):
        return ()
    if after.step_key == before.step_key and dict(after.turns) == dict(before.turns):
        return ()
    return world.process.consults(after.step_key, after.turns)


def questions(
    dossier: Dossier, consults: Sequence[catalogue.Consult], s: Snapshot, world: World, now: datetime
) -> list[Opinion]:
    """Return the questions not asked before, each still to be written; within the caller's scope.

    What was asked once is not asked again when a draft comes back, not even when somebody took it back since.
    """
    known = set(
        Opinion.objects.filter(
            commune_id=dossier.commune_id, dossier_id=dossier.id, key__in=[one.key for one in consults]
        ).values_list("key", flat=True)
    )
    units = organisation.list_units(dossier.commune_id, clock.local_date(now))
    return [
        Opinion(
            id=new_id(),
            commune_id=dossier.commune_id,
            dossier_id=dossier.id,
            key=one.key,
            unit_id=unit_for(one, units),
            required=one.required,
            question=one.question,
            asked_at=now,
            due_at=opinion_due(one, s, now, world),
        )
        for one in consults
        if one.key not in known
    ]


def unit_for(consult: catalogue.Consult, units: Sequence[organisation.UnitInfo]) -> UUID:
    """Return the unit asked: of the kind and name the process tells, else of the kind, else the heads.

    A commune without any unit cannot take in a dossier. Errors: ValueError then.
    """
    words = fold(consult.unit_name)

    def far(unit: organisation.UnitInfo) -> tuple[bool, bool, bool]:
        named = bool(words) and words in fold(unit.name)
        return not named, unit.kind != consult.unit, unit.kind != "leadership"

    return min(units, key=far).id
