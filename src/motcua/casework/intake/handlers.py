"""What intake does with news of dossiers. Each effect is safe to run again."""

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.finding import findable_of
from motcua.casework.intake.models import AnswerVersion
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import system
from motcua.kernel.events import RecordedEvent, on_effect


@on_effect(dossiers.DossierSubmitted, "intake.make_findable")
@on_effect(dossiers.SupplementAnswered, "intake.make_findable")
@on_effect(dossiers.AnswersEntered, "intake.make_findable")
def make_findable(event: RecordedEvent) -> None:
    """Make a dossier findable by what its latest answers say."""
    dossier = dossiers.get_dossier(system(event.commune_id), event.stream_id)
    with tenancy.scope(communes=[event.commune_id]):
        rows = AnswerVersion.objects.filter(commune_id=event.commune_id, dossier_id=dossier.id)
        latest = rows.order_by("-number").first()
    if latest is None:
        return  # opened without a declaration: its owner is all that is known
    form = catalogue.get_version(dossier.version_id).form
    hamlets = organisation.list_hamlets(event.commune_id, clock.local_date(event.at))
    commune = organisation.get_commune(event.commune_id).name
    dossiers.keep_findable(event.commune_id, dossier.id, findable_of(form, latest.answers, hamlets, commune))
