import io
import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from motcua.casework.notices.printing import preview_form, print_form
from motcua.casework.notices.rules.forms import (
    AmountNotice,
    Form,
    Form01,
    Form06,
    Form07,
    HandOverList,
    JointReceipt,
    MissingItem,
    PostList,
    form_name,
    set_keys,
    sheet,
)
from tests.casework.notices.fields_b4 import FIELDS
from tests.factories import papers
from tests.factories.pdf_text import document_text, page_texts

ALL = [
    papers.form_01(), papers.form_02(), papers.form_03(), papers.form_04(), papers.form_05(), papers.form_06(),
    papers.form_07(), papers.hand_over_list(), papers.post_list(), papers.joint_receipt(),
    papers.withdrawal_slip(), papers.amount_notice(), papers.cash_receipt(),
    papers.cash_refund(),
]  # fmt: skip
BY_NAME = {type(form).__name__: form for form in ALL}
WITH_CODE = [form for form in ALL if form.lookup_url]
HEADING = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "ỦY BAN NHÂN DÂN XÃ SUỐI NGỌC",
)
# Circular 03/2025/TT-VPCP, Annex I: what each form must show.
REQUIRED: dict[str, tuple[str, ...]] = {
    "Form01": (
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "Số: H15.50.05.13-261008-0975",
        "Suối Ngọc, ngày 08 tháng 10 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Mã tra cứu (4 ký tự) K7QM",
        "Bộ phận tiếp nhận: Trung tâm Phục vụ hành chính công xã Suối Ngọc",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Hương Giang",
        "Hình thức nộp hồ sơ: Trực tiếp tại quầy",
        "Địa chỉ: Số 12, thôn Đông, xã Suối Ngọc",
        "Số điện thoại: 0912 345 678",
        "Thư điện tử: huonggiang@example.vn",
        "Số căn cước/hộ chiếu: 066188001234",
        "Nội dung yêu cầu giải quyết: Đăng ký khai sinh (mã thủ tục: 1.001193)",
        "Chủ hồ sơ: Trần Văn Khoẻ",
        "Địa chỉ của chủ hồ sơ: Thôn Tây, xã Suối Ngọc",
        "1 Giấy chứng sinh Bản chính 1",
        "2 Giấy chứng nhận kết hôn Bản chụp 3",
        "3 Trích lục cải chính Bản sao có chứng thực 4",
        "4 Tờ khai Bản điện tử 5",
        "Số lượng hồ sơ: 02 (bộ)",
        "Thời gian giải quyết hồ sơ theo quy định: 02 ngày làm việc",
        "Thời gian nhận hồ sơ: 08 giờ 05 phút, ngày 08 tháng 10 năm 2026",
        "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 30 phút, ngày 12 tháng 10 năm 2026",
        "Nhận qua dịch vụ bưu chính công ích, tại Số 12, thôn Đông",
        "quyển số: 07/2026",
        "Số thứ tự: 975",
        "Phí, lệ phí: 16.000 đồng và Lệ phí quá hạn (số tiền báo khi thu); nộp tại quầy Một cửa trước khi nhận",
        "Ủy quyền nhận kết quả: Ông Lê Văn Tám nhận thay",
        "14 trang; số bản giấy: 6; số bản điện tử: 8; phí: 10.000 đồng",
        "NGƯỜI NỘP HỒ SƠ (Ký và ghi rõ họ tên) Nguyễn Thị Hương Giang",
        "NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên) Phạm Quốc Bảo",
    ),
    "Form02": (
        "Số: 15/PBS-TTPVHCC",
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Bộ phận tiếp nhận: Trung tâm Phục vụ hành chính công xã Suối Ngọc",
        "Tiếp nhận hồ sơ của: Trần Văn Khoẻ",
        "Mã hồ sơ: H15.50.05.13-261008-0975",
        "Đăng ký khai sinh (mã thủ tục: 1.001193)",
        "Địa chỉ: Thôn Tây, xã Suối Ngọc",
        "Số điện thoại: 0912 345 679",
        "Thư điện tử: khoe@example.vn",
        "1 Giấy chứng sinh Ảnh bị mờ, chụp lại rõ bốn góc",
        "2 Nơi sinh của trẻ Ghi đầy đủ tên bệnh viện",
        "Lý do: Hồ sơ chưa đủ thành phần",
        "Căn cứ: Điều 16 Luật Hộ tịch số 60/2014/QH13",
        "trước hết ngày 02 tháng 11 năm 2026",
        "Lê Thị Mỹ Duyên",
        "0262 3888 889",
        "huongdan.suoingoc.example.vn",
        "NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên) Phạm Quốc Bảo",
    ),
    "Form03": (
        "Số: 03/PTC-TTPVHCC",
        "PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ",
        "Bộ phận tiếp nhận: Trung tâm Phục vụ hành chính công xã Suối Ngọc",
        "Tiếp nhận hồ sơ của: Trần Văn Khoẻ",
        "Mã lần nộp: NS-2026-000123",
        "Đăng ký khai sinh (mã thủ tục: 1.001193)",
        "Địa chỉ: Thôn Tây, xã Suối Ngọc",
        "Số điện thoại: 0912 345 679",
        "Thư điện tử: khoe@example.vn",
        "Lý do: Trẻ đã được đăng ký khai sinh",
        "Căn cứ: Khoản 1 Điều 13 Luật Hộ tịch số 60/2014/QH13",
        "Xin bản sao trích lục khai sinh tại Trung tâm nào cũng được",
        "Lê Thị Mỹ Duyên",
        "0262 3888 889",
        "huongdan.suoingoc.example.vn",
        "Phạm Quốc Bảo",
    ),
    "Form04": (
        "Mẫu số 04 (Thông tư số 03/2025/TT-VPCP)",
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Chủ hồ sơ: Trần Văn Khoẻ",
        "Mã hồ sơ: H15.50.05.13-261008-0975",
        "Thời gian nhận hồ sơ: 08 giờ 05 phút, ngày 08 tháng 10 năm 2026",
        "Thời gian hẹn trả kết quả: 17 giờ 30 phút, ngày 12 tháng 10 năm 2026",
        "Lý do: Phải xác minh nơi sinh ở tỉnh khác",
        "Trung tâm xin lỗi ông/bà vì sự chậm trễ này",
        "Thời gian hẹn trả kết quả mới: 09 giờ 15 phút, ngày 16 tháng 10 năm 2026",
        "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI (Ký và ghi rõ họ tên) Võ Thị Sáu",
    ),
    "Form05": (
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Chủ hồ sơ: Trần Văn Khoẻ",
        "Mã hồ sơ: H15.50.05.13-261008-0975",
        "Lý do dừng giải quyết: Hồ sơ không được bổ sung sau ba mươi ngày",
        "Căn cứ: Nghị định 118/2025/NĐ-CP, Điều 21",
        "Phí, lệ phí: Hoàn trả 16.000 đồng đã thu",
        "Suối Ngọc, ngày 08 tháng 10 năm 2026",
        "có quyền phản ánh, kiến nghị, khiếu nại",
        "PHÓ CHỦ TỊCH (Ký và ghi rõ họ tên) Hồ Văn Bảy",
    ),
    "Form06": (
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ Mã hồ sơ: H15.50.05.13-261008-0975 Bản 1: lưu hồ sơ",
        "Bản 2: lưu tại bộ phận Một cửa",
        "Bộ phận tiếp nhận: Trung tâm Phục vụ hành chính công xã Suối Ngọc",
        "3 Trích lục cải chính Bản sao có chứng thực 4",
        "Số lượng hồ sơ: 02 (bộ)",
        "Bên giao Bên nhận Giao lúc Nhận lúc Người giao Người nhận Kết quả Ghi chú",
        "Bộ phận Một cửa Phòng Văn hóa 08:05, 08/10/2026 10:40, 09/10/2026 Phạm Quốc Bảo Đinh Văn Nơ Trước hạn",
        "Đinh Văn Nơ Nguyễn Tấn Phát Đúng hạn",
        "Lãnh đạo Văn thư 10:40, 09/10/2026 Nguyễn Tấn Phát Quá hạn Đã ký duyệt",
    ),
    "Form07": (
        "Mẫu số 07 (Thông tư số 03/2025/TT-VPCP)",
        "Quyển số: 2026",
        "SỔ THEO DÕI HỒ SƠ Tháng 10 năm 2026",
        "STT Mã hồ sơ Thủ tục Chủ hồ sơ Địa chỉ, số điện thoại Cách nộp Ngày nhận Hẹn trả Ngày trả Cách trả Ký nhận"
        " Ghi chú",
        "974 H15.50.05.13-261008-0974 Đăng ký khai sinh (1.001193) Trần Văn Khoẻ Thôn Tây, xã Suối Ngọc 0912 345 679"
        " Trực tiếp tại quầy 08:05, 08/10/2026 17:30, 12/10/2026 Chờ bổ sung",
        "15:20, 12/10/2026 Bản giấy tại quầy",
        "Cộng: 2 hồ sơ; đã trả kết quả 1 hồ sơ",
    ),
    "HandOverList": (
        "Số: 31/2026",
        "DANH SÁCH BÀN GIAO KẾT QUẢ GIẢI QUYẾT HỒ SƠ",
        "Thời gian bàn giao: 08 giờ 05 phút, ngày 08 tháng 10 năm 2026",
        "Mã hồ sơ Nội dung Kết quả Chủ hồ sơ Địa chỉ Phí phải thu Bưu chính",
        "1 H15.50.05.13-261008-0975 Đăng ký khai sinh Giấy khai sinh Trần Văn Khoẻ Thôn Tây, xã Suối Ngọc 16.000 đồng",
        "– Có Cộng: 2 kết quả 16.000 đồng",
        "BÊN GIAO (Ký và ghi rõ họ tên) Trần Quốc Bảo BÊN NHẬN (Ký và ghi rõ họ tên) Lê Thị Mai",
    ),
    "PostList": (
        "DANH SÁCH GIAO BƯU TÁ",
        "EK123456789VN H15.50.05.13-261008-0975 Trần Văn Khoẻ Thôn Tây, xã Suối Ngọc 0912 345 679",
        "BƯU TÁ (Ký và ghi rõ họ tên) Cao Văn Thư",
    ),
    "JointReceipt": (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ (dùng cho 02 hồ sơ nộp cùng lúc)",
        "Số: H15.50.05.13-261008-0975/2",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Hương Giang",
        "H15.50.05.13-261008-0975; K7QM",
        "H15.50.05.13-261008-0976; R2DD",
        "02 ngày làm việc; 17:30, 12/10/2026",
        "Nhận kết quả tại: Quầy trả kết quả, tầng 1",
    ),
    "WithdrawalSlip": (
        "PHIẾU RÚT HỒ SƠ",
        "Thời điểm xin rút: 08 giờ 05 phút, ngày 08 tháng 10 năm 2026",
        "Cách xin rút: Tại quầy, bằng đơn",
        "Lý do xin rút: Khai nhầm nơi sinh",
        "đồng ý cho rút hồ sơ",
        "2 Giấy chứng nhận kết hôn",
    ),
    "AmountNotice": (
        "THÔNG BÁO NỘP TIỀN",
        "Lý do phải nộp: Thông báo thuế số 88 của chi cục thuế",
        "2 Phí thẩm định 2 30.000 đồng 60.000 đồng",
        "Tổng cộng 135.000 đồng",
        "Số tiền viết bằng chữ: Một trăm ba mươi lăm nghìn đồng",
        "Chưa tính khoản sau, số tiền báo khi thu: Lệ phí trước bạ",
        "Hạn nộp: 17 giờ 30 phút, ngày 12 tháng 10 năm 2026",
        "thời gian giải quyết hồ sơ tạm dừng",
    ),
    "CashReceipt": (
        "Mã số thuế: 6001234567",
        "Mẫu số: 01BLP0-001",
        "Ký hiệu: SN-26P",
        "Số: 0000021",
        "BIÊN LAI THU PHÍ, LỆ PHÍ",
        "Liên 2: Giao cho người nộp tiền",
        "Người nộp tiền: Nguyễn Thị Hương Giang",
        "Số căn cước/hộ chiếu: 066188001234",
        "Địa chỉ: Số 12, thôn Đông, xã Suối Ngọc",
        "Mã hồ sơ: H15.50.05.13-261008-0975",
        "Chứng thực bản sao từ bản chính (mã thủ tục: 2.000815)",
        "1 Phí chứng thực, trang 1-2 2 2.000 đồng 4.000 đồng",
        "2 Phí chứng thực, từ trang 3 17 1.000 đồng 17.000 đồng",
        "Tổng cộng 21.000 đồng",
        "Số tiền viết bằng chữ: Hai mươi mốt nghìn đồng",
        "Hình thức thanh toán: Tiền mặt",
        "Ghi chú: Nộp thay cho con",
        "NGƯỜI THU TIỀN (Ký và ghi rõ họ tên) Lê Minh Tâm",
    ),
    "CashRefund": (
        "PHIẾU HOÀN TRẢ PHÍ, LỆ PHÍ",
        "Số: 000003/2026",
        "Suối Ngọc, ngày 08 tháng 10 năm 2026",
        "Liên 2: Giao cho người nhận tiền",
        "Đơn vị hoàn trả: Trung tâm Phục vụ hành chính công xã Suối Ngọc",
        "Người nhận tiền: Trần Thị Hương",
        "Chủ hồ sơ: Trần Văn Khoẻ",
        "Mã hồ sơ: H15.50.05.13-261008-0975",
        "Chứng thực bản sao từ bản chính (mã thủ tục: 2.000815)",
        "Hoàn trả theo biên lai số: 0000021, ngày 01 tháng 10 năm 2026",
        "Lý do hoàn trả: Hồ sơ đã dừng giải quyết",
        "2 Phí chứng thực, từ trang 3 17 1.000 đồng 17.000 đồng",
        "Tổng cộng 21.000 đồng",
        "Số tiền viết bằng chữ: Hai mươi mốt nghìn đồng",
        "Hình thức hoàn trả: Tiền mặt",
        "NGƯỜI NHẬN TIỀN (Ký và ghi rõ họ tên) Trần Thị Hương",
        "NGƯỜI TRẢ TIỀN (Ký và ghi rõ họ tên) Lê Minh Tâm",
    ),
}


