"""A commune in the database in which sequences are played: its people, its processes, its calendar.

The processes are versions of one published procedure with other steps and another term.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.blocks.organisation.models import CommuneDay
from motcua.casework.catalogue.models import Procedure, ProcedureVersion
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor, system
from motcua.kernel.identifiers import new_id
from tests.factories.organisation import make_commune, make_staff
from tests.model import calendar_2026 as plain
from tests.model.office import CITIZEN, OFFICERS, SHAPES, SYSTEM, Person, Shape
from tests.model.working_time import Sessions, changed, official

_MADE = datetime(2026, 1, 1, tzinfo=UTC)
_LIKE = "1.001193"


@dataclass(frozen=True)
class StoreOffice:
    """The commune with its people by name and the version of each shape by its name."""

    commune_id: int
    people: dict[str, Actor]
    versions: dict[str, UUID]
    # The unit of all who are in an office: opinions are asked of it.
    unit_id: UUID

    def name_of(self, staff_id: UUID | None) -> str | None:
        """Return the name of a member of staff in the reference."""
        return next(
            (name for name, one in self.people.items() if staff_id and one.staff_id == staff_id), None
        )


def found_office() -> StoreOffice:
    """Found the commune and publish the processes, within the caller's transaction."""
    commune = make_commune(identifier="H48.53.01")
    people = {person.name: _officer(commune.id, person) for person in OFFICERS}
    ids = {name: actor.staff_id for name, actor in people.items()}
    for person in OFFICERS:
        absent = frozenset(ids[name] for name in person.stands_in_for)
        if absent and hasattr(people[person.name], "stands_in_for"):
            people[person.name] = replace(people[person.name], stands_in_for=absent)
    people[CITIZEN.name] = Actor(kind="citizen", account_id=new_id(), name="Nguyễn Văn An", assurance=2)
    people[CITIZEN.name] = replace(people[CITIZEN.name], commune_id=commune.id)
    people[SYSTEM.name] = system(commune.id)
    unit_id = organisation.list_units(commune.id, _MADE.date())[0].id
    for name, actor in people.items():
        people[name] = replace(actor, unit_id=unit_id) if actor.unit_kind == "office" else actor
    return StoreOffice(commune.id, people, {shape.name: _published(shape) for shape in SHAPES}, unit_id)


def _officer(commune_id: int, person: Person) -> Actor:
    staff = make_staff(commune_id, full_name=person.name)
    return Actor(
        kind="officer",
        account_id=new_id(),
        name=person.name,
        commune_id=commune_id,
        staff_id=staff.id,
        unit_kind=person.unit,
        roles=person.roles,
        permissions=person.permissions,
    )


def _published(shape: Shape) -> UUID:
    like = ProcedureVersion.objects.filter(procedure_id=_LIKE, only_in__isnull=True).latest("number")
    code = f"9.{SHAPES.index(shape):06}"
    procedure, _ = Procedure.objects.get_or_create(
        code=code, defaults={"name": shape.name, "field": "Thử", "search_parts": {}}
    )
    term = {"value": shape.term[0], "unit": shape.term[1]}
    if len(shape.term) == 3:
        term["cutoff"] = f"{shape.term[2] // 60:02}:{shape.term[2] % 60:02}"
    content = {**like.content, "code": code, "terms": {"counter": term}}
    made = ProcedureVersion.objects.create(
        procedure=procedure,
        number=1,
        valid_from=date(2025, 7, 1),
        content=content,
        form=like.form,
        process={"steps": [_step(shape, number) for number in range(len(shape.steps))]},
        templates=like.templates,
        checksum=code,
        created_at=_MADE,
    )
    return made.id


def _step(shape: Shape, number: int) -> dict[str, Any]:
    step = shape.steps[number]
    told: dict[str, Any] = {
        "key": step.key, "name": step.key, "role": step.role, "share": step.share / 100,
        "actions": list(step.actions), "next": step.next or None,
    }  # fmt: skip
    told |= {"unit": step.unit} if step.unit else {}
    told |= {"back": step.back} if step.back else {}
    return told


def change_calendar(commune_id: int) -> None:
    """Set the days of the changed calendar for this commune."""
    before = official().special
    days = {on: given for on, given in changed().special.items() if before.get(on) != given}
    CommuneDay.objects.bulk_create(
        CommuneDay(
            commune_id=commune_id, on=on, kind=_kind(given), name="Đổi lịch", source="Thông báo",
            sessions=[[_clock(a), _clock(b)] for a, b in given],
        )
        for on, given in days.items()
    )  # fmt: skip
    organisation.forget_cached()


def _kind(given: Sessions) -> str:
    if not given:
        return "holiday"
    return "swap_work" if given == plain.SESSIONS else "half_day"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def scope(commune_id: int) -> Any:
    """Open the scope of the commune."""
    return tenancy.scope(communes=[commune_id])
