"""The main way: from the search box to a signed PDF that verifies, through everybody's hands."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys import birth, printed
from tests.journeys.birth import Child, Sent
from tests.journeys.person import Person

pytestmark = pytest.mark.journey
Officer = Callable[..., Person]
ACCEPTED = re.compile(r"Mã hồ sơ: (H[\d.]+-\d{6}-\d+)\.")
CHILD = Child("Nguyễn Minh Khôi")


def test_a_birth_registration_from_the_search_box_to_a_signed_paper_that_verifies(
    citizen: Person, officer: Officer, meet: Callable[..., Person], photo: Path, tmp_path: Path
) -> None:
    sent = hand_in(citizen, photo)
    reference = accept(officer, citizen, sent)
    look_up_by_form(citizen, meet, sent, reference, tmp_path)
    decide(officer, citizen, sent)
    hand_out(officer, citizen, sent)
    verify(citizen, sent, tmp_path)
    look_up(meet, reference, sent.letters)


def hand_in(citizen: Person, photo: Path) -> Sent:
    birth.begin(citizen)
    citizen.sees("Nguyễn Văn An", "Trẻ được khai sinh")
    birth.answer(citizen, CHILD, photo)
    citizen.sees(CHILD.name, CHILD.born, birth.MOTHER[0], "1 tệp", "Không phải nộp tiền")
    birth.declare(citizen)
    citizen.presses("Nộp hồ sơ")
    sent = birth.receipt(citizen)
    citizen.sees("Cán bộ kiểm tra hồ sơ", "chậm nhất", "Ông/bà nhận mã hồ sơ và giờ hẹn trả")
    citizen.presses("Theo dõi hồ sơ")
    citizen.sees("Chờ tiếp nhận", "Ông/bà không phải làm gì thêm", "Cán bộ tiếp nhận", sent.code)
    return sent


def accept(officer: Officer, citizen: Person, sent: Sent) -> str:
    """The receptionist finds it in the list, looks at it and accepts it."""
    desk = officer("tiepnhan")
    desk.opens("/mot-cua/")
    desk.sees("Việc chờ tôi", sent.code, "Nguyễn Văn An", "Chờ tiếp nhận")
    desk.presses(sent.code)
    desk.sees("Chờ tiếp nhận", CHILD.name, "✓ VNeID", "Giấy chứng sinh")
    desk.presses("Tiếp nhận")
    desk.sees("Hẹn trả kết quả", "Cách tính hạn", "Phí, lệ phí")
    desk.presses("Tiếp nhận, cấp mã hồ sơ")
    told = ACCEPTED.search(desk.text())
    assert told, desk.text()
    desk.sees("Đã tiếp nhận", "Hẹn trả kết quả")
    citizen.opens(sent.path)
    citizen.sees(told[1], "Hẹn trả kết quả", "Đã tiếp nhận", "Thẩm tra và dự thảo giấy khai sinh")
    return told[1]


def look_up_by_form(
    citizen: Person, meet: Callable[..., Person], sent: Sent, reference: str, tmp_path: Path
) -> None:
    """The QR code of form 01 leads somebody who never logged in to the dossier."""
    citizen.sees_soon("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    form = citizen.downloads("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    (address,) = printed.codes(form, tmp_path)
    relative = meet()
    relative.opens(address)
    relative.sees("Tra cứu hồ sơ", reference, "Đã tiếp nhận", "Thẩm tra và dự thảo giấy khai sinh")
    relative.misses("Nguyễn Văn An", CHILD.name)


def decide(officer: Officer, citizen: Person, sent: Sent) -> None:
    """The handler takes it and proposes, the chair signs, the clerk numbers and seals."""
    handler = officer("hotich")
    handler.opens(birth.at_counter(sent))
    handler.presses("Phân công")
    handler.presses("Nhận về tôi")
    handler.sees("Đã giao hồ sơ", "Đinh Văn Nơ")
    handler.presses("Trình")
    handler.sees("Dự thảo và trình kết quả", CHILD.name)
    birth.draft_result(handler)
    handler.presses("Trình phê duyệt")
    handler.sees("Đã trình dự thảo kết quả")

    chair = officer("chutich")
    chair.opens("/mot-cua/")
    chair.opens(birth.at_counter(sent))
    chair.presses("Phê duyệt")
    chair.sees("Phê duyệt và ký số", "Dự thảo: Giấy khai sinh")
    chair.writes("Mã PIN ký số của ông/bà", birth.PIN)
    chair.presses("Phê duyệt và ký")
    chair.sees("Đã phê duyệt hồ sơ")
    chair.sees_soon("Đã ký số", "Vào sổ và đóng dấu, Văn thư")
    citizen.opens(sent.path)
    citizen.sees("Đang xử lý", "Vào sổ và đóng dấu", "Nguyễn Tấn Phát")

    clerk = officer("vanthu")
    clerk.opens(birth.at_counter(sent))
    clerk.presses("Vào sổ và đóng dấu")
    clerk.sees("Sẽ ghi lên kết quả", "Giấy khai sinh")
    clerk.writes("Mã PIN chữ ký số của cơ quan", birth.PIN)
    clerk.presses("Vào sổ và đóng dấu")
    clerk.sees_soon("Đã có kết quả")


def hand_out(officer: Officer, citizen: Person, sent: Sent) -> None:
    """The return desk hands over, and the citizen is told."""
    desk = officer("tiepnhan")
    desk.opens(birth.at_counter(sent))
    desk.presses("Trả kết quả")
    desk.presses("Đã trả kết quả")
    desk.sees("Đã trả kết quả hồ sơ", "bản điện tử trên cổng")
    citizen.opens("/thong-bao/")
    citizen.opens("/trang-cua-toi/")
    citizen.sees("Đã trả kết quả")
    citizen.opens(sent.path)
    citizen.sees("Kết quả đã được trả", "Giấy khai sinh", "Tải về")


def verify(citizen: Person, sent: Sent, tmp_path: Path) -> None:
    """What was downloaded carries two signatures that hold; the same with one byte changed does not."""
    signed = citizen.downloads("Tải về")
    result = tmp_path / "giay-khai-sinh.pdf"
    result.write_bytes(signed)
    citizen.presses("kiểm tra được chữ ký số")
    citizen.lays("Tệp PDF", result)
    citizen.presses("Kiểm tra", exact=True)
    citizen.sees("Nguyễn Tấn Phát", "Ủy ban nhân dân", "Còn nguyên vẹn", "Đáng tin", "Chữ ký thứ 2")
    citizen.misses("Đã bị sửa", "Chưa đáng tin")
    at = signed.index(b"stream") + 40
    result.write_bytes(signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :])
    citizen.lays("Tệp PDF", result)
    citizen.presses("Kiểm tra", exact=True)
    citizen.sees("Đã bị sửa")


def look_up(meet: Callable[..., Person], reference: str, letters: str) -> None:
    """Code and letters on paper are enough to see where it stands; the public list masks names."""
    relative = meet()
    relative.opens("/tra-cuu/")
    relative.writes("Mã hồ sơ hoặc mã nộp", reference)
    relative.writes("Mã tra cứu (4 ký tự)", letters)
    relative.presses("Tra cứu", exact=True)
    relative.sees("Đã trả kết quả", reference)
    relative.misses("Nguyễn Văn An", CHILD.name)
    relative.writes("Mã tra cứu (4 ký tự)", "ZZZZ")
    relative.presses("Tra cứu", exact=True, answer=404)
    relative.sees("Không có hồ sơ nào khớp")
    relative.opens("/tien-do/")
    relative.sees(reference)
    relative.misses("Nguyễn Văn An")
