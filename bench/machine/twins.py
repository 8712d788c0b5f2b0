"""Twin tables without walls for the references: same columns, indexes and number of rows, in the schema `bare`.

What one submission writes is not listed by hand: one is made, and every row that its transaction left in
any table is taken down. The references then write rows of the same tables, columns and sizes.
"""

import json
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from bench.machine import commune
from bench.machine.progress import say
from bench.machine.stage import FOLDER, Stage
from motcua.casework.intake import api as intake
from motcua.kernel import clock

ROWS = FOLDER / "rows.json"
SCHEMA = "bare"
# Of the people and the law, not of this submission: they stay as they are in each copy of a row.
_LASTING = ("applicant_id", "version_id", "actor_id", "unit_id")


def prepare(stage: Stage) -> list[dict[str, Any]]:
    """Take down the rows of one submission, make the twins where missing, and return the rows."""
    with stage.owner() as owner:
        rows = _taken_down(owner, stage.commune_id)
        _write(rows)
        _make_twins(owner, sorted({row["table"] for row in rows}))
    say(f"a submission writes {len(rows)} rows: {', '.join(row['table'] for row in rows)}")
    return rows


def _tables(owner: psycopg.Connection[Any]) -> list[str]:
    found = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return [row[0] for row in found]


def _taken_down(owner: psycopg.Connection[Any], commune_id: int) -> list[dict[str, Any]]:
    [(person, draft)] = commune.clone_drafts(commune_id, 1)
    commune_calendar_is_warm(commune_id)
    before = owner.execute("SELECT txid_current()").fetchone()
    assert before is not None
    intake.submit_draft(person.actor, draft, commune_id=commune_id, now=clock.now())
    rows: list[dict[str, Any]] = []
    for table in _tables(owner):
        statement = sql.SQL("SELECT to_jsonb(t) FROM {} t WHERE xmin::text::bigint > {}")
        for (values,) in owner.execute(statement.format(sql.Identifier(table), sql.Literal(before[0]))):
            columns = _columns(owner, table)
            if "int" in columns.get("id", ""):
                values.pop("id")  # The twin numbers its own.
            rows.append({"table": table, "columns": {k: columns[k] for k in values}, "values": values})
    return rows


def commune_calendar_is_warm(commune_id: int) -> None:
    """Read the working calendar, so that reading it is no part of the submission."""
    from motcua.blocks.organisation import api as organisation

    organisation.working_calendar(commune_id, clock.local_date(clock.now()))


def _columns(owner: psycopg.Connection[Any], table: str) -> dict[str, str]:
    found = owner.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        [table],
    )
    return dict(found.fetchall())


def _write(rows: list[dict[str, Any]]) -> None:
    Path(ROWS).write_text(json.dumps({"rows": rows, "lasting": _LASTING}), encoding="utf-8")


def _make_twins(owner: psycopg.Connection[Any], tables: list[str]) -> None:
    owner.execute("CREATE SCHEMA IF NOT EXISTS bare")
    present = {r[0] for r in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'bare'")}
    for table in {*tables, "dossiers_publicprogress"} - present:
        name = sql.Identifier(table)
        owner.execute(sql.SQL("CREATE TABLE bare.{} (LIKE public.{} INCLUDING ALL)").format(name, name))
        owner.execute(sql.SQL("INSERT INTO bare.{} SELECT * FROM public.{}").format(name, name))
    if set(tables) - present:
        owner.execute("GRANT USAGE ON SCHEMA bare TO motcua_app")
        owner.execute("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA bare TO motcua_app")
        owner.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA bare TO motcua_app")
        owner.execute("VACUUM ANALYZE")