def name_of(form: Form) -> str:
    return type(form).__name__


def texts_in(value: Any) -> list[str]:
    """Every string anywhere in a form."""
    if is_dataclass(value):
        return [text for f in fields(value) for text in texts_in(getattr(value, f.name))]
    if isinstance(value, tuple):
        return [text for item in value for text in texts_in(item)]
    return [value] if isinstance(value, str) and value else []


@pytest.mark.parametrize("form", ALL, ids=name_of)
def test_every_required_field_is_on_the_paper(form: Form) -> None:
    text = document_text(print_form(form, created_at=papers.AT))
    missing = [field for field in HEADING + REQUIRED[name_of(form)] if field not in text]
    assert missing == []


@pytest.mark.parametrize("form", ALL, ids=name_of)
def test_no_datum_of_the_form_is_left_out(form: Form) -> None:
    """A field added to the dataclass must also be printed."""
    text = document_text(print_form(form, created_at=papers.AT)).casefold()
    codes = {"counter", "post", "original", "photocopy", "certified", "electronic"}  # printed as words
    codes |= {"early", "on_time", "late"}
    office = {papers.OFFICE.address, papers.OFFICE.phone, papers.OFFICE.website}  # form 01 only
    expected = set(texts_in(form)) - codes - {form.lookup_url}
    expected -= set() if isinstance(form, (Form01, JointReceipt)) else office
    # The lists are headed by the agency alone.
    expected -= (
        {form.office.unit} if isinstance(form, (Form07, HandOverList, PostList, AmountNotice)) else set()
    )
    assert [datum for datum in expected if datum.casefold() not in text] == []


