"""Every tenant table refuses other communes' and other applicants' rows, with the application's filter removed.

The statements here name no commune: only the database stands between the role and the rows. The rows lie in a
copy of the test database without foreign keys and checks, so that each table can be filled by itself.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, models
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from motcua.kernel import tenancy, walls
from tests.conftest import APPLICATION, OWNER

OURS, THEIRS = 101, 202
ME, SOMEBODY = UUID(int=1), UUID(int=2)
AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
EVERY = walls.walled_models()
BY_COMMUNE = [m for m in EVERY if m.wall != "applicant"]
BY_APPLICANT = [m for m in EVERY if m.wall in ("applicant", "commune_or_applicant")]
PUBLIC = [m for m in EVERY if m.wall == "public"]
APPEND_ONLY = [m for m in EVERY if m.append_only]
REFUSED = "row-level security|permission denied"


def named(model: Any) -> str:
    return str(model._meta.label)


# -- rows of any table ----------------------------------------------------------------------------------------


def value_of(field: Any, number: int) -> Any:
    """Return a value that the column takes, another for each number."""
    if field.null and not isinstance(field, models.BinaryField):
        return None
    if field.choices:
        return field.choices[0][0]
    makers = {
        models.UUIDField: lambda: UUID(bytes=hashlib.md5(f"{field.name}{number}".encode()).digest()),
        models.BooleanField: lambda: False,
        models.JSONField: lambda: "{}",
        models.BinaryField: lambda: hashlib.md5(f"{field.name}{number}".encode()).digest(),
        models.DateTimeField: lambda: AT,
        models.DateField: lambda: date(2026, 1, 1 + number % 28),
        models.TimeField: lambda: "07:30",
        models.IntegerField: lambda: number,
        models.CharField: lambda: f"{number}"[: field.max_length],
        models.TextField: lambda: f"{number}",
    }
    for kind, make in makers.items():
        if isinstance(field, kind):
            return make()
    raise NotImplementedError(f"no value for {field!r}; teach the test this kind of column")


def row_of(model: Any, number: int, **owner: Any) -> dict[str, Any]:
    """Return the columns of a row of an owner."""
    row = {}
    for field in model._meta.concrete_fields:
        row[field.column] = owner.get(field.column, value_of(field, number))
    return row


def owners_of(model: Any, commune: int, applicant: UUID) -> dict[str, Any]:
    """Return the columns that say whose the row is: a file has one owner, most rows have a commune."""
    columns = {f.column: f for f in model._meta.concrete_fields}
    owner: dict[str, Any] = {}
    if "commune_id" in columns:
        owner["commune_id"] = commune
    if "applicant_id" in columns and not ("commune_id" in columns and columns["commune_id"].null):
        owner["applicant_id"] = applicant
    return owner


def insert(run: Any, model: Any, row: dict[str, Any]) -> None:
    columns = ", ".join(f'"{name}"' for name in row)
    places = ", ".join(["%s"] * len(row))
    run(f'INSERT INTO "{walls.table_of(model)}" ({columns}) VALUES ({places})', list(row.values()))


def fill(owner: psycopg.Connection[Any]) -> None:
    for model in EVERY:
        insert(owner.execute, model, row_of(model, 1, **owners_of(model, OURS, ME)))
        insert(owner.execute, model, row_of(model, 2, **owners_of(model, THEIRS, SOMEBODY)))
        columns = {f.column: f for f in model._meta.concrete_fields}
        if "applicant_id" in columns and "commune_id" in columns and columns["commune_id"].null:
            insert(owner.execute, model, row_of(model, 3, applicant_id=ME, commune_id=None))
            insert(owner.execute, model, row_of(model, 4, applicant_id=SOMEBODY, commune_id=None))


# -- the copy -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def copy(django_db_setup: None, django_db_blocker: Any) -> Iterator[psycopg.Connection[Any]]:
    """A database of this module alone with rows of two owners in every table; gives the owner's connection."""
    name = f"walls_{uuid4().hex[:8]}"
    with psycopg.connect(os.environ[OWNER], autocommit=True) as maintenance:
        maintenance.execute(f"CREATE DATABASE {name} TEMPLATE motcua_template")
        with psycopg.connect(make_conninfo(os.environ[OWNER], dbname=name), autocommit=True) as owner:
            drop_constraints(owner)
            fill(owner)
            with django_db_blocker.unblock(), pointed(name):
                yield owner
        # Without FORCE, which only a superuser may use while autovacuum looks at the database.
        maintenance.execute(f"DROP DATABASE {name}")


def drop_constraints(owner: psycopg.Connection[Any]) -> None:
    found = owner.execute(
        "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint"
        " WHERE contype IN ('f', 'c') AND conrelid <> 0 AND connamespace = 'public'::regnamespace"
    ).fetchall()
    for table, key in found:
        owner.execute(f"ALTER TABLE {table} DROP CONSTRAINT {key}")


