"""What is said to the person about a file: why it is not taken in, and what to do; or what was changed."""

from collections.abc import Mapping
from types import MappingProxyType

_PHOTO = "Hãy chụp ảnh giấy tờ bằng điện thoại (ảnh JPG, PNG, HEIC) hoặc lưu thành tệp PDF rồi tải lên lại."
_PAGES = "Hãy mở tệp và in lại thành PDF mới, hoặc chụp ảnh từng trang rồi tải lên."
_DESK = "Nếu không làm được, hãy mang giấy tờ đến Bộ phận Một cửa để được quét giúp, không mất tiền."

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "empty": "Tệp này trống, không có nội dung. Hãy chọn lại tệp hoặc chụp lại giấy tờ.",
        "program": f"Đây là tệp chương trình, không phải giấy tờ, nên không được nhận. {_PHOTO}",
        "archive": f"Đây là tệp nén (zip, rar...). Hãy mở tệp nén và tải từng giấy tờ lên. {_PHOTO}",
        "office": "Đây là tệp Word, Excel hoặc PowerPoint. Hãy mở tệp, chọn «Lưu thành PDF» rồi tải PDF lên.",
        "web": f"Đây là trang web hoặc tệp hình vẽ có thể chứa mã lệnh, nên không được nhận. {_PHOTO}",
        "video": "Đây là đoạn phim. Hãy chụp ảnh giấy tờ (từng trang một) rồi tải ảnh lên.",
        "sound": f"Đây là tệp âm thanh, không phải giấy tờ. {_PHOTO}",
        "picture": "Kiểu ảnh này (GIF, BMP, TIFF...) không đọc được. Hãy chụp lại, hoặc lưu ảnh thành JPG.",
        "unknown": f"Không nhận ra đây là ảnh hay tệp PDF. {_PHOTO}",
        "polyglot": "Tệp PDF này có giấu dữ liệu khác ở cuối, nên không được nhận. Hãy in lại thành PDF mới.",
        "picture_damaged": "Ảnh bị hỏng hoặc chưa tải lên hết nên không mở được. Hãy chụp lại rồi tải lên.",
        "picture_too_large": f"Ảnh có quá nhiều điểm ảnh. Hãy chụp lại ở chế độ chụp bình thường. {_DESK}",
        "paper_damaged": f"Tệp PDF bị hỏng hoặc chưa tải lên hết nên không mở được. {_PAGES}",
        "paper_locked": f"Tệp PDF này có mật khẩu nên không mở được. {_PAGES}",
        "paper_too_long": f"Tệp PDF có quá 300 trang. Hãy tách thành nhiều tệp nhỏ hơn. {_DESK}",
        "paper_bomb": f"Tệp PDF này bung ra quá lớn nên không được nhận. {_PAGES}",
        "paper_acts": f"Tệp PDF này có mã lệnh hoặc tệp khác đính kèm, nên không được nhận. {_PAGES}",
        "paper_acts_and_signed": "Tệp PDF đã ký số này có mã lệnh hoặc tệp khác đính kèm nên không được nhận."
        " Hãy xin nơi cấp bản PDF không đính kèm, hoặc chụp ảnh từng trang rồi tải lên.",
        "too_heavy": f"Tệp này mở quá lâu hoặc quá nặng nên không kiểm tra được. {_PHOTO} {_DESK}",
        "paper_signed": "Tệp PDF này có chữ ký số. Xoay hoặc ghép sẽ làm hỏng chữ ký, nên tệp được giữ nguyên.",
        "no_such_page": "Tệp không có trang này.",
    }
)

NOTES: Mapping[str, str] = MappingProxyType(
    {
        "picture_reduced": "Ảnh đã được thu gọn cho nhẹ, chữ vẫn đọc rõ.",
        "paper_repaired": "Tệp PDF có lỗi nhỏ và đã được sửa. Hãy mở xem lại đủ trang chưa.",
        "paper_cleaned": "Tệp PDF có phần tự chạy hoặc tệp đính kèm; phần đó đã bỏ, các trang giữ nguyên.",
    }
)

# What an officer may send a file back for, by the code that is kept with it.
DOUBTS: Mapping[str, str] = MappingProxyType(
    {
        "dark": "Ảnh hơi tối.",
        "blurred": "Ảnh có thể bị mờ.",
        "broken": "Có trang không hiện được ảnh.",
        "signature_broken": "Chữ ký số không hợp lệ hoặc tệp đã bị sửa sau khi ký.",
        "signature_missing": "Tệp chưa được ký số.",
    }
)


def megabytes(size: int) -> str:
    """Return a size as people say it, rounded up, e.g. "100 MB"."""
    return f"{-(-size // (1024 * 1024))} MB"


def too_big(size: int | None, limit: int) -> str:
    """Return what to do with a file over the limit; `size` in bytes when it is known."""
    weight = f"nặng {megabytes(size)}, " if size else ""
    return (
        f"Tệp này {weight}quá mức {megabytes(limit)}. Nếu là ảnh, hãy chụp lại ở chế độ chụp bình thường,"
        " hoặc gửi ảnh qua Zalo cho chính mình rồi lưu ảnh đã nhẹ xuống để nộp. Nếu là PDF, hãy tách thành"
        " nhiều tệp."
        f" {_DESK}"
    )


def too_much_on_the_way() -> str:
    """Return what to do when one person has too much on the way at once."""
    return "Có quá nhiều tệp đang gửi dở. Ông/bà chờ các tệp kia gửi xong, hoặc gỡ bớt, rồi gửi tệp này."


def refused(reason: str, claimed: str) -> str:
    """Return the message for a refusal; `claimed` is the ending that the name had, where it misleads."""
    message = REASONS.get(reason, REASONS["unknown"])
    if claimed:
        return f"Tên tệp ghi là «{claimed}» nhưng bên trong không phải vậy. {message}"
    return message


def misnamed(claimed: str, kind: str) -> str:
    """Return the note that the content differs from the ending of the name, and was taken for what it is."""
    what = "tệp PDF" if kind == "pdf" else "ảnh"
    return f"Tên tệp ghi là «{claimed}» nhưng bên trong là {what}; tệp được nhận là {what}."
