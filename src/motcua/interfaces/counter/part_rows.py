"""Sub-dossiers of a joint dossier in the words of the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter.due_words import Due, due_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor

_S = dossiers.PartState
TONES = {_S.DONE: "success", _S.REFUSED: "danger", _S.ENDED: "neutral", _S.WAITING: "neutral"}


@dataclass(frozen=True)
class PartRow:
    """A part with who handles it, when it is due and what came of it; `acts`: the officer who looks may do these."""

    info: dossiers.PartInfo
    who: str
    due: Due
    tone: str
    result: decisions.ResultInfo | None
    acts: tuple[dossiers.PartAction, ...]


def part_rows(
    actor: Actor,
    parts: Sequence[dossiers.PartInfo],
    results: Sequence[decisions.ResultInfo],
    people: Mapping[UUID, str],
    now: datetime,
) -> list[PartRow]:
    """Return the parts of a dossier in the order of its procedure."""
    if not parts:
        return []
    calendar = organisation.working_calendar(actor.home, clock.local_date(now))
    given = {one.result_code: one for one in results if one.issued_at and not one.replaced_at}
    return [
        PartRow(
            info=one,
            who=_who(one, people),
            due=_due(one, now, calendar),
            tone=TONES.get(one.state, "warning"),
            result=given.get(one.what.result),
            acts=dossiers.part_acts(actor, one),
        )
        for one in parts
    ]


def _who(one: dossiers.PartInfo, people: Mapping[UUID, str]) -> str:
    keeper = people.get(one.holder_id, "") if one.holder_id else ""
    keeper = keeper or identity.role_names().get(one.what.role, one.what.role)
    return f"{one.what.agency}; liên hệ: {keeper}" if one.what.agency else f"Xã: {keeper}"


def _due(one: dossiers.PartInfo, now: datetime, calendar: organisation.WorkingCalendar) -> Due:
    if one.due_at is None or not one.state.is_open:
        return Due()
    return due_of(one.due_at, now, calendar, paused=one.state is _S.ASKED)
