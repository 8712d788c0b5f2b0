"""Reads of what is decided of single procedures by date: lists, level, papers held as data."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.casework.catalogue.in_force import versions_in_force
from motcua.casework.catalogue.keeping import PERMISSION
from motcua.casework.catalogue.models import (
    ListMembership,
    ProcedureVersion,
    ReplacedComponent,
)
from motcua.casework.catalogue.rules.lists import LISTS
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.validity import in_force, not_over


@dataclass(frozen=True)
class MembershipInfo:
    """A procedure on a list. `list_name` in words; `is_open`: no end is known yet."""

    id: UUID
    list_key: str
    list_name: str
    code: str
    name: str
    group: str
    valid_from: date
    valid_to: date | None
    basis: str
    end_basis: str

    @property
    def is_open(self) -> bool:
        """Whether no end is known yet."""
        return self.valid_to is None


@dataclass(frozen=True)
class HeldPaper:
    """A paper that need not be handed in, because the State holds it as data."""

    component: str
    source: str
    basis: str
    valid_from: date
    valid_to: date | None


def lists_of(code: str, on: date) -> list[str]:
    """Return the lists a procedure stands on that day, in words."""
    rows = ListMembership.objects.filter(in_force(on), procedure_code=code).order_by("list_key", "group")
    return [
        LISTS[row.list_key] + (f": {row.group}" if row.group else "") for row in rows if row.list_key in LISTS
    ]


def count_lists(actor: Actor, on: date) -> dict[str, int]:
    """Return how many procedures stand on each list on a day. Permission: config.manage."""
    actor.require(PERMISSION)
    found = dict.fromkeys(LISTS, 0)
    rows = ListMembership.objects.filter(in_force(on)).values_list("list_key", "procedure_code").distinct()
    for key, _ in rows:
        found[key] = found.get(key, 0) + 1
    return found


def list_members(
    actor: Actor, key: str, on: date, *, after: str = "", limit: int = 100
) -> tuple[list[MembershipInfo], str]:
    """Return who stands on a list on a day or later, by code, and the code after which more follow.

    Permission: config.manage.
    """
    actor.require(PERMISSION)
    rows = ListMembership.objects.filter(not_over(on), list_key=key, procedure_code__gt=after)
    codes = list(
        rows.order_by("procedure_code").values_list("procedure_code", flat=True).distinct()[: limit + 1]
    )
    shown = codes[:limit]
    found = rows.filter(procedure_code__in=shown).order_by("procedure_code", "group", "valid_from")
    return _told(list(found), on), shown[-1] if len(codes) > limit else ""


def memberships_of(actor: Actor, code: str, on: date) -> list[MembershipInfo]:
    """Return every list a procedure stands, stood or will stand on, the latest first. Permission: config.manage."""
    actor.require(PERMISSION)
    rows = ListMembership.objects.filter(procedure_code=code).order_by("-valid_from", "list_key", "group")
    return _told(list(rows), on)


def get_membership(actor: Actor, membership_id: UUID, on: date) -> MembershipInfo:
    """Return one line of a list. Permission: config.manage. NotFound."""
    actor.require(PERMISSION)
    rows = list(ListMembership.objects.filter(id=membership_id))
    if not rows:
        raise NotFound("Không tìm thấy dòng này của danh sách.")
    return _told(rows, on)[0]


def _told(rows: list[ListMembership], on: date) -> list[MembershipInfo]:
    names = _names({row.procedure_code for row in rows}, on)
    return [
        MembershipInfo(
            row.id, row.list_key, LISTS.get(row.list_key, row.list_key), row.procedure_code,
            names.get(row.procedure_code, ""), row.group, row.valid_from, row.valid_to, row.basis, row.end_basis,
        )
        for row in rows
    ]  # fmt: skip


def _names(codes: set[str], on: date) -> dict[str, str]:
    standing = versions_in_force(on)
    rows = ProcedureVersion.objects.filter(id__in=[standing[code] for code in codes if code in standing])
    return dict(rows.values_list("procedure_id", "content__name"))


def held_papers(actor: Actor, code: str) -> list[HeldPaper]:
    """Return the papers of a procedure that the State holds as data. Permission: config.manage."""
    actor.require(PERMISSION)
    rows = ReplacedComponent.objects.filter(procedure_code=code).order_by("component_code", "valid_from")
    return [HeldPaper(r.component_code, r.source, r.basis, r.valid_from, r.valid_to) for r in rows]
