"""Print a month of the register as form 07."""

from datetime import datetime

from motcua.casework.books.queries import PRINT
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices import api as notices
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor


def print_register(
    actor: Actor, year: int, month: int, after: int = 0, *, now: datetime
) -> tuple[str, bytes]:
    """Return (file name, PDF) of the month's dossiers after an entry, at most PRINT of them. Permission: books.read."""
    actor.require("books.read")
    with tenancy.scope(communes=[actor.home]):
        listed = dossiers.register_page(actor.home, year, month, after, PRINT)
        return notices.print_register(actor, listed, year, month, now=now)
