"""Exports are made in the background."""

from uuid import UUID

from django.db import close_old_connections
from procrastinate.contrib.django import app

from motcua.casework.books.use_cases import make_export as making
from motcua.kernel import clock


@app.task(name="make_export", queue="upkeep")
def make_export(commune_id: int, export_id: str) -> None:
    """Make one export; a failure is told to its asker and raised, so that it is seen."""
    close_old_connections()
    try:
        making.make_export(commune_id, UUID(export_id), now=clock.now())
    except Exception:
        making.fail_export(commune_id, UUID(export_id), now=clock.now())
        raise
    finally:
        close_old_connections()
