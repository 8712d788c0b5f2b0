"""Why a dossier of the national portal cannot be taken in, and what the officer does about it."""

from collections.abc import Mapping

_AGAIN = "Hệ thống tự thử lại; làm xong có thể bấm «Thử lại» ngay."
REASONS: Mapping[str, tuple[str, str]] = {
    "waiting": ("Cổng quốc gia vừa báo, chưa nhận xong.", "Không phải làm gì: hệ thống nhận trong ít phút."),
    "no_code": (
        "Hồ sơ không có mã của Cổng quốc gia.",
        "Báo nơi vận hành kết nối để gửi lại kèm mã hồ sơ; không có mã thì không báo lại kết quả được.",
    ),
    "no_procedure": (
        "Hồ sơ không ghi mã thủ tục đọc được.",
        "Mở hồ sơ trên Cổng quốc gia xem là thủ tục nào, báo nơi vận hành kết nối gửi lại.",
    ),
    "unknown_procedure": (
        "Thủ tục {procedure} chưa công bố ở xã, hoặc xã không tiếp nhận.",
        f"Nếu xã có tiếp nhận: công bố thủ tục trong Danh mục. Nếu không: trả hồ sơ trên Cổng quốc gia. {_AGAIN}",
    ),
    "no_name": (
        "Hồ sơ không có họ tên chủ hồ sơ đọc được.",
        "Mở hồ sơ trên Cổng quốc gia để xem, liên hệ người nộp; báo nơi vận hành kết nối gửi lại.",
    ),
    "no_citizen_id": (
        "Chủ hồ sơ không có số định danh 12 chữ số hợp lệ (thiếu số, số cũ 9 chữ số, hoặc là tổ chức).",
        "Mở hồ sơ trên Cổng quốc gia, liên hệ người nộp. Người nộp có thể nộp lại bằng tài khoản VNeID của mình.",
    ),
    "files": (
        "Danh sách tệp đính kèm không đọc được.",
        "Mở hồ sơ trên Cổng quốc gia xem các tệp; báo nơi vận hành kết nối gửi lại.",
    ),
    "file_missing": (
        "Tệp thứ {number} không còn trên Cổng quốc gia.",
        f"Báo nơi vận hành kết nối, hoặc nhắn người nộp gửi lại tệp trên Cổng quốc gia. {_AGAIN}",
    ),
    "file_too_large": (
        "Tệp thứ {number} nặng quá mức được nhận.",
        "Nhắn người nộp gửi tệp nhẹ hơn trên Cổng quốc gia, hoặc mang giấy tờ đến quầy.",
    ),
    "file_foreign": (
        "Tệp thứ {number} nằm ở địa chỉ lạ, không phải kho tệp của Cổng quốc gia, nên không tải về cho an toàn.",
        "Báo quản trị hệ thống xem lại địa chỉ kho tệp đã khai; nếu đúng, báo nơi vận hành kết nối.",
    ),
    "file_refused": (
        "Tệp thứ {number} không phải ảnh hay PDF mở được.",
        "Mở tệp trên Cổng quốc gia để xem; nhắn người nộp gửi lại ảnh hoặc PDF.",
    ),
    "no_answer": (
        "Cổng quốc gia chưa trả lời khi tải tệp.",
        "Không phải làm gì: hệ thống tự thử lại. Nếu kéo dài, báo quản trị hệ thống.",
    ),
    "fault": (
        "Phần mềm gặp lỗi khi nhận hồ sơ này ({detail}).",
        "Báo quản trị hệ thống; hồ sơ được giữ nguyên và thử lại.",
    ),
}


def words_of(reason: str, told: Mapping[str, object]) -> tuple[str, str]:
    """Return what is wrong and what is to be done."""
    said, advice = REASONS[reason]
    return said.format(**told), advice
