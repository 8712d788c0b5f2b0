"""What the workplace does with its own news. Each effect is safe to run again."""

from uuid import UUID

from motcua.blocks.messaging import api as messaging
from motcua.casework.dossiers import api as dossiers
from motcua.casework.workplace.events import MessagePosted
from motcua.casework.workplace.models import ThreadMessage
from motcua.kernel.actors import system
from motcua.kernel.events import RecordedEvent, on_effect


@on_effect(MessagePosted, "workplace.tell_citizen")
def tell_citizen(event: RecordedEvent) -> None:
    """Tell the citizen that an officer wrote; what was written stays behind their login."""
    dossier = dossiers.get_dossier(system(event.commune_id), UUID(event.payload["dossier_id"]))
    if event.payload["side"] != ThreadMessage.Side.OFFICER or dossier.applicant_id is None:
        return
    messaging.send(
        commune_id=dossier.commune_id,
        applicant_id=dossier.applicant_id,
        cause=f"{event.name}:{event.id}",
        subject=f"Cán bộ viết cho ông/bà về hồ sơ {dossier.reference}",
        body=f"Cán bộ vừa viết cho ông/bà về hồ sơ {dossier.procedure_name}. Ông/bà mở trang hồ sơ, chọn"
        " “Trao đổi với cán bộ” để đọc và trả lời.",
        about_id=dossier.id,
        now=event.at,
        addresses={},
        reference=dossier.reference,
    )
