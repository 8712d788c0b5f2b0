"""What decisions do when a signature was ordered."""

from motcua.casework.decisions.models import SigningOrder
from motcua.casework.decisions.use_cases.sign import sign_ordered
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock, events


@events.on_effect(dossiers.ResultApproved, "decisions.sign_as_person")
def sign_as_person(event: events.RecordedEvent) -> None:
    """Make the personal signatures that the head authorised."""
    sign_ordered(event.commune_id, event.stream_id, SigningOrder.Kind.PERSON, now=clock.now())


@events.on_effect(dossiers.IssueOrdered, "decisions.seal")
def seal(event: events.RecordedEvent) -> None:
    """Make the agency's signatures that the clerk authorised."""
    sign_ordered(event.commune_id, event.stream_id, SigningOrder.Kind.AGENCY, now=clock.now())
