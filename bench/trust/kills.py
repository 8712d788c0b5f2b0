"""Kill web, worker and database in turn at random moments while people hand in and officers approve.

`python -m bench.trust.kills --kills 200 --out result.json [--control]`: one run in one process, because Django
is bound to one database. `make trust` starts it.
"""

import argparse
import json
import logging
import queue
import random
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from bench.trust.ledger import Ledger
from bench.trust.product import PARTS, Product, running

CONTROL = "bench.trust.control:application"
_CITIZENS = 3
_OFFICES = 2
# The parts come back and work goes on before the next kill.
_PAUSE = (0.3, 1.5)
_DRAFTS_PER_KILL = 20
# The kill falls between the sending of a post and a moment after its answer; jobs take longer than posts.
_AIM = {"web": 1.2, "database": 1.2, "worker": 4.0}
_RECOVERY_SECONDS = 300.0
_BY_HAND_AFTER_SECONDS = 90.0
# The planted fault leaves jobs that can never succeed.
_CONTROL_RECOVERY_SECONDS = 45.0


def main() -> int:
    """Run once and write what was found."""
    parser = argparse.ArgumentParser(prog="bench.trust.kills")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--control", action="store_true", help="with events written beside the transaction")
    options = parser.parse_args()
    random.seed()
    with running(CONTROL) if options.control else running() as product:
        patience = _CONTROL_RECOVERY_SECONDS if options.control else _RECOVERY_SECONDS
        result = measure(product, options.kills, patience)
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def measure(product: Product, kills: int, patience: float) -> dict[str, Any]:
    """Kill so often, wait until all is back, and hold the ledger against the rows."""
    import django

    django.setup()
    # What fails while a part is dead is told by the ledger, not by pages of tracebacks.
    logging.getLogger("motcua").setLevel(logging.ERROR)
    from bench.trust import people
    from bench.trust.examine import examine

    ledger, stop = Ledger(), threading.Event()
    drafts = 2 + kills * _DRAFTS_PER_KILL // _CITIZENS
    citizens = [people.citizen(number, drafts) for number in range(_CITIZENS)]
    _close_connections()
    started = time.monotonic()
    _work(product, kills, citizens, ledger, stop)
    killed = time.monotonic()
    by_hand = _recover(people.commune().id, patience)
    back = time.monotonic()
    found = examine(people.commune().id, [one.actor.applicants[0] for one in citizens], ledger)
    return {
        "kills": product.kills,
        "submitted": len(ledger.submitted),
        "approved": sum(action == "approve" for _, action in ledger.done),
        "acknowledged": ledger.acknowledged,
        "actions": len(ledger.done),
        "resent": ledger.resent,
        "strange": ledger.strange,
        "lost": found.lost,
        "doubled": found.doubled,
        "half": found.half,
        "effects_by_hand": by_hand,
        "seconds": round(killed - started, 1),
        "recovery_seconds": round(back - killed, 1),
    }


def _work(product: Product, kills: int, citizens: list[Any], ledger: Ledger, stop: threading.Event) -> None:
    from bench.trust import people
    from bench.trust.clients import Browser, Client, Office, Officers, Submitter

    onward: queue.Queue[Any] = queue.Queue()
    cookies = people.officers()
    _close_connections()
    browsers = {action: Browser(product.url, cookie, ledger) for action, cookie in cookies.items()}
    offices = [Officers(Office(browsers, people.boxes()), onward, ledger, stop) for _ in range(_OFFICES)]
    clients: list[Client] = [*offices]
    clients += [
        Submitter(Browser(product.url, one.cookie, ledger), one.drafts, onward, ledger, stop)
        for one in citizens
    ]
    for client in clients:
        client.start()
    time.sleep(1.0)
    for number in range(kills):
        part = PARTS[number % len(PARTS)]
        time.sleep(random.uniform(*_PAUSE))
        _aim(ledger, part)
        product.kill(part)
        if number % 20 == 19:
            _say(f"{number + 1} kills, {ledger.acknowledged} acknowledged, {len(ledger.strange)} strange")
    time.sleep(1.0)
    product.tend()
    stop.set()
    for client in clients:
        client.join(180.0)
        if client.is_alive():
            ledger.wonder(f"{type(client).__name__} hangs")


def _aim(ledger: Ledger, part: str) -> None:
    """Wait for the next post, then for a random part of the time that posts take."""
    with suppress(queue.Empty):
        ledger.begun.get_nowait()  # an old one
    with suppress(queue.Empty):
        ledger.begun.get(timeout=5.0)
    usual = sorted(ledger.lasted)[len(ledger.lasted) // 2]
    time.sleep(random.uniform(0.0, usual * _AIM[part]))


def _recover(commune_id: int, patience: float) -> int:
    """Wait until nothing is left to do; return how many effects had to be asked for by hand, as an officer can.

    The rescue of dead workers' jobs runs each minute by itself; it is asked for here without waiting for it.
    """
    began, asked = time.monotonic(), 0
    while time.monotonic() - began < patience:
        _rescue()
        if not _open(commune_id):
            return asked
        if time.monotonic() - began > _BY_HAND_AFTER_SECONDS:
            asked += _ask_by_hand(commune_id)
        time.sleep(3.0)
    return asked


def _rescue() -> None:
    from procrastinate.exceptions import AlreadyEnqueued

    from motcua.kernel import jobs

    try:
        cast(Any, jobs.rescue).defer(timestamp=time.time_ns())
    except AlreadyEnqueued:
        return  # the one of this minute does the same
    finally:
        _close_connections()


def _open(commune_id: int) -> int:
    """Return how many jobs wait or run, and how many effects are begun and not done."""
    from django.db.models import Q
    from procrastinate.contrib.django.models import ProcrastinateJob

    from motcua.kernel import tenancy
    from motcua.kernel.models import EffectRun

    try:
        ours = Q(queue_name__in=["effects", "messages"])
        waiting = ProcrastinateJob.objects.filter(ours, status__in=["todo", "doing"]).count()
        with tenancy.scope(communes=[commune_id]):
            return waiting + EffectRun.objects.exclude(state="done").count()
    finally:
        _close_connections()


def _ask_by_hand(commune_id: int) -> int:
    from motcua.kernel import jobs, tenancy
    from motcua.kernel.models import EffectRun

    with tenancy.scope(communes=[commune_id]):
        stuck = list(EffectRun.objects.exclude(state="done").values_list("event_id", "handler"))
    for event_id, handler in stuck:
        jobs.retry_effect(commune_id, event_id, handler)
    _close_connections()
    return len(stuck)


def _close_connections() -> None:
    """Hold no connection over a kill of the database."""
    from django.db import connections

    connections.close_all()


def _say(text: str) -> None:
    print(f"[trust] {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
