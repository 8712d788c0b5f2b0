"""Every week the catalogue is looked through for what can be made simpler; and imports run in the background."""

import logging
from uuid import UUID

from django.db import close_old_connections
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from motcua.casework.catalogue.models import ImportRun
from motcua.casework.catalogue.use_cases import propose_changes
from motcua.casework.catalogue.use_cases.decide_import import apply_run
from motcua.casework.catalogue.use_cases.run_import import compare_run
from motcua.kernel import clock
from motcua.kernel.discretion import reason
from motcua.kernel.errors import Conflict

log = logging.getLogger(__name__)
# Another import is under way: looked at again every fifteen seconds, for an hour.
_LATER = RetryStrategy(max_attempts=240, wait=15, retry_exceptions={Conflict})


@app.periodic(cron="10 20 * * 0")  # Monday 03:10 in Vietnam
@app.task(name="review_catalogue", queue="upkeep", queueing_lock="review_catalogue")
def review_catalogue(timestamp: int = 0) -> None:
    """Propose papers that the State can look up, and levels that the lists speak of; a person decides."""
    close_old_connections()
    now = clock.now()
    propose_changes.review_catalogue(clock.local_date(now), now)


@app.task(name="work_on_import", queue="upkeep", retry=_LATER)
def work_on_import(run_id: str) -> None:
    """Go on with an import: compare its records, or apply what was accepted; also after a worker was killed."""
    close_old_connections()
    go_on(UUID(run_id))


def go_on(run_id: UUID) -> None:
    """Do what the run waits for. A fault is kept with the run, for the administrator to read, and raised."""
    run = ImportRun.objects.filter(id=run_id).first()
    work = {"reading": compare_run, "applying": apply_run}.get(run.state) if run else None
    if run is None or work is None:
        return
    try:
        work(run, clock.now())
    except Conflict:
        raise
    except Exception as error:
        ImportRun.objects.filter(id=run_id).update(state="failed", trouble=reason(error)[:500])
        raise
