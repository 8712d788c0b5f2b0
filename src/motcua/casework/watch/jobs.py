"""The watch in the background: a run every ten minutes, the proof at night, the digest in the morning."""

from procrastinate.contrib.django import app

from motcua.casework.watch.use_cases.prove_days import run_night
from motcua.casework.watch.use_cases.run_watch import run_watch
from motcua.casework.watch.use_cases.send_digest import send_digest
from motcua.kernel import clock
from motcua.kernel.communes import for_each


@app.periodic(cron="*/10 * * * *")
@app.task(name="watch", queue="upkeep", queueing_lock="watch")
def watch(timestamp: int = 0) -> None:
    """Look over every commune."""
    for_each(lambda commune_id: run_watch(commune_id, now=clock.now()))


@app.periodic(cron="20 19 * * *")  # 02:20 in Vietnam
@app.task(name="watch_night", queue="upkeep", queueing_lock="watch_night")
def watch_night(timestamp: int = 0) -> None:
    """Prove the days and a sample of dossiers of every commune."""
    for_each(lambda commune_id: run_night(commune_id, now=clock.now()))


@app.periodic(cron="0 0 * * *")  # 07:00 in Vietnam
@app.task(name="watch_digest", queue="upkeep", queueing_lock="watch_digest")
def watch_digest(timestamp: int = 0) -> None:
    """Send the digest of the day in every commune."""
    for_each(lambda commune_id: send_digest(commune_id, now=clock.now()))
