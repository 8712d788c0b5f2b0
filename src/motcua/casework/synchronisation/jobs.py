"""The portal is asked every minute; one that was put aside is tried at once when an officer says so."""

import logging
from uuid import UUID

from django.db import close_old_connections
from procrastinate.contrib.django import app

from motcua.casework.synchronisation.models import ToldDossier
from motcua.casework.synchronisation.use_cases.ask_portal import ask_portal
from motcua.casework.synchronisation.use_cases.take_in import take_in
from motcua.kernel import clock, tenancy
from motcua.kernel.communes import all_communes
from motcua.kernel.discretion import reason

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="ask_portal", queue="upkeep", queueing_lock="ask_portal", lock="ask_portal")
def ask_for_all(timestamp: int = 0) -> None:
    """Ask for every commune that is connected; one that fails is raised after the others are done."""
    close_old_connections()
    trouble: Exception | None = None
    for commune_id in all_communes():
        try:
            ask_portal(commune_id, now=clock.now())
        except Exception as error:
            log.error("the portal was not asked for commune %s: %s", commune_id, reason(error))
            trouble = error
            close_old_connections()
    if trouble is not None:
        raise trouble


@app.task(name="take_told", queue="upkeep")
def take_told(commune_id: int, told_id: str) -> None:
    """Try a told dossier now."""
    close_old_connections()
    with tenancy.scope(communes=[commune_id]):
        row = ToldDossier.objects.filter(
            commune_id=commune_id, id=UUID(told_id), settled_at__isnull=True
        ).first()
    if row is not None:
        take_in(row, now=clock.now())
