"""Upkeep of appointments at night: who did not come, numbers to forget, what slipped through a change of the hall."""

import logging

from django.db import close_old_connections
from procrastinate.contrib.django import app

from motcua.casework.appointments.use_cases.recheck import recheck, tidy
from motcua.kernel import clock
from motcua.kernel.communes import all_communes

log = logging.getLogger(__name__)


@app.periodic(cron="40 18 * * *")  # 01:40 in Vietnam
@app.task(name="tidy_appointments", queue="upkeep", queueing_lock="tidy_appointments")
def tidy_appointments(timestamp: int = 0) -> None:
    """Tidy every commune; one that fails is raised after the others are done."""
    close_old_connections()
    trouble: Exception | None = None
    for commune_id in all_communes():
        try:
            tidy(commune_id, now=clock.now())
            recheck(commune_id, now=clock.now())
        except Exception as error:
            log.exception("appointments of commune %s were not tidied", commune_id)
            trouble = error
            close_old_connections()
    if trouble is not None:
        raise trouble
