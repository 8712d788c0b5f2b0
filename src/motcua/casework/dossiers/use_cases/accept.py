"""Accept a dossier: a code, a due time with its calculation, and the clock runs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import worlds
from motcua.casework.dossiers.events import DossierAccepted
from motcua.casework.dossiers.models import BookCounter, CodeCounter, Dossier
from motcua.casework.dossiers.queries import DossierInfo, as_info
from motcua.casework.dossiers.rules.channels import receiving_of
from motcua.casework.dossiers.rules.codes import DEFAULT_PATTERNS, agency_identifier, format_code
from motcua.casework.dossiers.rules.facts import Accepting
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.use_cases.acting import Call, act_on, lock
from motcua.kernel import clock
from motcua.kernel.counting import take_number


def accept(
    call: Call, owes: Callable[[DossierInfo], bool] = lambda dossier: False, **known: Any
) -> DossierInfo:
    """Accept within the caller's scope; `owes` tells of the locked dossier whether fees are due.

    `known` goes to the rules' world: the `pauses` of a dossier that was transferred here.

    Legal basis: Decree 118/2025/NĐ-CP, Article 17; Circular 03/2025/TT-VPCP, Article 13 (code).
    """
    dossier = lock(call)

    def tell(before: Snapshot, after: Snapshot) -> DossierAccepted:
        assert after.due_at is not None
        dossier.code = _take_code(dossier, call)
        dossier.book_year = clock.local_date(call.now).year
        dossier.book_entry = take_entry(dossier.commune_id, REGISTER, dossier.book_year)
        return DossierAccepted(dossier.code, after.due_at, dossier.book_year, dossier.book_entry)

    return act_on(replace(call, facts=Accepting(owes(as_info(dossier)))), dossier, tell, **known)


def deadline_if_accepted(dossier: DossierInfo, now: datetime) -> organisation.Deadline:
    """Return when the dossier would be due, and why, were it accepted at `now`."""
    accepted = clock.local(now)
    calendar = organisation.working_calendar(dossier.commune_id, accepted.date())
    return organisation.due(accepted, term_at(dossier, now), calendar)


def term_at(dossier: DossierInfo, accepted_at: datetime) -> organisation.Term:
    """Return the term of a dossier that is accepted at a moment: the law's, or a shorter one the commune promised."""
    return worlds.term_at(dossier.channel, dossier.commune_id, dossier.version_id, accepted_at)


def _take_code(dossier: Dossier, call: Call) -> str:
    """Take the next code of the day under the counter's lock: a rollback gives the number back.

    The code is that of the commune which takes it in, and so is the counter.
    """
    on = clock.local_date(call.now)
    receiving = receiving_of(dossier.came_by, dossier.channel) or dossier.commune_id
    identifier = identifier_on(receiving, on)
    number = take_number(CodeCounter, {"commune_id": receiving, "identifier": identifier, "on": on})
    return format_code(identifier, on, number, DEFAULT_PATTERNS)


def identifier_on(commune_id: int, on: date) -> str:
    """Return the identifier of a commune as the codes of a day write it."""
    commune = organisation.get_commune(commune_id)
    return agency_identifier(commune.identifier, commune.identifier_old, on, DEFAULT_PATTERNS)


REGISTER = "register"
"""The book of form 07, the register of dossiers."""


def take_entry(commune_id: int, book: str, year: int) -> int:
    """Take the next entry of a book in a year within the caller's scope; a rollback gives the number back."""
    return take_number(BookCounter, {"commune_id": commune_id, "book": book, "year": year})
