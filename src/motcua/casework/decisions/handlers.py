"""What decisions do when a signature was ordered, and when a result is there."""

from motcua.casework.decisions.models import Decision, SigningOrder
from motcua.casework.decisions.use_cases.sign import sign_ordered
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock, events, tenancy


@events.on_effect(dossiers.ResultApproved, "decisions.sign_as_person")
def sign_as_person(event: events.RecordedEvent) -> None:
    """Make the personal signatures that the head authorised."""
    sign_ordered(event.commune_id, event.stream_id, SigningOrder.Kind.PERSON, now=clock.now())


@events.on_effect(dossiers.IssueOrdered, "decisions.seal")
def seal(event: events.RecordedEvent) -> None:
    """Make the agency's signatures that the clerk authorised."""
    sign_ordered(event.commune_id, event.stream_id, SigningOrder.Kind.AGENCY, now=clock.now())


@events.on_effect(dossiers.OwnResultsIssued, "decisions.make_own_findable")
@events.on_effect(dossiers.ResultIssued, "decisions.make_findable")
def make_findable(event: events.RecordedEvent) -> None:
    """Make a dossier findable by the numbers of its results."""
    with tenancy.scope(communes=[event.commune_id]):
        rows = Decision.objects.filter(commune_id=event.commune_id, dossier_id=event.stream_id)
        numbers = list(rows.values_list("number", flat=True))
    dossiers.keep_numbers(event.commune_id, event.stream_id, [("result_number", one) for one in numbers])
