"""Opinions about a dossier in the words of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock
from motcua.kernel.actors import Actor


@dataclass(frozen=True)
class OpinionRow:
    """A question put to a unit, and its answer; `gives`, `withdraws`: the officer who looks may do it."""

    info: dossiers.OpinionInfo
    unit: str
    asked_by: str
    answered_by: str
    verdict: str
    late: bool
    gives: bool
    withdraws: bool


@dataclass(frozen=True)
class Names:
    """How units and staff are called today, by id."""

    units: Mapping[UUID, str]
    people: Mapping[UUID, str]

    @classmethod
    def of(cls, actor: Actor, people: Mapping[UUID, str], now: datetime) -> "Names":
        """Return the names in the actor's commune; those of its people are known."""
        units = organisation.list_units(actor.home, clock.local_date(now))
        return cls({unit.id: unit.name for unit in units}, people)


def rows_of(
    actor: Actor, opinions: list[dossiers.OpinionInfo], people: Mapping[UUID, str], now: datetime
) -> list[OpinionRow]:
    """Return the opinions of a dossier, the first asked first."""
    names = Names.of(actor, people, now) if opinions else Names({}, {})
    return [row_of(actor, one, names, now) for one in opinions]


def _asker(one: dossiers.OpinionInfo, names: Names) -> str:
    if one.asked_by_id is None:
        return "Quy trình"
    return names.people.get(one.asked_by_id, "Cán bộ đã thôi việc")


def row_of(actor: Actor, one: dossiers.OpinionInfo, names: Names, now: datetime) -> OpinionRow:
    """Return one opinion as it is told, and what the officer may do with it."""
    asked = {actor.unit_id, *(absent.unit_id for absent in actor.stand_ins)}
    return OpinionRow(
        info=one,
        unit=names.units.get(one.unit_id, "Đơn vị đã thôi hoạt động"),
        asked_by=_asker(one, names),
        answered_by=names.people.get(one.answered_by_id, "") if one.answered_by_id else "",
        verdict=dossiers.VERDICTS.get(one.verdict, ""),
        late=one.due_at < (one.answered_at or now) and one.withdrawn_at is None,
        gives=one.is_open and one.unit_id in asked and actor.may("dossier.opinion"),
        withdraws=one.is_open and actor.may("dossier.process"),
    )
