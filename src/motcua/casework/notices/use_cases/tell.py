"""Tell the citizen the news of a dossier, in words a farmer understands."""

from datetime import datetime

from motcua.blocks.messaging import api as messaging
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock


def moment(at: datetime) -> str:
    """Return "09:00 ngày 24/11/2026"."""
    return f"{clock.local(at):%H:%M ngày %d/%m/%Y}"


def tell(
    dossier: dossiers.DossierInfo, cause: str, subject: str, body: str, *, email: str, now: datetime
) -> None:
    """Send a message about a dossier, once for each cause; without an applicant's account nothing is sent."""
    if dossier.applicant_id is None:
        return
    messaging.send(
        commune_id=dossier.commune_id,
        applicant_id=dossier.applicant_id,
        cause=cause,
        subject=subject,
        body=body,
        about_id=dossier.id,
        now=now,
        addresses={"email": email} if email else {},
        reference=dossier.reference,
    )
