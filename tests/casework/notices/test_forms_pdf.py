import io
import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from motcua.casework.notices.printing import preview_form, print_form
from motcua.casework.notices.rules.forms import Form, MissingItem, sheet
from tests.factories import papers
from tests.factories.pdf_text import document_text, page_texts

ALL = [papers.form_01(), papers.form_02(), papers.form_03(), papers.cash_receipt()]
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
    office = {papers.OFFICE.address, papers.OFFICE.phone, papers.OFFICE.website}  # form 01 only
    expected = (
        set(texts_in(form)) - codes - {form.lookup_url} - (set() if form.number == papers.CODE else office)
    )
    assert [datum for datum in expected if datum.casefold() not in text] == []


@pytest.mark.parametrize("form", ALL, ids=name_of)
def test_the_fullest_form_fits_one_page(form: Form) -> None:
    assert len(page_texts(print_form(form, created_at=papers.AT))) == 1


@pytest.mark.parametrize("form", ALL, ids=name_of)
def test_the_qr_code_leads_to_the_look_up(form: Form) -> None:
    (page,) = preview_form(form, ppi=150)
    assert [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(page)))] == [form.lookup_url]


@pytest.mark.parametrize("form", ALL, ids=name_of)
def test_the_same_form_is_the_same_file(form: Form) -> None:
    assert print_form(form, created_at=papers.AT) == print_form(form, created_at=papers.AT)


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
