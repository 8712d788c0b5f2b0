"""Forms of a made-up commune, every field filled with a text of its own."""

from dataclasses import replace
from datetime import UTC, date, datetime

from motcua.casework.notices.rules import forms

AT = datetime(2026, 10, 8, 1, 5, tzinfo=UTC)  # 08:05 in Vietnam
CODE = "H15.50.05.13-261008-0975"
OFFICE = forms.Office(
    superior="Ủy ban nhân dân xã Suối Ngọc",
    agency="Trung tâm Phục vụ hành chính công",
    unit="Trung tâm Phục vụ hành chính công xã Suối Ngọc",
    place="Suối Ngọc",
    address="Thôn Đông, xã Suối Ngọc, tỉnh Đắk Lắk",
    phone="0262 3888 888",
    website="motcua.suoingoc.example.vn",
)
SUBMITTER = forms.Party(
    name="Nguyễn Thị Hương Giang",
    address="Số 12, thôn Đông, xã Suối Ngọc",
    phone="0912 345 678",
    email="huonggiang@example.vn",
    identity_number="066188001234",
)
OWNER = forms.Party(
    name="Trần Văn Khoẻ",
    address="Thôn Tây, xã Suối Ngọc",
    phone="0912 345 679",
    email="khoe@example.vn",
)
BIRTH = forms.Procedure("1.001193", "Đăng ký khai sinh")
GUIDE = forms.Guide("Lê Thị Mỹ Duyên", "0262 3888 889", "huongdan.suoingoc.example.vn")


def form_01() -> forms.Form01:
    """Return form 01 with every optional line."""
    return forms.Form01(
        office=OFFICE,
        number=CODE,
        issued_at=AT,
        lookup_url=f"https://motcua.suoingoc.example.vn/tra-cuu/?ma={CODE}",
        lookup_secret="K7QM",
        submitter=SUBMITTER,
        channel="counter",
        owner=forms.Party(OWNER.name, OWNER.address),
        procedure=BIRTH,
        papers=(
            forms.ReceivedPaper("Giấy chứng sinh", "original", 1),
            forms.ReceivedPaper("Giấy chứng nhận kết hôn", "photocopy", 3),
            forms.ReceivedPaper("Trích lục cải chính", "certified", 4),
            forms.ReceivedPaper("Tờ khai", "electronic", 5),
        ),
        term="02 ngày làm việc",
        received_at=AT,
        due_at=datetime(2026, 10, 12, 10, 30, tzinfo=UTC),
        return_method="post",
        return_place="Số 12, thôn Đông",
        receiver="Phạm Quốc Bảo",
        sets=2,
        book="07/2026",
        book_entry="975",
        authorisation="Ông Lê Văn Tám nhận thay",
        certification=forms.CertificationOrder(pages=14, paper_copies=6, electronic_copies=8, fee=10_000),
        fee="16.000 đồng và Lệ phí quá hạn (số tiền báo khi thu)",
    )


def form_02() -> forms.Form02:
    """Return form 02 with two missing items."""
    return forms.Form02(
        office=OFFICE,
        number="15/PBS-TTPVHCC",
        issued_at=AT,
        dossier_code=CODE,
        owner=OWNER,
        procedure=BIRTH,
        items=(
            forms.MissingItem("Giấy chứng sinh", "Ảnh bị mờ, chụp lại rõ bốn góc"),
            forms.MissingItem("Nơi sinh của trẻ", "Ghi đầy đủ tên bệnh viện"),
        ),
        reason="Hồ sơ chưa đủ thành phần",
        legal_ground="Điều 16 Luật Hộ tịch số 60/2014/QH13",
        guide=GUIDE,
        receiver="Phạm Quốc Bảo",
        limit=date(2026, 11, 2),
        lookup_url="https://motcua.suoingoc.example.vn/ho-so/1",
    )


def form_03() -> forms.Form03:
    """Return form 03 for an online dossier that has no code yet."""
    return forms.Form03(
        office=OFFICE,
        number="03/PTC-TTPVHCC",
        issued_at=AT,
        dossier_code="",
        submission_id="NS-2026-000123",
        owner=OWNER,
        procedure=BIRTH,
        reason="Trẻ đã được đăng ký khai sinh",
        legal_ground="Khoản 1 Điều 13 Luật Hộ tịch số 60/2014/QH13",
        instead="Xin bản sao trích lục khai sinh tại Trung tâm nào cũng được",
        guide=GUIDE,
        receiver="Phạm Quốc Bảo",
        lookup_url="https://motcua.suoingoc.example.vn/ho-so/2",
    )


def cash_receipt() -> forms.CashReceipt:
    """Return a receipt with two lines, 21,000 đồng in all."""
    return forms.CashReceipt(
        office=OFFICE,
        tax_code="6001234567",
        template_mark="01BLP0-001",
        series="SN-26P",
        number="0000021",
        issued_at=AT,
        payer=replace(SUBMITTER, phone="", email=""),
        dossier_code=CODE,
        procedure=forms.Procedure("2.000815", "Chứng thực bản sao từ bản chính"),
        lines=(
            forms.FeeLine("Phí chứng thực, trang 1-2", 2, 2_000),
            forms.FeeLine("Phí chứng thực, từ trang 3", 17, 1_000),
        ),
        cashier="Lê Minh Tâm",
        lookup_url="https://motcua.suoingoc.example.vn/xac-minh/?so=0000021",
        note="Nộp thay cho con",
    )