@contextmanager
def pointed(name: str) -> Iterator[None]:
    before = {alias: connections[alias].settings_dict["NAME"] for alias in ("default", "owner")}
    for alias in before:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    assert conninfo_to_dict(os.environ[APPLICATION])["user"] == connection.settings_dict["USER"]
    try:
        yield
    finally:
        for alias, earlier in before.items():
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = earlier


class RolledBack(Exception):
    """Nothing that a test tries is kept."""


@contextmanager
def trying(**scope: Any) -> Iterator[Any]:
    """Open a scope as the application role and undo it afterwards; gives a function that runs SQL."""
    try:
        with tenancy.scope(**scope), connection.cursor() as cursor:

            def run(sql: str, values: Any = None) -> int:
                cursor.execute(sql, values)
                found = cursor.fetchone() if cursor.description else None
                return int(found[0]) if found else int(cursor.rowcount)

            yield run
            raise RolledBack
    except RolledBack:
        pass


def is_refused(scope: dict[str, Any], sql: str, values: Any = None) -> bool:
    try:
        with trying(**scope) as run:
            run(sql, values)
    except DatabaseError as error:
        if not re.search(REFUSED, str(error)):
            raise
        return True
    return False


def holes(model: Any, scope: dict[str, Any], mine: str, foreign: dict[str, Any]) -> list[str]:
    """Return how rows outside the scope can be reached; `mine` is the condition of the rows within."""
    table = f'"{walls.table_of(model)}"'
    column = model._meta.pk.column
    found = []
    with trying(**scope) as run:
        seen, own = run(f"SELECT count(*) FROM {table}"), run(f"SELECT count(*) FROM {table} WHERE {mine}")
    if seen != own:
        found.append(f"sees {seen - own} rows of others")
    for verb, sql in (
        ("changes", f'UPDATE {table} SET "{column}" = "{column}"'),
        ("deletes", f"DELETE FROM {table}"),
    ):
        refused = is_refused(scope, sql)
        if not refused:
            with trying(**scope) as run:
                reached = run(sql)
            if reached > own:
                found.append(f"{verb} {reached - own} rows of others")
    with trying(**scope) as run:
        columns = ", ".join(f'"{name}"' for name in foreign)
        values = f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(foreign))})"
    if not is_refused(scope, values, list(foreign.values())):
        found.append("inserts a row of others")
    return found


def commune_holes(model: Any) -> list[str]:
    foreign = row_of(model, 5, **owners_of(model, THEIRS, SOMEBODY))
    return holes(model, {"communes": [OURS]}, f"commune_id = {OURS}", foreign)


def applicant_holes(model: Any) -> list[str]:
    foreign = {**row_of(model, 5, **owners_of(model, THEIRS, SOMEBODY)), "applicant_id": SOMEBODY}
    if "commune_id" in foreign and model._meta.get_field("commune_id").null:
        foreign["commune_id"] = None
    return holes(model, {"applicants": [ME]}, f"applicant_id = '{ME}'", foreign)


# -- the tests ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", BY_COMMUNE, ids=named)
def test_rows_of_another_commune_are_out_of_reach(copy, model):
    assert commune_holes(model) == []


@pytest.mark.parametrize("model", BY_APPLICANT, ids=named)
def test_rows_of_another_applicant_are_out_of_reach(copy, model):
    assert applicant_holes(model) == []


@pytest.mark.parametrize("model", BY_COMMUNE, ids=named)
def test_own_rows_are_within_reach(copy, model):
    """Without this the tests above would pass on a table that nobody can read."""
    with trying(communes=[OURS]) as run:
        assert run(f'SELECT count(*) FROM "{walls.table_of(model)}"') == 1
        insert(run, model, row_of(model, 6, **owners_of(model, OURS, ME)))
        assert run(f'SELECT count(*) FROM "{walls.table_of(model)}"') == 2


@pytest.mark.parametrize("model", BY_APPLICANT, ids=named)
def test_the_applicants_own_rows_are_within_reach(copy, model):
    with trying(applicants=[ME]) as run:
        assert run(f'SELECT count(*) FROM "{walls.table_of(model)}"') == 1


@pytest.mark.parametrize("model", [m for m in BY_COMMUNE if not m.append_only], ids=named)
def test_an_own_row_cannot_be_moved_to_another_commune(copy, model):
    assert is_refused({"communes": [OURS]}, f'UPDATE "{walls.table_of(model)}" SET commune_id = {THEIRS}')


@pytest.mark.parametrize("model", EVERY, ids=named)
def test_a_table_touched_outside_a_scope_raises(copy, model):
    with pytest.raises(DatabaseError, match="outside a scope"), connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{walls.table_of(model)}"')


@pytest.mark.parametrize("model", EVERY, ids=named)
def test_an_empty_scope_shows_nothing(copy, model):
    with trying() as run:
        assert run(f'SELECT count(*) FROM "{walls.table_of(model)}"') == 0


@pytest.mark.parametrize("model", [m for m in EVERY if m.wall != "public"], ids=named)
def test_the_public_scope_shows_no_table_but_the_public_ones(copy, model):
    with trying(public=[OURS, THEIRS]) as run:
        assert run(f'SELECT count(*) FROM "{walls.table_of(model)}"') == 0


