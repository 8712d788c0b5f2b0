"""From the rows to the rules and back: the snapshot of a dossier, who asks, and what the rules must know besides."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.errors import HeldByAnother, OutOfReach
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules import refusals
from motcua.casework.dossiers.rules.channels import law_channel
from motcua.casework.dossiers.rules.refusals import ActionRefused
from motcua.casework.dossiers.rules.snapshot import COLUMNS, TRACKED, Snapshot
from motcua.casework.dossiers.rules.states import State
from motcua.casework.dossiers.rules.world import By, World
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError

_TOLD = (*TRACKED, "sync", "revision")
_read = attrgetter(*(COLUMNS.get(name, name) for name in _TOLD))


def snapshot_of(row: Dossier) -> Snapshot:
    """Return a row as the rules see it."""
    told = dict(zip(_TOLD, _read(row), strict=True))
    told["state"] = State(told["state"])
    return Snapshot(id=row.id, commune_id=row.commune_id, **told)


def keep(row: Dossier, after: Snapshot) -> None:
    """Write what the rules decided onto the row; the caller saves it."""
    for name in TRACKED:
        value = getattr(after, name)
        setattr(row, COLUMNS.get(name, name), dict(value) if name == "turns" else value)


def by_of(actor: Actor) -> By:
    """Return who acts, as the rules see them."""
    kind = actor.kind if actor.kind in ("citizen", "officer", "system") else "anonymous"
    return By(
        kind,
        actor.staff_id,
        actor.roles,
        actor.permissions,
        actor.unit_kind,
        actor.unit_name,
        actor.stands_in_for,
    )


def term_at(channel: str, commune_id: int, version_id: Any, accepted_at: datetime) -> organisation.Term:
    """Return the term of a dossier accepted at a moment: the law's, or a shorter one the commune promised."""
    on = clock.local_date(accepted_at)
    return catalogue.term_of(version_id, law_channel(channel), commune_id, on)


def definition(version_id: UUID, key: str) -> catalogue.Part:
    """Return the definition of a part in the version of its dossier. Errors: KeyError."""
    return {one.key: one for one in catalogue.content_of(version_id).parts}[key]


def term_of_part(version_id: UUID, key: str) -> organisation.Term:
    """Return the term of a part as the calendar counts it. Errors: KeyError."""
    return catalogue.counted(definition(version_id, key).term)


def open_names(version_id: UUID, keys: Sequence[str]) -> tuple[str, ...]:
    """Return how open parts are told: each with who handles it."""
    parts = (definition(version_id, key) for key in keys)
    return tuple(f"{one.name} ({one.agency or 'xã'})" for one in parts)


def world_of(row: Any, now: datetime, **known: Any) -> World:
    """Return what the rules must know of a dossier (row or info) at a moment, with what the caller knows besides.

    Term and law are those of the day of acceptance, before it those of now.
    """
    begun = row.accepted_at or now
    return World(
        process=catalogue.process_of(row.version_id),
        term=term_at(row.channel, row.commune_id, row.version_id, begun),
        calendar=organisation.working_calendar(row.commune_id, clock.local_date(now)),
        law=catalogue.law(clock.local_date(begun), row.commune_id),
        **known,
    )


def as_told(refusal: ActionRefused) -> DomainError:
    """Return a refusal of the rules as pages tell it: a missing right, another's hands, or a conflict."""
    if refusal.kind == refusals.HELD:
        return HeldByAnother()
    if refusal.kind in (refusals.PERMISSION, refusals.ROLE, refusals.UNIT):
        return OutOfReach(refusal.message, refusal.kind)
    return refusal
