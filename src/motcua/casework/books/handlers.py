"""What the citizen is told of a parcel. Each effect is safe to run again."""

from motcua.casework.books.models import Parcel
from motcua.casework.books.use_cases.correct_parcel import CORRECTED
from motcua.casework.books.use_cases.follow_parcel import NUMBERED
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices import api as notices
from motcua.kernel.actors import system
from motcua.kernel.events import RecordedEvent, on_effect

# Subject and body; the subject goes on with the code of the dossier.
_NEWS = {
    NUMBERED: (
        "Số bưu gửi của kết quả hồ sơ",
        "Số bưu gửi: {number}. Ông/bà dùng số này để hỏi bưu điện.",
    ),
    Parcel.State.BACK.value: (
        "Bưu điện chưa phát được kết quả hồ sơ",
        "Bản giấy đã về quầy Một cửa. Ông/bà gọi điện hoặc đến quầy Một cửa để hẹn gửi lại hoặc nhận tại quầy.",
    ),
    Parcel.State.LOST.value: (
        "Bưu điện làm thất lạc bản giấy kết quả hồ sơ",
        "Bưu điện báo bản giấy gửi cho ông/bà đã thất lạc. Kết quả vẫn có giá trị; bản điện tử vẫn ở trang hồ sơ."
        " Ông/bà không phải nộp lại hồ sơ. Quầy Một cửa gửi bản khác qua bưu điện hoặc trả tại quầy; ông/bà gọi điện"
        " hoặc đến quầy Một cửa để hẹn.",
    ),
    Parcel.State.NOT_GIVEN.value: (
        "Bản giấy kết quả chưa gửi đi, hồ sơ",
        "Tin trước báo đã giao cho bưu tá là do quầy Một cửa ghi nhầm; mong ông/bà thông cảm. Bản giấy vẫn ở quầy Một"
        " cửa. Số bưu gửi đã báo, nếu có, không dùng nữa. Khi giao cho bưu tá, ông/bà được báo.",
    ),
    CORRECTED: (
        "Bản giấy kết quả vẫn đang ở bưu điện, hồ sơ",
        "Tin trước về bản giấy này do quầy Một cửa ghi nhầm; mong ông/bà thông cảm. Bản giấy vẫn đang ở bưu điện."
        " Ông/bà chờ bưu tá phát, không phải đến quầy.",
    ),
}  # fmt: skip


@on_effect(dossiers.ParcelFollowed, "books.parcel_followed")
def parcel_followed(event: RecordedEvent) -> None:
    """Tell what concerns the citizen: the number by which the post finds it, and where the paper is."""
    if not event.payload["tell"]:
        return
    dossier = dossiers.get_dossier(system(event.commune_id), event.stream_id)
    subject, body = _NEWS[event.payload["what"]]
    notices.tell_news(
        event, dossier, f"{subject} {dossier.reference}", body.format(number=event.payload["number"])
    )
