"""Every week: look through the catalogue for what can be made simpler, and propose it."""

from django.db import close_old_connections
from procrastinate.contrib.django import app

from motcua.casework.catalogue.use_cases import decide_proposals
from motcua.kernel import clock


@app.periodic(cron="10 20 * * 0")  # Monday 03:10 in Vietnam
@app.task(name="review_catalogue", queue="upkeep", queueing_lock="review_catalogue")
def review_catalogue(timestamp: int = 0) -> None:
    """Propose papers that the State can look up, and levels that the lists speak of; a person decides."""
    close_old_connections()
    now = clock.now()
    decide_proposals.review_catalogue(clock.local_date(now), now)
