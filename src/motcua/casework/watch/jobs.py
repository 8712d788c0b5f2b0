"""The watch in the background: a run every ten minutes, the proof at night, the digest in the morning."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import close_old_connections
from procrastinate.contrib.django import app

from motcua.casework.watch.use_cases.prove_days import run_night
from motcua.casework.watch.use_cases.run_watch import run_watch
from motcua.casework.watch.use_cases.send_digest import send_digest
from motcua.kernel import clock
from motcua.kernel.communes import all_communes

log = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(name="watch", queue="upkeep", queueing_lock="watch")
def watch(timestamp: int = 0) -> None:
    """Look over every commune."""
    for_each(lambda commune_id, now: run_watch(commune_id, now=now))


def for_each(work: Callable[[int, datetime], Any]) -> None:
    """Do something for every commune; one that fails is raised after the others are done."""
    close_old_connections()
    trouble: Exception | None = None
    for commune_id in all_communes():
        try:
            work(commune_id, clock.now())
        except Exception as error:
            log.exception("the watch failed in commune %s", commune_id)
            trouble = error
            close_old_connections()
    if trouble is not None:
        raise trouble


@app.periodic(cron="20 19 * * *")  # 02:20 in Vietnam
@app.task(name="watch_night", queue="upkeep", queueing_lock="watch_night")
def watch_night(timestamp: int = 0) -> None:
    """Prove the days and a sample of dossiers of every commune."""
    for_each(lambda commune_id, now: run_night(commune_id, now=now))


@app.periodic(cron="0 0 * * *")  # 07:00 in Vietnam
@app.task(name="watch_digest", queue="upkeep", queueing_lock="watch_digest")
def watch_digest(timestamp: int = 0) -> None:
    """Send the digest of the day in every commune."""
    for_each(lambda commune_id, now: send_digest(commune_id, now=now))
