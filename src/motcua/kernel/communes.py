"""Which communes exist here, asked by upkeep jobs; the organisation context gives the answer."""

import logging
from collections.abc import Callable, Iterable

from django.db import close_old_connections

log = logging.getLogger(__name__)
_source: Callable[[], Iterable[int]] | None = None


def tell(source: Callable[[], Iterable[int]]) -> None:
    """Set who knows the communes."""
    global _source
    _source = source


def all_communes() -> list[int]:
    """Return the ids of all communes of this installation."""
    if _source is None:
        raise LookupError("nobody has told which communes exist")
    return list(_source())


def for_each(work: Callable[[int], object]) -> None:
    """Do something for every commune; one that fails is raised after the others are done."""
    close_old_connections()
    trouble: Exception | None = None
    for commune_id in all_communes():
        try:
            work(commune_id)
        except Exception as error:
            log.exception("upkeep failed in commune %s", commune_id)
            trouble = error
            close_old_connections()
    if trouble is not None:
        raise trouble