@pytest.mark.parametrize("form", ALL, ids=name_of)
def test_the_fullest_form_fits_one_page_for_each_copy(form: Form) -> None:
    copies = len(getattr(form, "copies", ("",)))
    assert len(page_texts(print_form(form, created_at=papers.AT))) == copies


@pytest.mark.parametrize("form", WITH_CODE, ids=name_of)
def test_the_qr_code_leads_to_the_look_up(form: Form) -> None:
    page, *_ = preview_form(form, ppi=150)
    assert [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(page)))] == [form.lookup_url]


@pytest.mark.parametrize("form", ALL, ids=name_of)
def test_the_same_form_is_the_same_file(form: Form) -> None:
    assert print_form(form, created_at=papers.AT) == print_form(form, created_at=papers.AT)


def test_every_item_of_the_field_lists_has_a_field_of_its_own() -> None:
    """Domain list of forms 01-07 and the hand-over list; an item that no field answers for is a fault."""
    for name, items in FIELDS.items():
        assert items, name
        for item, path in items.items():
            found: tuple[Any, ...] = (BY_NAME[name],)
            for part in path.split("."):
                found = tuple(one for whole in found for one in as_tuple(getattr(whole, part)))
            assert any(found), f"{name}: {item}"


def as_tuple(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


@pytest.mark.parametrize(("number", "old"), [("04", "04"), ("06", "05"), ("07", "06"), ("05", "05")])
def test_a_dossier_of_before_the_new_circular_gets_the_old_set(number: str, old: str) -> None:
    assert set_keys() == (papers.OLD, papers.NEW)
    form = replace(BY_NAME[f"Form{number}"], name=form_name(papers.OLD, number))
    text = document_text(print_form(form, created_at=papers.AT))
    circular = "03/2025" if number == "05" else "01/2018"  # The old set has no notice of a stop.
    assert f"Mẫu số {old} (Thông tư số {circular}/TT-VPCP)" in text
    assert ("Hồ sơ tiếp nhận theo bộ mẫu trước" in text) == (number == "05")
    assert ("PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in text) == (number == "04")


@pytest.mark.parametrize(
    ("form", "field", "count"),
    [
        ("Form06", "hand_overs", 60),
        ("Form07", "rows", 60),
        ("HandOverList", "rows", 60),
        ("PostList", "rows", 60),
    ],
)
def test_the_longest_table_repeats_its_head_and_loses_no_line(form: str, field: str, count: int) -> None:
    """Long names and codes of one level more stay in their cells: on each page every line is whole."""
    whole = BY_NAME[form]
    row = getattr(whole, field)[-1]
    long = {"note": "Chờ xác minh " * 4} if hasattr(row, "note") else {"address": "Xóm Rất Dài " * 6}
    many = replace(whole, **{field: (replace(row, **long),) * (count - 1) + (replace(row, **LAST[form]),)})
    pages = page_texts(print_form(many, created_at=papers.AT))
    copies = len(many.copies) if isinstance(many, Form06) else 1
    assert len(pages) >= 3 * copies
    head = "Bên giao" if form == "Form06" else "STT"
    assert all(head in page for page in pages[: len(pages) // copies - 1])
    assert " ".join(pages).count(next(iter(LAST[form].values()))) == copies


LAST = {
    "Form06": {"note": "Dòng cuối"},
    "Form07": {"dossier_code": "H15.50.05.13.02-261008-9999"},
    "HandOverList": {"dossier_code": "H15.50.05.13.02-261008-9999"},
    "PostList": {"dossier_code": "H15.50.05.13.02-261008-9999"},
}


def test_what_is_missing_leaves_a_dotted_line() -> None:
    bare = replace(papers.form_01(), book="", certification=None, authorisation="")
    text = document_text(print_form(bare, created_at=papers.AT))
    assert re.search(r"quyển số:( ?\.){5,}", text)
    assert "Chứng thực:" not in text
    assert "Ủy quyền" not in text


def test_forty_missing_items_run_on_to_numbered_pages() -> None:
    many = tuple(MissingItem(f"Giấy tờ thứ {n}", "Bổ sung bản chính " * 4) for n in range(1, 41))
    pages = page_texts(print_form(replace(papers.form_02(), items=many), created_at=papers.AT))
    assert len(pages) > 1
    assert pages[1].startswith("2 ")
    assert "Giấy tờ thứ 40" in " ".join(pages)
    assert not pages[0].startswith("1 ")


def test_hostile_names_are_printed_as_they_are() -> None:
    name = '#eval("1") $x$ \\ @ _b_ <c> *d*'
    form = replace(papers.form_01(), submitter=replace(papers.SUBMITTER, name=name))
    assert f"Tiếp nhận hồ sơ của: {name}" in document_text(print_form(form, created_at=papers.AT))


def test_moments_are_shown_on_the_clock_of_vietnam() -> None:
    assert sheet(papers.form_01())["received_at"] == {
        "year": 2026,
        "month": 10,
        "day": 8,
        "hour": 8,
        "minute": 5,
    }
