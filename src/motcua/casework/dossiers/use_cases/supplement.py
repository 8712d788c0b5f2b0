"""Stop the clock for a supplement, and run it again with the minutes that were left."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from motcua.casework.dossiers.events import SupplementAnswered, SupplementRequested
from motcua.casework.dossiers.queries import DossierInfo
from motcua.casework.dossiers.rules.facts import Answering, Asking
from motcua.casework.dossiers.use_cases.acting import Call, act


def request_supplement(
    call: Call, *, number: int, items_count: int, answer_by: datetime, ordered: bool = False
) -> DossierInfo:
    """Ask for a supplement within the caller's scope; a second one is refused without a written order.

    The note is the reason. Legal basis: Decree 45/2020/NĐ-CP, Article 11; Decree 118/2025/NĐ-CP: once, with all items.
    """
    call = replace(call, facts=Asking(number, items_count, answer_by, ordered))
    return act(call, lambda before, after: SupplementRequested(number, after.minutes_left))


def answer_supplement(call: Call, *, number: int, turns: Mapping[str, str]) -> DossierInfo:
    """Take in the citizen's supplement within the caller's scope; the clock runs again.

    `turns`: where the answers, as completed, lead off the plain way of the process.
    """
    call = replace(call, facts=Answering(number, turns))
    return act(call, lambda before, after: SupplementAnswered(number, after.due_at))
