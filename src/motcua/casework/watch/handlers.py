"""What the watch does with news. Each effect is safe to run again."""

from collections.abc import Iterable
from uuid import UUID

from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.casework.watch.rules.people import People
from motcua.casework.watch.use_cases.recompute import recompute_running
from motcua.casework.watch.use_cases.tell_staff import Telling, tell_staff
from motcua.casework.workplace import api as workplace
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import system
from motcua.kernel.events import RecordedEvent, on_effect


@on_effect(organisation.CalendarChanged, "watch.recompute_due")
def recompute_due(event: RecordedEvent) -> None:
    """Count the due times of running dossiers anew."""
    recompute_running(event.commune_id, now=clock.now())


@on_effect(dossiers.LatenessApologised, "watch.ask_reason")
def ask_reason(event: RecordedEvent) -> None:
    """Where the apology went out by itself, ask whoever holds the dossier for the reason."""
    if event.actor_kind == "system":
        _tell_holders(event, event.stream_id, "reason_wanted")


@on_effect(workplace.MessagePosted, "watch.citizen_wrote")
def citizen_wrote(event: RecordedEvent) -> None:
    """Tell whoever holds the dossier that the citizen wrote."""
    if event.payload["side"] == "citizen":
        _tell_holders(event, UUID(event.payload["dossier_id"]), "citizen_wrote")


@on_effect(dossiers.SupplementProposed, "watch.proposal_made")
def proposal_made(event: RecordedEvent) -> None:
    """Tell the desk what it is to look at and send, unless it did or the proposal is gone."""
    seen, people = _seen(event, event.stream_id)
    if not seen.waits_for_desk:
        return
    to = [one for one in people.desk() if one != event.actor_id] or people.heads(seen)
    _tell(event, event.stream_id, "proposal_made", to)


@on_effect(dossiers.SupplementRequested, "watch.proposal_sent")
def proposal_sent(event: RecordedEvent) -> None:
    """Where the desk asked for what an officer had proposed, tell that officer."""
    _tell_proposer(event, "proposal_sent")


@on_effect(dossiers.SupplementDeclined, "watch.proposal_declined")
def proposal_declined(event: RecordedEvent) -> None:
    """Tell the officer whose proposal the desk gave back."""
    _tell_proposer(event, "proposal_declined")


def _tell_proposer(event: RecordedEvent, kind: str) -> None:
    proposer = event.payload.get("proposed_by")
    if proposer is not None:
        _tell_holders(event, event.stream_id, kind, first=UUID(proposer))


def _tell_holders(event: RecordedEvent, dossier_id: UUID, kind: str, *, first: UUID | None = None) -> None:
    """Tell whom it concerns `first`; where they are not at work, who holds the dossier, or else who answers for it."""
    seen, people = _seen(event, dossier_id)
    to = [first] if first in people.ids else people.holders(seen) if seen.step_key else []
    _tell(event, dossier_id, kind, to or people.heads(seen))


def _seen(event: RecordedEvent, dossier_id: UUID) -> tuple[dossiers.Snapshot, People]:
    """Return the dossier as it is now, and who was at work when it happened."""
    seen = dossiers.get_dossier(system(event.commune_id), dossier_id).snapshot
    return seen, People(tuple(identity.officers_at_work(event.commune_id, clock.local_date(event.at))))


def _tell(event: RecordedEvent, dossier_id: UUID, kind: str, to: Iterable[UUID]) -> None:
    with tenancy.scope(communes=[event.commune_id]):
        tellings = [Telling(staff_id, kind, str(event.id), dossier_id) for staff_id in to]
        tell_staff(event.commune_id, tellings, now=event.at)
