"""Every night: disable idle accounts."""

from django.db import close_old_connections
from procrastinate.contrib.django import app

from motcua.blocks.identity.use_cases import disable_idle_officers as idle
from motcua.kernel import clock


@app.periodic(cron="40 19 * * *")  # 02:40 in Vietnam
@app.task(name="disable_idle_officers", queue="upkeep", queueing_lock="disable_idle_officers")
def disable_idle_officers(timestamp: int = 0) -> None:
    """Disable the officers' accounts that nobody uses."""
    close_old_connections()
    idle.disable_idle_officers(clock.now())
