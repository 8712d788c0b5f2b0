"""What every handler needs: the dossier of an event, its history line, and a message to the citizen."""

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices.use_cases import compose
from motcua.casework.notices.use_cases.tell import tell
from motcua.kernel import clock
from motcua.kernel.actors import system
from motcua.kernel.events import RecordedEvent


def dossier_of(event: RecordedEvent) -> dossiers.DossierInfo:
    return dossiers.get_dossier(system(event.commune_id), event.stream_id)


def line_of(event: RecordedEvent) -> dossiers.HistoryLine:
    """Return the history line of the event: who acted, and what they wrote."""
    return dossiers.line_of_event(event.commune_id, event.stream_id, event.id)


def email_of(dossier: dossiers.DossierInfo) -> str:
    return compose.party(dossier, compose.desk_of(dossier, clock.now(), "Gửi thông báo")).email


def tell_news(event: RecordedEvent, dossier: dossiers.DossierInfo, subject: str, body: str) -> None:
    tell(dossier, f"{event.name}:{event.id}", subject, body, email=email_of(dossier), now=event.at)


def owed_words(dossier: dossiers.DossierInfo) -> str:
    charge = payments.owing(dossier.commune_id, dossier.id)
    return charge.words if charge else ""
