"""Row 7: what a web worker keeps in memory after 10,000 requests of a mixed walk, and whether it grows."""

import random
from dataclasses import dataclass

import psutil  # type: ignore[import-untyped]

from bench.machine import client, commune, requests, servers
from bench.machine.progress import say
from bench.machine.rows.lookups import list_codes
from bench.machine.run import Run
from bench.report import scaled

GOAL_MIB, GROWTH_MIB = 100, 2.0
_EARLY, _LATE = 2_000, 10_000
_MIB = 1024 * 1024


@dataclass(frozen=True)
class Memory:
    """The worker that keeps most, in MiB: its own pages, and all it has resident."""

    own: float
    resident: float


def measure(run: Run) -> None:
    """Walk through the product, then through the bare Django; memory does not depend on who else works."""
    with servers.product(run.stage) as web:
        servers.await_page(web)
        early, late = _walk(web, _ours(run, web.port))
    with servers.bare(run.stage) as web:
        servers.await_page(web)
        codes = [requests.get(web.port, f"/look-up/{code}/") for code, _ in list_codes(run)]
        _, bare = _walk(web, codes)
    grown = late.own - early.own
    each = scaled(_LATE, least=200)
    run.report.add(
        "7",
        f"memory per web worker after {each:,} requests",
        round(late.own, 1),
        "MiB (USS)",
        bar=f"<= {GOAL_MIB} MiB",
        holds=late.own <= GOAL_MIB,
        reference=f"RSS {late.resident:.0f} MiB; bare Django USS {bare.own:.0f}, RSS {bare.resident:.0f} MiB",
    )
    run.report.add(
        "7",
        f"memory growth from request {scaled(_EARLY, least=100):,} to {each:,}",
        round(grown, 2),
        "MiB (USS)",
        bar=f"no growth (<= {GROWTH_MIB} MiB)",
        holds=grown <= GROWTH_MIB,
        reference=f"{early.own:.1f} MiB at the earlier request",
    )


def _ours(run: Run, port: int) -> list[bytes]:
    """Home, search, procedure, look-up and a citizen's own page, in a mixed order."""
    chance = random.Random(3)
    people, codes = commune.citizens(run.stage.commune_id), list_codes(run)
    words = ("khai+sinh", "dang+ky+ket+hon", "chung+thuc", "ho+kinh+doanh", "giay+khai+sinh+cho+con", "xyz")
    asked = []
    for code, secret in codes:
        person = chance.choice(people)
        asked += [
            requests.get(port, "/"),
            requests.get(port, f"/tim/?q={chance.choice(words)}"),
            requests.get(port, "/thu-tuc/1.001193/"),
            requests.get(port, f"/tra-cuu/{code}/{secret}/"),
            requests.get(port, "/trang-cua-toi/", person.cookies),
        ]
    chance.shuffle(asked)
    return asked


def _walk(web: servers.Web, asked: list[bytes]) -> tuple[Memory, Memory]:
    """Send the walk until each worker has answered about so many, and weigh after the early and the last."""
    workers = web.workers()
    early, late = scaled(_EARLY, least=100), scaled(_LATE, least=200)
    weighed = []
    for count in (early, late - early):
        total = count * len(workers)
        requested = [asked[index % len(asked)] for index in range(total)]
        client.run(client.Job(web.port, requested, 4)).require(200)
        weighed.append(_weigh(workers))
        say(f"port {web.port}: {weighed[-1]} with {len(workers)} workers")
    return weighed[0], weighed[1]


def _weigh(workers: list[psutil.Process]) -> Memory:
    pages = [worker.memory_full_info() for worker in workers]
    return Memory(max(p.uss for p in pages) / _MIB, max(p.rss for p in pages) / _MIB)
