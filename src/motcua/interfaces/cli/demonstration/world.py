"""What the planner is told of the commune that is really there, and what the writer needs besides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import loading as payments
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import loading as decisions
from motcua.casework.dossiers import loading as dossier_rows
from motcua.interfaces.cli.demonstration.plan import Hamlet, Kind, PartOf, Sample, StepOf, World
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor

_LEADING = ("accept", "propose", "approve", "issue", "collect", "return_result")
_NUMBER_OF_REQUESTER = "identity.citizen_id"
# Whoever does not hold a role may hold one that does the same.
_INSTEAD = {
    "cashier": "receptionist",
    "return_desk": "receptionist",
    "vice_chair": "chair",
    "unit_head": "chair",
}


@dataclass(frozen=True)
class Materials:
    """What the writer needs: who acts, by key; versions, samples by code."""

    commune: organisation.CommuneInfo
    actors: Mapping[str, Actor]
    versions: Mapping[str, catalogue.Version]
    samples: Mapping[str, list[dict[str, Any]]]


def look(
    commune: organisation.CommuneInfo, officers: Mapping[str, Actor], start: datetime, until: datetime
) -> tuple[World, Materials]:
    """Return the world of the commune and the materials. `officers`: who works there, by a key that lasts."""
    today = clock.local_date(until)
    told = [one for one in catalogue.list_summaries(today, commune.id) if one.filed_here]
    versions = {one.code: catalogue.get_version(one.version_id) for one in told}
    samples = {code: _samples(code) for code in versions}
    versions = {code: one for code, one in versions.items() if samples[code]}
    kinds = tuple(_kind(commune.id, versions[code], samples[code], today) for code in sorted(versions))
    law = catalogue.law(today, commune.id)
    world = World(
        kinds=kinds,
        hamlets=_hamlets(commune.id, today),
        staff=_staff(officers),
        calendar=_Calendar(commune.id),
        due=_due(commune.id, versions),
        part_due=_part_due(commune.id, versions),
        start=start,
        until=until,
        answer_minutes=law.answer_minutes,
        supplement_days=law.supplement_days,
        begun=_begun(commune.id),
    )
    return world, Materials(commune, officers, versions, samples)


def _samples(code: str) -> list[dict[str, Any]]:
    path = Path(settings.MOTCUA_PROCEDURES) / code / "sample.yaml"
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))["samples"]) if path.is_file() else []


def _kind(commune_id: int, version: catalogue.Version, samples: list[dict[str, Any]], on: date) -> Kind:
    content = version.content
    due = catalogue.components_due(content, version.form, samples[0]["answers"], on)
    asked = tuple(one.component.code for one in due if one.required and not one.component.present_only)
    return Kind(
        code=content.code,
        field=content.field,
        level=content.level,
        steps=tuple(_step(step) for step in version.process.steps),
        samples=tuple(_sample(commune_id, version, one, n, on) for n, one in enumerate(samples)),
        results=tuple(kind.code for kind in content.drafted),
        asked=asked,
        parts=tuple(_part(part, asked) for part in content.parts),
    )


def _part(part: catalogue.Part, asked: tuple[str, ...]) -> PartOf:
    return PartOf(part.key, part.agency, part.after, tuple(code for code in asked if code in part.papers))


def _step(step: catalogue.Step) -> StepOf:
    action = next(action for action in _LEADING if action in step.actions)
    asks = "request_supplement" in step.actions
    return StepOf(step.key, step.role, action, float(step.share), step.back or "", asks)


def _sample(
    commune_id: int, version: catalogue.Version, told: dict[str, Any], number: int, on: date
) -> Sample:
    answers = told["answers"]
    owes = tuple(
        channel
        for channel in ("online", "counter", "post")
        if any(fee.amount != 0 for fee in catalogue.fees_of(version, commune_id, channel, on, answers))
    )
    fields = (field.id for field in version.form.fields if _NUMBER_OF_REQUESTER in field.sources)
    card = next((str(answers[field]) for field in fields if answers.get(field)), "")
    if len(card) != 12:
        return Sample(number, owes)
    digit, year = int(card[3]), int(card[4:6])
    return Sample(number, owes, female=digit % 2 == 1, age=on.year - (1900 + 100 * (digit // 2) + year))


def _hamlets(commune_id: int, on: date) -> tuple[Hamlet, ...]:
    """Return the hamlets; how many live in each is made up: the first is the largest."""
    found = organisation.list_hamlets(commune_id, on)
    return tuple(Hamlet(one.name, 10 - min(place, 8)) for place, one in enumerate(found)) or (
        Hamlet("Trung tâm", 1),
    )


def _staff(officers: Mapping[str, Actor]) -> dict[str, tuple[str, ...]]:
    """Return who may do what by role: those whose own role it is first."""
    by_role: dict[str, list[str]] = {}
    for key, actor in sorted(officers.items(), key=lambda one: len(one[1].roles)):
        for role in actor.roles:
            by_role.setdefault(role, []).append(key)
    for role, other in _INSTEAD.items():
        if role not in by_role and other in by_role:
            by_role[role] = by_role[other]
    return {role: tuple(keys) for role, keys in by_role.items()}


class _Calendar:
    """The working calendar of a commune over more years than one calendar is exact for."""

    def __init__(self, commune_id: int) -> None:
        self._of = lru_cache(maxsize=16)(
            lambda year: organisation.working_calendar(commune_id, date(year, 6, 30))
        )

    def _at(self, on: date) -> organisation.WorkingCalendar:
        return self._of(on.year)

    def is_working_day(self, on: date) -> bool:
        return self._at(on).is_working_day(on)

    def next_opening(self, at: datetime) -> datetime:
        return self._at(clock.local_date(at)).next_opening(clock.local(at))

    def add_working_minutes(self, at: datetime, minutes: int) -> datetime:
        return self._at(clock.local_date(at)).add_working_minutes(clock.local(at), minutes)

    def working_minutes_between(self, a: datetime, b: datetime) -> int:
        return self._at(clock.local_date(a)).working_minutes_between(a, b)

    def working_day_after(self, on: date, count: int = 1) -> date:
        return self._at(on).working_day_after(on, count)

    def close(self, on: date) -> datetime:
        return self._at(on).close(on)


def _due(commune_id: int, versions: Mapping[str, catalogue.Version]) -> Any:
    def due(code: str, channel: str, at: datetime) -> datetime:
        on = clock.local_date(at)
        term = catalogue.term_of(versions[code].id, channel, commune_id, on)
        calendar = organisation.working_calendar(commune_id, on)
        return organisation.due(clock.local(at), term, calendar).due_at

    return due


def _part_due(commune_id: int, versions: Mapping[str, catalogue.Version]) -> Any:
    terms = {
        (code, part.key): catalogue.counted(part.term)
        for code, version in versions.items()
        for part in version.content.parts
    }

    def due(code: str, key: str, at: datetime) -> datetime:
        calendar = organisation.working_calendar(commune_id, clock.local_date(at))
        return organisation.due(clock.local(at), terms[code, key], calendar).due_at

    return due


def _begun(commune_id: int) -> dict[str, int]:
    """Return the last numbers taken in every book."""
    with tenancy.scope(communes=[commune_id]):
        return {
            **dossier_rows.books_of(commune_id),
            **decisions.books_of(commune_id),
            **payments.books_of(commune_id),
        }


def years_before(until: datetime, years: int) -> datetime:
    """Return the beginning of so many years that end at a moment."""
    return until - timedelta(days=365 * years)
