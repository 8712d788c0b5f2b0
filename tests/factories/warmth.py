"""A process that has served before: what it remembers for some seconds of a commune is read already."""

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from tests.factories.organisation import TODAY


def warm(commune_id: int) -> None:
    """Read what every action remembers: calendar, constants of the law, terms the commune promised."""
    organisation.working_calendar(commune_id, TODAY)
    catalogue.law(TODAY, commune_id)
    catalogue.local_terms("", {}, commune_id, TODAY)
