"""What the rules are handed: who asks for what, and what they must know besides the dossier."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.facts import Facts
from motcua.casework.dossiers.rules.snapshot import Snapshot


@dataclass(frozen=True)
class By:
    """Who acts. `kind`: citizen, officer or system; `stands_in_for`: the absent staff it stands in for today."""

    kind: str
    staff_id: UUID | None = None
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    unit_kind: str = ""
    unit_name: str = ""
    stands_in_for: frozenset[UUID] = frozenset()

    def may_act_for(self, holder_id: UUID | None) -> bool:
        """Tell whether what this person holds is the actor's to do."""
        return holder_id is not None and (holder_id == self.staff_id or holder_id in self.stands_in_for)


@dataclass(frozen=True)
class Order:
    """An action asked for. `note`: the reason, where one is mandatory. `facts`: of the class the action needs."""

    action: Action
    at: datetime
    by: By
    note: str = ""
    facts: Facts | None = None


@dataclass(frozen=True)
class World:
    """What besides the dossier decides. `term` and `law` are those of the day of acceptance (before it: of today).

    `open_opinions` and `open_children` are what holds up the way forward: opinions that are required, sub-dossiers;
    `open_parts` names these.
    `opinions`: every open opinion, required or not. `owed`: money is owed. `last_worker`: who proposed last.
    `issue_ordered`: the agency's signature is being made. `pauses` (all so far) and `reopened` are read for a change
    of the calendar alone.
    """

    process: catalogue.ProcessDefinition
    term: organisation.Term
    calendar: organisation.WorkingCalendar
    law: catalogue.Law
    open_opinions: int = 0
    open_children: int = 0
    open_parts: tuple[str, ...] = ()
    owed: bool = False
    opinions: int = 0
    last_worker: UUID | None = None
    issue_ordered: bool = False
    pauses: tuple[organisation.Pause, ...] = ()
    reopened: bool = False


@dataclass(frozen=True)
class Outcome:
    """What the action makes of the dossier. `event`: the name of its event; `lines`: what the calculation adds.

    The other four say which rows of steps and pauses end and begin.
    """

    after: Snapshot
    event: str
    step_ended: bool = False
    step_begun: bool = False
    pause_begun: bool = False
    pause_ended: bool = False
    lines: tuple[str, ...] = ()
