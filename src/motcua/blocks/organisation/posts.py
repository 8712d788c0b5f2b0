"""Who holds which post on a day. One plain statement each: every page of an officer begins with one."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.blocks.organisation.values import Absent, StaffInfo
from motcua.kernel import tenancy
from motcua.kernel.errors import NotFound
from motcua.kernel.validity import in_force_sql
from motcua.kernel.vietnamese import given_name_sort_key

_COLUMNS = """
    post.staff_id AS id, post.unit_id, person.full_name, person.credential_id, person.account_id,
    unit.kind AS unit_kind, unit.name AS unit_name, held.name AS position, held.signing_title
"""
_FROM = """
    FROM organisation_assignment AS post
    JOIN organisation_staffmember AS person ON person.commune_id = post.commune_id AND person.id = post.staff_id
    JOIN organisation_unit AS unit ON unit.commune_id = post.commune_id AND unit.id = post.unit_id
    JOIN organisation_position AS held ON held.commune_id = post.commune_id AND held.id = post.position_id
    WHERE post.commune_id = %(commune)s
"""
# Whose work the holder of a post does, while these hold a post themselves. Only names of columns are put together.
_REPLACED = f"""
    ARRAY(
        SELECT json_build_array(absent.id, absent.full_name, theirs.unit_id, given.order_number, given.valid_to)
        FROM organisation_delegation AS given
        JOIN organisation_staffmember AS absent
            ON absent.commune_id = given.commune_id AND absent.id = given.from_staff_id
        CROSS JOIN LATERAL (
            SELECT other.unit_id FROM organisation_assignment AS other
            WHERE other.commune_id = absent.commune_id AND other.staff_id = absent.id AND {in_force_sql("other")}
            ORDER BY other.valid_from DESC, other.id DESC LIMIT 1
        ) AS theirs
        WHERE given.commune_id = post.commune_id AND given.to_staff_id = post.staff_id
            AND given.ended_at IS NULL AND {in_force_sql("given")}
        ORDER BY given.made_at, given.id
    ) AS replaces
"""  # noqa: S608
_LATEST_FIRST = "ORDER BY post.valid_from DESC, post.id DESC"


def get_staff(commune_id: int, staff_id: UUID, on: date | None = None) -> StaffInfo:
    """Return a member of staff in the post held on a day, else in the latest; NotFound for a stranger."""
    held_first = (
        _LATEST_FIRST.replace("ORDER BY", f"ORDER BY ({in_force_sql('post')}) DESC,") if on else _LATEST_FIRST
    )
    rows = _rows(
        f"SELECT {_COLUMNS} {_FROM} AND post.staff_id = %(staff)s {held_first} LIMIT 1",
        {"commune": commune_id, "staff": staff_id, "on": on},
    )
    if not rows:
        raise NotFound("Không có cán bộ này trong đơn vị.")
    return StaffInfo(**rows[0])


def find_staff_by_account(commune_id: int, account_id: UUID, on: date) -> StaffInfo | None:
    """Return whose account this is, in the post held on a day; None when no assignment is in force."""
    rows = _rows(
        f"SELECT {_COLUMNS}, {_REPLACED} {_FROM} AND person.account_id = %(account)s AND {in_force_sql('post')}"
        f" {_LATEST_FIRST} LIMIT 1",
        {"commune": commune_id, "account": account_id, "on": on},
    )
    if not rows:
        return None
    replaces = tuple(_absent(*one) for one in rows[0].pop("replaces"))
    return StaffInfo(**rows[0], replaces=replaces)


def list_staff(commune_id: int, on: date, unit_id: UUID | None = None) -> list[StaffInfo]:
    """Return who holds a post on a day, by given name as Vietnamese lists have it."""
    there = "AND post.unit_id = %(unit)s" if unit_id else ""
    rows = _rows(
        f"SELECT {_COLUMNS} {_FROM} AND {in_force_sql('post')} {there} {_LATEST_FIRST}",
        {"commune": commune_id, "unit": unit_id, "on": on},
    )
    people: dict[UUID, StaffInfo] = {}
    for row in rows:
        people.setdefault(row["id"], StaffInfo(**row))
    return sorted(people.values(), key=lambda one: given_name_sort_key(one.full_name))


def _rows(statement: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Run a statement of this module, whose values are parameters, behind the walls of the commune."""
    with tenancy.scope(communes=[values["commune"]]), connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _absent(staff_id: str, full_name: str, unit_id: str, order_number: str, last: str) -> Absent:
    return Absent(UUID(staff_id), full_name, UUID(unit_id), order_number, date.fromisoformat(last))
