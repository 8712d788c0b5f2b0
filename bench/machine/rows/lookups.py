"""Row 2: how long a look-up by code takes at a steady rate, over 8 connections."""

import random
from dataclasses import dataclass
from functools import partial

from bench.machine import client, requests, servers
from bench.machine.cells import interleave
from bench.machine.progress import say
from bench.machine.run import Run, anonymous_token
from bench.report import scaled
from motcua.casework.dossiers import api as dossiers

GOAL_MS, GOAL_RATE = 15, 700
CONNECTIONS = 8
_CODES = 2_000
_SECONDS = 6


@dataclass(frozen=True)
class Target:
    """A server and the requests to send to it."""

    port: int
    asked: list[bytes]

    def take(self, count: int) -> list[bytes]:
        """Return so many requests, from the first again when they run out."""
        return [self.asked[index % len(self.asked)] for index in range(count)]


def measure(run: Run) -> None:
    """Find what each can sustain, then the 99th percentile at the rate of the bar or at what holds."""
    codes = list_codes(run)
    with servers.product(run.stage) as ours, servers.bare(run.stage) as bare:
        servers.await_page(ours)
        servers.await_page(bare)
        product = Target(ours.port, _requests(ours.port, codes))
        reference = Target(bare.port, [requests.get(bare.port, f"/look-up/{code}/") for code, _ in codes])
        for target in (product, reference):
            _most(target, 2_000)
        most = interleave(
            run.calibration,
            {
                "look-ups a second, product": partial(_most, product, scaled(3_000)),
                "look-ups a second, bare Django": partial(_most, reference, scaled(4_000)),
            },
        )
        rates = [min(GOAL_RATE, round(figure.value * 0.7)) for figure in most.values()]
        say(f"rates measured: product {rates[0]}/s, bare Django {rates[1]}/s")
        seconds = scaled(_SECONDS, least=2)
        slow = interleave(
            run.calibration,
            {
                "look-up p99 ms, product": partial(_p99, product, rates[0], seconds),
                "look-up p99 ms, bare Django": partial(_p99, reference, rates[1], seconds),
            },
        )
    (our_most, bare_most), (ours_slow, bare_slow) = most.values(), slow.values()
    run.report.add(
        "2",
        "p99 of look-up by code, 8 connections",
        round(ours_slow.value, 1),
        f"ms at {rates[0]}/s",
        bar=f"<= {GOAL_MS} ms at >= {GOAL_RATE}/s",
        holds=ours_slow.value <= GOAL_MS and rates[0] >= GOAL_RATE,
        reference=f"bare Django {bare_slow.value:.1f} ms at {rates[1]}/s{bare_slow.mark}; most: product"
        f" {our_most.value:.0f}/s, bare {bare_most.value:.0f}/s{our_most.mark or ours_slow.mark}",
    )


def list_codes(run: Run) -> list[tuple[str, str]]:
    """Return codes of dossiers, old and new, with the letters printed on their receipts."""
    with run.stage.owner() as owner:
        rows = owner.execute("SELECT code, id FROM dossiers_publicprogress WHERE code IS NOT NULL").fetchall()
    chosen = random.Random(1).sample(rows, min(_CODES, len(rows)))
    return [(code, dossiers.lookup_secret(key)) for code, key in chosen]


def _requests(port: int, codes: list[tuple[str, str]]) -> list[bytes]:
    """Half come from a QR code (GET), half type code and letters (POST with its token)."""
    scanned = [requests.get(port, f"/tra-cuu/{code}/{secret}/") for code, secret in codes[::2]]
    token, cookie = anonymous_token()
    typed = [
        requests.post(port, "/tra-cuu/", {"csrfmiddlewaretoken": token, "ma": code, "chu": secret}, cookie)
        for code, secret in codes[1::2]
    ]
    return [request for pair in zip(scanned, typed, strict=False) for request in pair]


def _most(target: Target, count: int) -> float:
    """Return how many a second come back when each connection asks again at once."""
    outcome = client.run(client.Job(target.port, target.take(count), CONNECTIONS)).require(200)
    return count / outcome.seconds


def _p99(target: Target, rate: int, seconds: int) -> float:
    job = client.Job(target.port, target.take(rate * seconds), CONNECTIONS, rate)
    return client.run(job).require(200).percentile(0.99) * 1000
