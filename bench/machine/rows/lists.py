"""Row 9: how long an officer waits for the list of work over 100,000 dossiers: every view, filter and way to search."""

import random
from collections.abc import Iterator
from urllib.parse import urlencode

from bench.machine import client, commune, requests, servers
from bench.machine.progress import say
from bench.machine.rows.lookups import list_codes
from bench.machine.run import Run
from bench.report import scaled
from motcua.casework.dossiers import api as dossiers

GOAL_MS = 300
CONNECTIONS = 2
_REQUESTS = 200
_FILTERS = (
    {},
    {"tt": "1.001193"},
    {"kenh": "post"},
    {"kenh": "support_desk", "tinh-trang": "8"},
    {"tre": "1"},
    {"tu-ngay": "2025-01-01", "den-ngay": "2025-01-31"},
    {"tinh-trang": "4", "tre": "1", "kenh": "counter"},
)
# Common, rare, in another order, of nobody, and with slips; numbers that nobody has.
_WORDS = (
    "Nguyễn Văn An", "an nguyen", "ĐINH KIM OANH", "oanh dang hoang", "tran hung dao", "ngueyn vam an",
    "le quoc phuc", "0905123401", "051090999999", "12/2026/TLKS", "u", "ho kim ut",
)  # fmt: skip
_SEARCH_FILTERS = ({}, {"tt": "1.001193"}, {"tre": "1"})


def measure(run: Run) -> None:
    """Send each kind of request in a mixed order, officers of three roles at two connections."""
    with servers.product(run.stage) as web:
        servers.await_page(web)
        paths = list(_paths(run))
        random.Random(5).shuffle(paths)
        count = scaled(_REQUESTS, least=60)
        asked = [_request(run, web.port, index, path) for index, path in enumerate(_many(paths, count))]
        client.run(client.Job(web.port, asked[:40], CONNECTIONS)).require(200, 302)
        outcome = client.run(client.Job(web.port, asked, CONNECTIONS)).require(200, 302)
    slow = sorted(zip(outcome.latencies, _many(paths, count), strict=True), reverse=True)[:5]
    for seconds, path in slow:
        say(f"{seconds * 1000:.0f} ms: {path}")
    p95 = outcome.percentile(0.95) * 1000
    run.report.add(
        "9",
        f"list of work p95: {len(paths)} views, filters and searches, {count} requests",
        round(p95, 1),
        "ms",
        bar=f"<= {GOAL_MS} ms",
        holds=p95 <= GOAL_MS,
        reference=f"median {outcome.percentile(0.5) * 1000:.0f} ms, slowest {slow[0][0] * 1000:.0f} ms;"
        f" {run.stage.dossiers:,} dossiers, {CONNECTIONS} connections",
    )


def _paths(run: Run) -> Iterator[str]:
    for view in dossiers.VIEWS:
        for narrowed in _FILTERS:
            yield "?" + urlencode({"xem": view, **narrowed})
    for words in (*_WORDS, list_codes(run)[0][0]):
        for narrowed in _SEARCH_FILTERS:
            yield "?" + urlencode({"q": words, **narrowed})


def _many(paths: list[str], count: int) -> list[str]:
    return [paths[index % len(paths)] for index in range(count)]


def _request(run: Run, port: int, index: int, path: str) -> bytes:
    role = ("receptionist", "handler", "chair")[index % 3]
    return requests.get(port, f"/mot-cua/{path}", commune.officer(run.stage.commune_id, role).cookies)
