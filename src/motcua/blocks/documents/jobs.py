"""Upkeep of the file store."""

import logging

from django.db import close_old_connections
from procrastinate.contrib.django import app

from motcua.blocks.documents.use_cases.sweep_orphans import sweep_orphans
from motcua.kernel import clock

log = logging.getLogger(__name__)


# 02:17 in Vietnam; the schedule is written in UTC.
@app.periodic(cron="17 19 * * *")
@app.task(name="sweep_files", queue="upkeep", queueing_lock="sweep_files")
def sweep_files(timestamp: int = 0) -> None:
    """Remove blobs that no row names."""
    close_old_connections()
    try:
        done = sweep_orphans(clock.now())
        log.info(
            "file store: %s set aside, %s deleted, %s put back", done.quarantined, done.deleted, done.restored
        )
    finally:
        close_old_connections()
