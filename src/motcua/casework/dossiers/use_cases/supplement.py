"""Propose a supplement to the desk, stop the clock for one, and run it again with the minutes that were left."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from motcua.casework.dossiers.events import (
    SupplementAnswered,
    SupplementDeclined,
    SupplementProposed,
    SupplementRequested,
)
from motcua.casework.dossiers.queries import DossierInfo
from motcua.casework.dossiers.rules.facts import Answering, Asking
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.use_cases.acting import Call, act
from motcua.kernel import events


def request_supplement(
    call: Call, *, number: int, items_count: int, answer_by: datetime, ordered: bool = False
) -> DossierInfo:
    """Ask for a supplement within the caller's scope; a second one is refused without a written order.

    The note is the reason. Legal basis: Decree 45/2020/NĐ-CP, Article 11; Decree 118/2025/NĐ-CP: once, with all items.
    """
    call = replace(call, facts=Asking(number, items_count, answer_by, ordered))
    return act(
        call,
        lambda before, after: SupplementRequested(number, after.minutes_left, _proposed_by(call, before)),
    )


def propose_supplement(call: Call, *, number: int, items_count: int) -> DossierInfo:
    """Have the desk ask for a supplement, within the caller's scope; the clock runs on and nobody outside is told.

    `number`: of the proposal, among those of the dossier. The note stays empty; the reason is the call's.
    """
    call = replace(call, facts=Asking(number, items_count), internal=True)
    return act(call, lambda before, after: SupplementProposed(number))


def decline_supplement(call: Call) -> DossierInfo:
    """Give a proposal back to the handler within the caller's scope; the note is the reason."""
    call = replace(call, internal=True)
    return act(call, lambda before, after: SupplementDeclined(_proposed_by(call, before)))


def _proposed_by(call: Call, before: Snapshot) -> UUID | None:
    """Return who had proposed what is now asked for or given back; None where nobody had."""
    if not before.proposed:
        return None
    last = events.last_of(call.actor.home, call.dossier_id, SupplementProposed)
    return last.actor_id if last else None


def answer_supplement(call: Call, *, number: int, turns: Mapping[str, str]) -> DossierInfo:
    """Take in the citizen's supplement within the caller's scope; the clock runs again.

    `turns`: where the answers, as completed, lead off the plain way of the process.
    """
    call = replace(call, facts=Answering(number, turns))
    return act(call, lambda before, after: SupplementAnswered(number, after.due_at))
