"""Every minute: seal what happened."""

from django.db import close_old_connections
from procrastinate.contrib.django import app

from motcua.blocks.audit.use_cases.seal_commune import seal_all
from motcua.kernel import clock
from motcua.kernel.communes import all_communes


@app.periodic(cron="* * * * *")
@app.task(name="seal", queue="upkeep", queueing_lock="seal")
def seal(timestamp: int = 0) -> None:
    """Seal the new rows of every commune."""
    close_old_connections()
    failed = []
    for commune_id in all_communes():
        try:
            seal_all(commune_id, clock.now())
        except Exception as error:  # one commune's full disk must not leave the others unsealed
            failed.append(error)
    if failed:
        raise ExceptionGroup("communes were not sealed", failed)
