"""What synchronisation does with news of dossiers. Each effect is safe to run again."""

from motcua.casework.dossiers import api as dossiers
from motcua.casework.synchronisation.use_cases.report import report
from motcua.kernel import clock
from motcua.kernel.events import RecordedEvent, on_effect


# Every event that may move a dossier to another of the national states.
@on_effect(dossiers.DossierAccepted, "synchronisation.report")
@on_effect(dossiers.DossierRefused, "synchronisation.report")
@on_effect(dossiers.DossierAssigned, "synchronisation.report")
@on_effect(dossiers.SupplementProposed, "synchronisation.report")
@on_effect(dossiers.SupplementRequested, "synchronisation.report")
@on_effect(dossiers.SupplementAnswered, "synchronisation.report")
@on_effect(dossiers.PaymentRequested, "synchronisation.report")
@on_effect(dossiers.PaymentSettled, "synchronisation.report")
@on_effect(dossiers.PaymentCancelled, "synchronisation.report")
@on_effect(dossiers.DossierWithdrawn, "synchronisation.report")
@on_effect(dossiers.DossierStopped, "synchronisation.report")
@on_effect(dossiers.DossierReopened, "synchronisation.report")
@on_effect(dossiers.ResultProposed, "synchronisation.report")
@on_effect(dossiers.ResultIssued, "synchronisation.report")
@on_effect(dossiers.ResultReturned, "synchronisation.report")
@on_effect(dossiers.ReturnTakenBack, "synchronisation.report")
def report_change(event: RecordedEvent) -> None:
    """Tell the national portal, if the dossier came from there."""
    report(event.commune_id, event.stream_id, now=clock.now())
