"""Every night: nothing lies with somebody whose last day has passed."""

from django.db import close_old_connections
from procrastinate.contrib.django import app

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers.use_cases import release_left as leaving
from motcua.kernel import clock


@app.periodic(cron="10 17 * * *")  # 00:10 in Vietnam
@app.task(name="release_left", queue="upkeep", queueing_lock="release_left")
def release_left(timestamp: int = 0) -> None:
    """Give back to their steps the dossiers of those who hold no post from today on."""
    close_old_connections()
    for commune_id in organisation.all_commune_ids():
        leaving.release_left(commune_id, now=clock.now())
