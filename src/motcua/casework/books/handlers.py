"""What the citizen is told of a parcel. Each effect is safe to run again."""

from uuid import UUID

from motcua.casework.books.events import ParcelCameBack, ParcelNumbered
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices import api as notices
from motcua.kernel.actors import system
from motcua.kernel.events import RecordedEvent, on_effect


@on_effect(ParcelNumbered, "books.parcel_numbered")
def parcel_numbered(event: RecordedEvent) -> None:
    """Tell the number by which the post finds the parcel."""
    dossier = _dossier_of(event)
    notices.tell_news(
        event,
        dossier,
        f"Số bưu gửi của kết quả hồ sơ {dossier.reference}",
        f"Số bưu gửi: {event.payload['number']}. Ông/bà dùng số này để hỏi bưu điện.",
    )


@on_effect(ParcelCameBack, "books.parcel_came_back")
def parcel_came_back(event: RecordedEvent) -> None:
    """Tell that the paper lies at the desk again."""
    dossier = _dossier_of(event)
    notices.tell_news(
        event,
        dossier,
        f"Bưu điện chưa phát được kết quả hồ sơ {dossier.reference}",
        "Bản giấy đã về quầy Một cửa. Ông/bà gọi điện hoặc đến quầy Một cửa để hẹn gửi lại hoặc nhận tại quầy.",
    )


def _dossier_of(event: RecordedEvent) -> dossiers.DossierInfo:
    return dossiers.get_dossier(system(event.commune_id), UUID(event.payload["dossier_id"]))
