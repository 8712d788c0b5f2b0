"""What becomes of the parts of a joint dossier: each result as it comes, each refusal with its reason."""

from uuid import UUID

from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices import news
from motcua.casework.notices.handlers.shared import owed_words, tell_news
from motcua.kernel.actors import system
from motcua.kernel.events import RecordedEvent, on_effect


@on_effect(dossiers.PartDone, "notices.part_done")
def part_done(event: RecordedEvent) -> None:
    """Tell that the result of a part is there; of the last one the result of the whole dossier tells."""
    dossier, part = _read(event)
    if not dossier.state.is_over:
        tell_news(event, dossier, *news.part_done(dossier, part, owed_words(dossier)))


@on_effect(dossiers.PartRefused, "notices.part_refused")
def part_refused(event: RecordedEvent) -> None:
    """Tell why a part has no result, and that the others go on."""
    dossier, part = _read(event)
    tell_news(event, dossier, *news.part_refused(dossier, part))


def _read(event: RecordedEvent) -> tuple[dossiers.DossierInfo, dossiers.PartInfo]:
    actor = system(event.commune_id)
    dossier = dossiers.get_dossier(actor, UUID(event.payload["dossier_id"]))
    part = next(one for one in dossiers.list_parts(actor, dossier) if one.id == event.stream_id)
    return dossier, part
