"""Forms of a made-up commune, every field filled with a text of its own."""

from dataclasses import replace
from datetime import UTC, date, datetime

from motcua.casework.notices.rules import forms

NEW, OLD = "tt03-2025", "tt01-2018"
AT = datetime(2026, 10, 8, 1, 5, tzinfo=UTC)  # 08:05 in Vietnam
DUE = datetime(2026, 10, 12, 10, 30, tzinfo=UTC)
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
        name=forms.form_name(NEW, "01"),
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
        due_at=DUE,
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
        name=forms.form_name(NEW, "02"),
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
        order_number="07/QĐ-UBND",
        order_dated_on=date(2026, 10, 7),
        lookup_url="https://motcua.suoingoc.example.vn/ho-so/1",
    )


def form_03() -> forms.Form03:
    """Return form 03 for an online dossier that has no code yet."""
    return forms.Form03(
        name=forms.form_name(NEW, "03"),
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


def cash_refund() -> forms.CashRefund:
    """Return the slip of the receipt's 21,000 đồng given back to a daughter."""
    receipt = cash_receipt()
    return forms.CashRefund(
        office=OFFICE,
        number="000003/2026",
        issued_at=AT,
        receiver="Trần Thị Hương",
        payer=OWNER.name,
        dossier_code=CODE,
        procedure=receipt.procedure,
        receipt_number=receipt.number,
        receipt_at=datetime(2026, 10, 1, 2, 0, tzinfo=UTC),
        reason="Hồ sơ đã dừng giải quyết",
        lines=receipt.lines,
        cashier="Lê Minh Tâm",
        lookup_url="https://motcua.suoingoc.example.vn/ho-so/13",
    )


def form_04() -> forms.Form04:
    """Return form 04 with a new date."""
    return forms.Form04(
        name=forms.form_name(NEW, "04"),
        office=OFFICE,
        number="21/VBXL-TTPVHCC",
        issued_at=AT,
        owner=OWNER,
        procedure=BIRTH,
        dossier_code=CODE,
        received_at=AT,
        due_at=DUE,
        reason="Phải xác minh nơi sinh ở tỉnh khác",
        apology="Trung tâm xin lỗi ông/bà vì sự chậm trễ này",
        new_due_at=datetime(2026, 10, 16, 2, 15, tzinfo=UTC),
        signer_title="Trưởng phòng Văn hóa - Xã hội",
        signer="Võ Thị Sáu",
        lookup_url="https://motcua.suoingoc.example.vn/ho-so/4",
    )


def form_05() -> forms.Form05:
    """Return form 05 with every line."""
    return forms.Form05(
        name=forms.form_name(NEW, "05"),
        office=OFFICE,
        number="05/TBD-TTPVHCC",
        issued_at=AT,
        owner=OWNER,
        procedure=BIRTH,
        dossier_code=CODE,
        received_at=AT,
        reason="Hồ sơ không được bổ sung sau ba mươi ngày",
        legal_ground="Nghị định 118/2025/NĐ-CP, Điều 21",
        fee_treatment="Hoàn trả 16.000 đồng đã thu",
        signer_title="Phó Chủ tịch",
        signer="Hồ Văn Bảy",
        lookup_url="https://motcua.suoingoc.example.vn/ho-so/5",
    )


def form_06() -> forms.Form06:
    """Return form 06 with three hand-overs: early, late, and one not taken yet."""
    later = datetime(2026, 10, 9, 3, 40, tzinfo=UTC)
    return forms.Form06(
        name=forms.form_name(NEW, "06"),
        office=OFFICE,
        number=CODE,
        issued_at=AT,
        owner=OWNER,
        procedure=BIRTH,
        papers=form_01().papers,
        term="02 ngày làm việc",
        received_at=AT,
        due_at=DUE,
        hand_overs=(
            forms.HandOver(
                "Người nộp", "Bộ phận Một cửa", AT, AT, "Trần Văn Khoẻ", "Phạm Quốc Bảo", "", "Nộp hồ sơ"
            ),
            forms.HandOver(
                "Bộ phận Một cửa",
                "Phòng Văn hóa",
                AT,
                later,
                "Phạm Quốc Bảo",
                "Đinh Văn Nơ",
                "early",
                "Tiếp nhận",
            ),
            forms.HandOver(
                "Phòng Văn hóa", "Lãnh đạo", later, later, "Đinh Văn Nơ", "Nguyễn Tấn Phát", "on_time"
            ),
            forms.HandOver("Lãnh đạo", "Văn thư", later, None, "Nguyễn Tấn Phát", "", "late", "Đã ký duyệt"),
        ),
        sets=2,
        lookup_url="https://motcua.suoingoc.example.vn/ho-so/6",
    )


def form_07() -> forms.Form07:
    """Return a month of the register with two dossiers, one of them returned."""
    returned, owner = datetime(2026, 10, 12, 8, 20, tzinfo=UTC), replace(OWNER, email="")
    return forms.Form07(
        name=forms.form_name(NEW, "07"),
        office=OFFICE,
        year=2026,
        month=10,
        issued_at=AT,
        rows=(
            forms.RegisterRow(
                "974", CODE[:-1] + "4", BIRTH, owner, "counter", AT, DUE, None, "", "Chờ bổ sung"
            ),
            forms.RegisterRow("975", CODE, BIRTH, owner, "post", AT, DUE, returned, "Bản giấy tại quầy"),
        ),
        summary="Cộng: 2 hồ sơ; đã trả kết quả 1 hồ sơ",
        keeper="Phạm Quốc Bảo",
    )


def hand_over_list() -> forms.HandOverList:
    """Return a list of two results, one with a fee, one by post."""
    return forms.HandOverList(
        office=OFFICE,
        number="31/2026",
        issued_at=AT,
        handed_at=AT,
        giver="Trần Quốc Bảo",
        giver_unit="Văn phòng",
        receiver="Lê Thị Mai",
        receiver_unit="Quầy trả kết quả",
        rows=(
            forms.ResultRow(CODE, BIRTH.name, "Giấy khai sinh", OWNER.name, OWNER.address, 16_000),
            forms.ResultRow(
                CODE[:-1] + "6", "Chứng thực", "Bản sao", SUBMITTER.name, SUBMITTER.address, 0, True
            ),
        ),
    )


def post_list() -> forms.PostList:
    """Return a list of one parcel."""
    return forms.PostList(
        office=OFFICE,
        number="12/2026",
        issued_at=AT,
        handed_at=AT,
        giver="Lê Thị Mai",
        postman="Cao Văn Thư",
        rows=(forms.PostRow("EK123456789VN", CODE, OWNER.name, OWNER.address, OWNER.phone),),
    )


def joint_receipt() -> forms.JointReceipt:
    """Return one receipt for two dossiers."""
    line = forms.ReceiptLine(CODE, "K7QM", BIRTH, OWNER.name, 4, "02 ngày làm việc", DUE, "16.000 đồng")
    other = replace(line, dossier_code=CODE[:-1] + "6", lookup_secret="R2DD", owner=SUBMITTER.name)
    return forms.JointReceipt(
        name=forms.form_name(NEW, "01"),
        office=OFFICE,
        number=f"{CODE}/2",
        issued_at=AT,
        submitter=SUBMITTER,
        channel="counter",
        received_at=AT,
        lines=(line, other),
        return_place="Quầy trả kết quả, tầng 1",
        receiver="Phạm Quốc Bảo",
        lookup_url="https://motcua.suoingoc.example.vn/tra-cuu/",
    )


def withdrawal_slip() -> forms.WithdrawalSlip:
    """Return the slip of a dossier given back with two papers."""
    return forms.WithdrawalSlip(
        office=OFFICE,
        number="02/PRHS-TTPVHCC",
        issued_at=AT,
        granted=True,
        owner=OWNER,
        procedure=BIRTH,
        dossier_code=CODE,
        asked_at=AT,
        asked="Tại quầy, bằng đơn",
        reason="Khai nhầm nơi sinh",
        answer="Trả giấy tờ cho chủ hồ sơ",
        papers=("Giấy chứng sinh", "Giấy chứng nhận kết hôn"),
        officer="Phạm Quốc Bảo",
        lookup_url="https://motcua.suoingoc.example.vn/ho-so/7",
    )


def amount_notice() -> forms.AmountNotice:
    """Return a notice of two amounts and one that is told later."""
    return forms.AmountNotice(
        office=OFFICE,
        number="09/TBNT-TTPVHCC",
        issued_at=AT,
        payer=OWNER,
        dossier_code=CODE,
        procedure=BIRTH,
        lines=(
            forms.FeeLine("Lệ phí cấp phép xây dựng", 1, 75_000),
            forms.FeeLine("Phí thẩm định", 2, 30_000),
        ),
        reason="Thông báo thuế số 88 của chi cục thuế",
        limit_at=DUE,
        pay_at="Nộp tại quầy Một cửa hoặc chuyển khoản",
        officer="Đinh Văn Nơ",
        undecided=("Lệ phí trước bạ",),
        lookup_url="https://motcua.suoingoc.example.vn/ho-so/8",
    )
