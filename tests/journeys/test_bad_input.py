"""What people do wrong, and what they meet: a plain message, nothing lost, nothing doubled."""

import re
import socket
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys import birth
from tests.journeys.birth import Child
from tests.journeys.person import Person
from tests.journeys.product import Product

pytestmark = pytest.mark.journey
NAME = "Họ, chữ đệm và tên của trẻ"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_double_click_on_send_hands_in_once(
    meet: Callable[..., Person], photo: Path, scripts: bool, mother: str
) -> None:
    citizen = meet(scripts=scripts)
    draft = birth.prepare(citizen, Child("Nguyễn Bấm Đúp", relation="Mẹ"), photo, mother)
    before = birth.submitted(citizen)
    citizen.opens(f"{draft}kiem-tra/")
    birth.declare(citizen)
    citizen.button("Nộp hồ sơ").dblclick()
    # The second click breaks off the navigation of the first; what counts is where they end.
    expect(citizen.page).to_have_url(re.compile("/da-nop/$"), timeout=30_000)
    citizen.page.wait_for_load_state()
    birth.receipt(citizen)
    assert birth.submitted(citizen) == before + 1


def test_back_after_sending_and_a_second_window_lead_to_the_same_dossier(
    meet: Callable[..., Person], photo: Path, mother: str
) -> None:
    citizen = meet()
    birth.prepare(citizen, Child("Nguyễn Quay Lại", relation="Mẹ"), photo, mother)
    other = citizen.tab()
    birth.declare(other)
    # A photo that this window is still sending is refused once the dossier was handed in from the other.
    other.allowed.add(409)
    citizen.presses("Nộp hồ sơ")
    sent = birth.receipt(citizen)
    count = birth.submitted(citizen)
    citizen.goes_back()
    citizen.goes_back()
    citizen.misses("Nộp hồ sơ")
    citizen.sees(sent.code)
    other.presses("Nộp hồ sơ")
    other.sees(sent.code)
    assert birth.submitted(citizen) == count


def test_two_windows_on_one_page_lose_nothing(meet: Callable[..., Person], mother: str) -> None:
    citizen = meet()
    birth.open_form(citizen, mother)
    other = citizen.tab()
    birth.answer_child(citizen, Child("Nguyễn Cửa Sổ Một", relation="Mẹ"))
    citizen.presses("Lưu, làm tiếp sau")
    birth.answer_child(other, Child("Nguyễn Cửa Sổ Hai", relation="Mẹ"))
    other.presses("Tiếp tục", answer=409)
    other.sees("ở cửa sổ khác, mục này vừa được ghi là «Nguyễn Cửa Sổ Một»")
    assert other.box(NAME).input_value() == "Nguyễn Cửa Sổ Hai"
    other.presses("Tiếp tục")
    other.sees("Nơi sinh và quê quán")
    other.presses("Quay lại")
    assert other.box(NAME).input_value() == "Nguyễn Cửa Sổ Hai"


def test_a_session_that_ends_in_mid_form_costs_no_word(meet: Callable[..., Person], mother: str) -> None:
    citizen = meet()
    birth.open_form(citizen, mother)
    birth.answer_child(citizen, Child("Nguyễn Hết Phiên", relation="Mẹ"))
    citizen.loses_session()
    citizen.allowed = {401}
    citizen.presses("Tiếp tục")
    citizen.allowed = set()
    citizen.sees("Đăng nhập bằng VNeID", "Phiên đăng nhập đã hết", "Nội dung vừa gõ đã được giữ")
    citizen.enters_as_citizen(mother)
    citizen.sees("Nội dung vừa gõ đã được lưu lại")
    assert citizen.box(NAME).input_value() == "Nguyễn Hết Phiên"
    citizen.presses("Tiếp tục")
    citizen.sees("Nơi sinh và quê quán")


