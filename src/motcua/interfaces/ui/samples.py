"""Invented values for the style guide. No person or commune in here exists."""

from datetime import UTC, date, datetime

SAMPLE_PAGES: dict[str, str] = {
    "trang-dau": "Trang đầu của người dân",
    "bieu-mau": "Một trang hỏi",
    "bieu-mau-loi": "Một trang hỏi có lỗi",
    "kiem-tra": "Kiểm tra trước khi nộp",
    "ho-so": "Hồ sơ của người dân",
    "danh-sach": "Danh sách việc của cán bộ",
    "xu-ly": "Hồ sơ trước mặt cán bộ",
}


def _dossier(code: str, name: str, task: str, state: int, due: tuple[str, str, str]) -> dict[str, object]:
    date_text, left, tone = due
    return {
        "code": code,
        "name": name,
        "procedure": task,
        "state": state,
        "date": date_text,
        "left": left,
        "tone": tone,
    }


_DOSSIERS = [
    _dossier(
        "H29.17-250902-0041", "Nguyễn Thị Ngọc Ánh", "Khai sinh", 1, ("02/09 16:00", "còn 2 giờ", "warning")
    ),
    _dossier(
        "H29.17-250902-0038", "Trần Quốc Đệ", "Chứng thực bản sao", 4, ("02/09 17:00", "còn 3 giờ", "neutral")
    ),
    _dossier(
        "H29.17-250901-0032",
        "Lê Hữu Phước",
        "Xác nhận hôn nhân",
        4,
        ("01/09 17:00", "quá 1 ngày", "danger"),
    ),
    _dossier("H29.17-250901-0027", "Võ Thị Bưởi", "Trợ cấp xã hội", 5, ("đang dừng", "", "neutral")),
    _dossier("H29.17-250829-0019", "Đặng Thùy Dương", "Kết hôn", 9, ("29/08 11:30", "đúng hạn", "success")),
]

SAMPLES: dict[str, object] = {
    "maintenance": [
        {
            "on": True,
            "starts_at": datetime(2025, 9, 2, 15, tzinfo=UTC),
            "ends_at": datetime(2025, 9, 2, 17, tzinfo=UTC),
            "text": "Nâng cấp máy chủ.",
        }
    ],
    "site": {
        "commune": "Xã Bến Đình",
        "agency": "Ủy ban nhân dân",
        "agency_full": "Trung tâm Phục vụ hành chính công xã Bến Đình, tỉnh Tây Ninh",
        "help_phone": "0276 3812 345",
        "help_hours": "Thứ Hai đến thứ Sáu, 7 giờ 30 đến 17 giờ",
        "address": "Số 12 đường Trung tâm, ấp Bến Đình",
        "account": "Nguyễn Thị Ngọc Ánh",
        "account_url": "#",
        "role": "Tiếp nhận",
        "search_url": "#",
        "guide_url": "#",
        "privacy_url": "#",
    },
    "form_errors": {
        "child_name": "Điền họ và tên của trẻ",
        "birth_date": "Năm sinh phải có đủ 4 chữ số, ví dụ 2025",
        "gender": "Chọn giới tính của trẻ",
    },
    "genders": [{"value": "nam", "label": "Nam"}, {"value": "nu", "label": "Nữ"}],
    "ways": [
        {"value": "counter", "label": "Nhận tại bộ phận một cửa", "hint": "Mang theo giấy tờ tùy thân"},
        {"value": "post", "label": "Nhận qua bưu điện", "hint": "Người nhận trả cước khi nhận"},
        {"value": "online", "label": "Chỉ nhận bản điện tử"},
    ],
    "relations": [
        {"value": "father", "label": "Cha"},
        {"value": "mother", "label": "Mẹ"},
        {"value": "guardian", "label": "Người giám hộ"},
    ],
    "provinces": [{"value": "72", "label": "Tây Ninh"}, {"value": "79", "label": "Thành phố Hồ Chí Minh"}],
    "communes": ["Xã Bến Đình", "Xã Phước Chỉ", "Phường Tân Ninh"],
    "address": {"province": "72", "commune": "Xã Bến Đình", "line": "Tổ 4, ấp Bến Đình"},
    "birth_date": date(2025, 8, 27),
    "uploaded": [
        {"id": "1", "name": "giay-chung-sinh.jpg", "size": 1_843_200, "url": "#"},
        {"id": "2", "name": "can-cuoc-cua-me-mat-truoc.pdf", "size": 348_160, "url": "#"},
    ],
    "photographed": [
        {
            "id": "1",
            "name": "trang-1.jpg",
            "size": 184_320,
            "url": "#",
            "thumb": "/static/ui/paper-sample.svg",
        },
        {
            "id": "2",
            "name": "trang-2.jpg",
            "size": 201_728,
            "url": "#",
            "thumb": "/static/ui/paper-sample.svg",
            "doubt": "Ảnh hơi tối.",
        },
    ],
    "trail": [{"href": "#", "label": "Trang đầu"}, {"href": "#", "label": "Hộ tịch"}],
    "received_at": datetime(2025, 9, 2, 1, 40, tzinfo=UTC),
    "states": list(range(1, 11)),
    "dossiers": _DOSSIERS,
    "fee": 8000,
}
