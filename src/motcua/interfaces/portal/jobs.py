"""Retention of what waits for a login, as it is declared: one hour."""

from django.db import close_old_connections
from procrastinate.contrib.django import app

from motcua.interfaces.portal.pending import drop_ended
from motcua.kernel import clock


@app.periodic(cron="*/5 * * * *")
@app.task(name="drop_waiting_posts", queue="upkeep", queueing_lock="drop_waiting_posts")
def drop_waiting_posts(timestamp: int = 0) -> None:
    """Delete the posts whose hour is over, whether or not anyone posts again."""
    close_old_connections()
    drop_ended(clock.now())