@pytest.mark.parametrize("model", PUBLIC, ids=named)
def test_the_public_sees_its_commune_and_changes_nothing(copy, model):
    table, scope = walls.table_of(model), {"public": [OURS]}
    with trying(**scope) as run:
        assert run(f'SELECT count(*) FROM "{table}"') == 1
        assert run(f'SELECT count(*) FROM "{table}" WHERE commune_id = {THEIRS}') == 0
    for sql in (f'UPDATE "{table}" SET commune_id = commune_id', f'DELETE FROM "{table}"'):
        if not is_refused(scope, sql):
            with trying(**scope) as run:
                assert run(sql) == 0, sql
    with pytest.raises(DatabaseError, match=REFUSED), trying(**scope) as run:
        insert(run, model, row_of(model, 7, **owners_of(model, OURS, ME)))


@pytest.mark.parametrize("model", [m for m in EVERY if m.wall == "letterbox"], ids=named)
def test_anyone_who_knocks_drops_in_a_row_and_reads_none(copy, model):
    scope = {"public": [OURS]}
    with trying(**scope) as run:
        insert(run, model, row_of(model, 7, **owners_of(model, OURS, ME)))
        assert run(f'SELECT count(*) FROM "{walls.table_of(model)}"') == 0
    with pytest.raises(DatabaseError, match=REFUSED), trying(**scope) as run:
        insert(run, model, row_of(model, 8, **owners_of(model, THEIRS, ME)))


@pytest.mark.parametrize("model", APPEND_ONLY, ids=named)
def test_what_is_append_only_cannot_be_changed_or_deleted(copy, model):
    table, scope = walls.table_of(model), {"communes": [OURS]}
    for field in model._meta.concrete_fields:
        sql = f'UPDATE "{table}" SET "{field.column}" = "{field.column}"'
        assert is_refused(scope, sql) == (field.column not in model.mutable_columns), field.column
    assert is_refused(scope, f'DELETE FROM "{table}"')


def test_no_table_can_be_emptied_at_a_stroke(copy):
    """TRUNCATE asks no policy."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            " AND has_table_privilege(%s, oid, 'TRUNCATE')",
            [connection.settings_dict["USER"]],
        )
        assert cursor.fetchall() == []


def test_the_append_only_tables_are_those_that_prove_something():
    labels = {named(model) for model in APPEND_ONLY}
    assert {"kernel.Event", "audit.AuditEntry", "dossiers.HistoryEntry", "intake.AnswerVersion"} <= labels


# Tables with a commune or an applicant that stand before the wall, each with its reason.
BEFORE_THE_WALL = {
    "organisation_site": "says which commune a host name serves, before anything else is known",
    "identity_account": "read at login, before it is known which commune the person belongs to",
}


def test_every_table_with_an_owner_stands_behind_the_wall(copy):
    found = copy.execute(
        "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND column_name IN ('commune_id', 'applicant_id')"
    ).fetchall()
    walled = {walls.table_of(model) for model in EVERY}
    assert {row[0] for row in found} - walled - set(BEFORE_THE_WALL) == set()


# -- planted faults: what finds no fault proves nothing -------------------------------------------------------

VICTIM = "dossiers_dossier"
FAULTS = {
    "no policy, no protection": [
        f"DROP POLICY motcua_wall ON {VICTIM}",
        f"ALTER TABLE {VICTIM} DISABLE ROW LEVEL SECURITY",
    ],
    "protection switched off": [f"ALTER TABLE {VICTIM} DISABLE ROW LEVEL SECURITY"],
    "policy dropped": [f"DROP POLICY motcua_wall ON {VICTIM}"],
}


@contextmanager
def planted(owner: psycopg.Connection[Any], statements: list[str]) -> Iterator[None]:
    try:
        for statement in statements:
            owner.execute(statement)
        yield
    finally:
        walls.raise_walls(None, "owner")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_missing_wall_is_found(copy, fault):
    with planted(copy, FAULTS[fault]):
        assert walls.missing_walls() == [VICTIM]
    assert walls.missing_walls() == []


def test_a_wall_that_lets_everything_through_is_found_here(copy):
    [model] = [m for m in EVERY if walls.table_of(m) == VICTIM]
    open_door = [
        f"DROP POLICY motcua_wall ON {VICTIM}",
        f"CREATE POLICY motcua_wall ON {VICTIM} USING (true) WITH CHECK (true)",
    ]
    everything = [
        "sees 1 rows of others", "changes 1 rows of others", "deletes 1 rows of others", "inserts a row of others",
    ]  # fmt: skip
    with planted(copy, open_door):
        assert commune_holes(model) == everything
        assert applicant_holes(model) == everything
    assert commune_holes(model) == []


def test_a_forgotten_revocation_is_found_here(copy):
    role = connection.settings_dict["USER"]
    with planted(copy, [f'GRANT DELETE ON kernel_event TO "{role}"']):
        assert not is_refused({"communes": [OURS]}, "DELETE FROM kernel_event")
    assert is_refused({"communes": [OURS]}, "DELETE FROM kernel_event")