def test_files_that_are_no_papers_are_refused_by_content_and_by_size(
    meet: Callable[..., Person], photo: Path, tmp_path: Path, mother: str
) -> None:
    program, huge = tmp_path / "giay-chung-sinh.jpg.jpg", tmp_path / "ban-quet-100mb.pdf"
    program.write_bytes(b"MZ\x90\x00" + bytes(4096))
    with huge.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(100 * 1024 * 1024)
    heavy = tmp_path / "anh-100mb.jpg"
    with heavy.open("wb") as file:
        file.write(photo.read_bytes())
        file.truncate(100 * 1024 * 1024)
    # With scripts they are refused in the browser and told at the file, see test_photos.
    citizen = meet(scripts=False)
    draft = birth.prepare(citizen, Child("Nguyễn Sai Tệp", relation="Mẹ"), photo, mother)
    citizen.opens(f"{draft}giay-to/")
    citizen.lays("Giấy chứng sinh", program)
    citizen.presses("Tải lên rồi thêm tệp khác")
    citizen.sees("Có chỗ cần sửa", "giay-chung-sinh.jpg.jpg", "giay-chung-sinh.jpg 4")
    assert citizen.page.title().startswith("Lỗi: ")
    citizen.lays("Giấy chứng sinh", huge)
    citizen.presses("Tải lên rồi thêm tệp khác")
    citizen.sees("ban-quet-100mb.pdf", "20 MB", "giay-chung-sinh.jpg 4")
    citizen.lays("Giấy chứng sinh", heavy)
    citizen.presses("Tải lên rồi thêm tệp khác")
    citizen.sees("anh-100mb.jpg", "20 MB", "giay-chung-sinh.jpg 4")
    citizen.presses("Tiếp tục")
    citizen.sees("Kiểm tra lại trước khi nộp", "1 tệp")


def test_one_supplement_in_the_same_dossier_and_the_clock_rests_meanwhile(
    meet: Callable[..., Person], officer: Callable[..., Person], photo: Path, mother: str
) -> None:
    citizen = meet()
    sent = birth.submit(citizen, Child("Nguyễn Bổ Sung", relation="Mẹ"), photo, mother)
    desk, handler = officer("tiepnhan"), officer("hotich")
    birth.accept(desk, sent)
    handler.opens(birth.at_counter(sent))
    handler.presses("Yêu cầu bổ sung")
    handler.sees("Chỉ được yêu cầu một lần")
    handler.presses("Gửi yêu cầu bổ sung", answer=422)
    handler.sees("Có chỗ cần sửa")
    handler.page.get_by_label("Cần bổ sung, sửa gì: Giấy chứng sinh").fill("Ảnh bị mờ, chụp lại.")
    handler.page.get_by_label(f"Cần bổ sung, sửa gì: {NAME}").fill("Tên thiếu chữ đệm.")
    handler.presses("Gửi yêu cầu bổ sung")
    handler.sees("Đã yêu cầu bổ sung 2 mục", "Hạn tạm dừng", "Chờ bổ sung")
    handler.sees_soon("Phiếu yêu cầu bổ sung")

    citizen.opens(sent.path)
    citizen.sees("Chờ bổ sung", "Cần bổ sung trước ngày", "thời gian chờ không tính vào hạn")
    citizen.presses("Bổ sung ngay")
    citizen.sees("Ảnh bị mờ, chụp lại.", "Tên thiếu chữ đệm.")
    citizen.writes(NAME, "Nguyễn Văn Bổ Sung")
    citizen.lays("Tệp gửi bổ sung", photo)
    citizen.presses("Gửi bổ sung")
    citizen.sees("Đã gửi phần bổ sung", "Đang xử lý")
    citizen.opens(f"{sent.path}bo-sung/", answer=409)
    citizen.sees("Không có gì cần bổ sung", "có thể đã được gửi rồi")

    handler.opens(birth.at_counter(sent))
    handler.sees("Nguyễn Văn Bổ Sung", "Tờ khai đã được bổ sung ngày", "Đang xử lý")
    handler.unfolds("Cách tính hạn trả kết quả")
    handler.sees("Tạm dừng", "chờ bổ sung hồ sơ", "Tính tiếp từ", "Hẹn trả mới")
    assert not handler.button("Yêu cầu bổ sung").count()
    handler.opens(f"{birth.at_counter(sent)}bo-sung/")
    handler.sees("đã được yêu cầu bổ sung một lần")
    handler.misses("Gửi yêu cầu bổ sung")


