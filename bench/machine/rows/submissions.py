"""Row 1: durable submissions per core-second, from the POST of the button to the committed rows."""

import json
from functools import partial

import psycopg
from psycopg import sql

from bench.machine import client, commune, requests, servers
from bench.machine.bare.copies import Copies
from bench.machine.cells import interleave
from bench.machine.run import Run
from bench.report import scaled

GOAL, FIRST_GOAL = 300, 150
CONNECTIONS = 4
_CELL = 400


def measure(run: Run) -> None:
    """Measure the product, the bare Django and the database alone in turn."""
    count = scaled(_CELL, least=60)
    with servers.product(run.stage) as ours, servers.bare(run.stage) as bare:
        servers.await_page(ours)
        servers.await_page(bare)
        cells = {
            "submissions, product": partial(_product, run, ours, count),
            "submissions, bare Django": partial(_bare, run, bare, count * 2),
            "submissions, database alone": partial(_database, run, count * 3),
        }
        _product(run, ours, max(50, count // 4))
        _bare(run, bare, 50)
        found = interleave(run.calibration, cells)
    product, reference, database = found.values()
    run.report.add(
        "1",
        "durable submissions per core-second, whole path",
        round(product.value, 1),
        "1/core-s",
        bar=f">= {FIRST_GOAL}, then {GOAL}",
        holds=product.value >= FIRST_GOAL,
        reference=f"bare Django {reference.value:.0f}{reference.mark}; database alone {database.value:.0f}"
        f"{database.mark}; {len(Copies().rows)} rows each; {run.stage.dossiers:,} dossiers{product.mark}",
    )


def _product(run: Run, web: servers.Web, count: int) -> float:
    fields = {"declaration": "yes", "delivery": "online"}
    with run.stage.owner() as owner:
        owner.execute("TRUNCATE procrastinate_events, procrastinate_jobs CASCADE")
    drafts = commune.clone_drafts(run.stage.commune_id, count)
    posts = [
        requests.post(
            web.port,
            f"/ho-so-nhap/{draft}/kiem-tra/",
            {"csrfmiddlewaretoken": person.token, **fields},
            person.cookies,
        )
        for person, draft in drafts
    ]
    return _rate(run, web, posts)


def _bare(run: Run, web: servers.Web, count: int) -> float:
    body = {"declaration": "yes", "delivery": "online"}
    return _rate(run, web, [requests.post(web.port, "/submit/", body, "")] * count)


def _rate(run: Run, web: servers.Web, posts: list[bytes]) -> float:
    """Return answers per second of processor time of web and database; the load's own does not count."""
    database = servers.postgres(run.stage)
    before = servers.cpu_seconds(web.process, database)
    client.run(client.Job(web.port, posts, CONNECTIONS)).require(302)
    return len(posts) / (servers.cpu_seconds(web.process, database) - before)


def _database(run: Run, count: int) -> float:
    """Write the rows by prepared statements in a loop; only the database's processor time counts."""
    copies = Copies()
    statements = [_insert(row["table"], list(row["columns"])) for row in copies.rows]
    database = servers.postgres(run.stage)
    with psycopg.connect(run.stage.addresses.application) as connection:
        for warm in (True, False):
            before = servers.cpu_seconds(database)
            for _ in range(count // 10 if warm else count):
                for statement, row in zip(statements, copies.fresh(), strict=True):
                    values = [_text(value) for value in row.values()]
                    connection.execute(statement, values, prepare=True)
                connection.commit()
    return count / (servers.cpu_seconds(database) - before)


def _insert(table: str, columns: list[str]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    places = sql.SQL(", ").join([sql.Placeholder()] * len(columns))
    return sql.SQL("INSERT INTO bare.{} ({}) VALUES ({})").format(sql.Identifier(table), names, places)


def _text(value: object) -> str | None:
    """Return a value as the database reads it: JSON for what JSON holds, else its text."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value)