def test_a_refusal_says_why_in_form_03(
    meet: Callable[..., Person], officer: Callable[..., Person], photo: Path, mother: str
) -> None:
    citizen = meet()
    sent = birth.submit(citizen, Child("Nguyễn Bị Từ Chối", relation="Mẹ"), photo, mother)
    desk = officer("tiepnhan")
    desk.opens(birth.at_counter(sent))
    desk.presses("Từ chối tiếp nhận")
    desk.presses("Từ chối tiếp nhận", answer=422)
    desk.sees("Có chỗ cần sửa")
    desk.chooses("Lý do", "Việc này đã được giải quyết ở hồ sơ khác.")
    desk.writes("Ghi rõ thêm cho người dân", "Trẻ đã được khai sinh ngày hôm qua.")
    desk.presses("Từ chối tiếp nhận")
    desk.sees("Không tiếp nhận")
    citizen.opens(sent.path)
    citizen.sees("Không tiếp nhận", "Hồ sơ không được tiếp nhận", "đã được giải quyết ở hồ sơ khác")
    citizen.sees_soon("Phiếu từ chối")
    assert citizen.downloads("Phiếu từ chối").startswith(b"%PDF")


def test_approval_by_the_wrong_role_is_refused(
    meet: Callable[..., Person], officer: Callable[..., Person], photo: Path, mother: str
) -> None:
    citizen = meet()
    sent = birth.submit(citizen, Child("Nguyễn Sai Vai", relation="Mẹ"), photo, mother)
    desk, handler = officer("tiepnhan"), officer("hotich")
    birth.accept(desk, sent)
    birth.propose(handler, sent)
    handler.misses("Phê duyệt và ký số d")
    for person in (handler, desk):
        person.opens(f"{birth.at_counter(sent)}duyet/", answer=403)
        person.sees("không có quyền")
    chair = officer("chutich")
    chair.opens(f"{birth.at_counter(sent)}duyet/")
    chair.writes("Mã PIN ký số của ông/bà", "000000")
    chair.presses("Phê duyệt và ký", answer=422)
    chair.sees("Có chỗ cần sửa", "PIN")


def test_what_belongs_to_others_cannot_be_seen(
    meet: Callable[..., Person], officer: Callable[..., Person], photo: Path, mother: str
) -> None:
    citizen, stranger = meet(), meet()
    sent = birth.submit(citizen, Child("Nguyễn Của Riêng", relation="Mẹ"), photo, mother)
    stranger.opens("/dang-nhap/")
    stranger.enters_as_citizen("Phạm Thị Hạnh")
    desk = officer("tiepnhan")
    nobody = f"/ho-so/{uuid.uuid4()}/"
    for person, path in ((stranger, sent.path), (stranger, nobody), (desk, f"/mot-cua{nobody}")):
        person.opens(path, answer=404)
        person.sees("Không tìm thấy")
        person.misses("Nguyễn Của Riêng")


def test_phones_that_stop_in_the_middle_of_a_photo_keep_nobody_waiting(
    citizen: Person, product: Product
) -> None:
    place = urlsplit(product.url)
    head = f"POST /dang-nhap/ HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Length: 250000\r\n\r\n"
    with ExitStack() as stalled:
        for _ in range(40):
            phone = stalled.enter_context(socket.create_connection((place.hostname, place.port)))
            phone.sendall(head.encode() + b"JFIF")
        citizen.opens("/thu-tuc/")
        citizen.sees("Đăng ký khai sinh")
