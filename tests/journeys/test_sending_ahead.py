"""Going on while a photo is still being sent: it comes after, and nothing is handed in without it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys import birth, quiet
from tests.journeys.birth import Child
from tests.journeys.person import Person
from tests.journeys.sending import LIGHT_ENOUGH, PAPER, Line, laid, of_250_kilobytes

pytestmark = pytest.mark.journey
# 51 kB/s and 400 ms, as `make bench-ux` has them.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 52_224, "uploadThroughput": 52_224}
SENDING, SENT = "Đang gửi nốt 1 tệp", "Các tệp đã gửi xong."

Bring = Callable[..., Line]


@pytest.fixture
def at_last_page(citizen: Person, mother: str) -> Bring:
    """Bring a citizen to the papers, all else filled in; the line is cut at so many bytes of a file."""

    def bring(cut_at: int = 150_000) -> Line:
        draft = birth.open_form(citizen, mother)
        quiet.answer(citizen, draft, Child("Nguyễn Gửi Sau", relation="Mẹ"))
        line = Line(citizen)
        line.cuts(cut_at)
        return line

    return bring


@pytest.fixture
def at_check(citizen: Person, at_last_page: Bring, tmp_path: Path) -> Bring:
    """Bring a citizen to the check, their photo cut off in the middle."""

    def bring() -> Line:
        line = at_last_page()
        citizen.lays(PAPER, of_250_kilobytes(tmp_path / "gui-sau.jpg"))
        citizen.presses("Tiếp tục")
        citizen.sees("Kiểm tra lại trước khi nộp")
        return line

    return bring


def carried(person: Person) -> Locator:
    """Return what the page says of files on their way."""
    return person.page.locator("[data-carry]")


def row(person: Person) -> Locator:
    """Return the papers as the check lists them."""
    return person.page.locator("#giay-to-kem-theo")


def files_of(person: Person) -> int:
    """Return how many files of the paper lie with the dossier that was just handed in."""
    person.presses("Theo dõi hồ sơ")
    return person.page.locator("main .link-list a").filter(has_text=PAPER).count()


def test_on_a_slow_line_the_photo_is_sent_while_the_next_page_is_read(
    citizen: Person, at_last_page: Bring, tmp_path: Path
) -> None:
    line = at_last_page()
    line.mends()
    slow = citizen.context.new_cdp_session(citizen.page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", SLOW)
    citizen.lays(PAPER, birth.photograph(tmp_path / "cham.jpg"))
    citizen.presses("Tiếp tục")
    expect(carried(citizen)).to_contain_text(SENDING)
    assert line.sent < 150_000, "the person waited for the photo"
    expect(row(citizen)).to_contain_text("Đang gửi 1 tệp")
    citizen.misses("Chưa có: Giấy chứng sinh")
    expect(carried(citizen)).to_contain_text(SENT, timeout=30_000)
    expect(row(citizen)).to_contain_text("1 tệp")
    expect(row(citizen)).not_to_contain_text("Đang gửi")
    citizen.examine()
    birth.declare(citizen)
    citizen.presses("Nộp hồ sơ")
    birth.receipt(citizen)
    assert files_of(citizen) == 1


def test_a_line_cut_at_the_check_is_waited_out_and_the_last_press_waits_too(
    citizen: Person, at_check: Bring
) -> None:
    line = at_check()
    expect(carried(citizen)).to_contain_text("Mất mạng")
    citizen.examine()
    birth.declare(citizen)
    citizen.button("Nộp hồ sơ").click()
    citizen.sees("Đang gửi nốt tệp. Gửi xong sẽ tự nộp.")
    with citizen.page.expect_navigation(url="**/da-nop/"):
        line.mends()
    birth.receipt(citizen)
    assert line.sent <= 2 * LIGHT_ENOUGH
    assert files_of(citizen) == 1


def test_the_check_closed_and_opened_again_goes_on_where_it_was(citizen: Person, at_check: Bring) -> None:
    line = at_check()
    expect(carried(citizen)).to_contain_text("Mất mạng")
    address, already = citizen.page.url, line.sent
    citizen.page.close()
    citizen.page = citizen.context.new_page()
    citizen.watch(citizen.page)
    line.mends()
    citizen.opens(address)
    expect(carried(citizen)).to_contain_text(SENT)
    assert already < line.sent <= LIGHT_ENOUGH + 150_000
    assert len(line.pieces) > 1 and line.pieces[-1][0] >= 64_000
    citizen.opens(address.replace("kiem-tra", "cac-phan"))
    citizen.misses(SENDING, "chưa gửi xong")


def test_going_back_to_the_papers_the_photo_goes_on_there(citizen: Person, at_check: Bring) -> None:
    line = at_check()
    expect(carried(citizen)).to_contain_text("Mất mạng")
    citizen.goes_back()
    citizen.misses("Gửi dở")
    line.mends()
    assert len(laid(citizen)) == 1


def test_what_the_server_doubts_is_read_before_it_is_handed_in(
    citizen: Person, at_last_page: Bring, tmp_path: Path
) -> None:
    line = at_last_page(cut_at=0)
    citizen.lays(PAPER, birth.photograph(tmp_path / "toi.jpg", light=0.2))
    expect(citizen.page.locator("[data-upload-list]")).to_contain_text("Ảnh hơi tối.", timeout=20_000)
    citizen.button("Tiếp tục").click()
    citizen.sees("Đọc được chữ thì bấm lần nữa")
    citizen.presses("Tiếp tục")
    expect(carried(citizen)).to_contain_text("Mất mạng")
    birth.declare(citizen)
    citizen.button("Nộp hồ sơ").click()
    citizen.sees("Gửi xong sẽ tự nộp")
    line.mends()
    told = citizen.page.locator("#nen-sua")
    expect(told).to_contain_text("ảnh hơi tối", timeout=20_000)
    expect(told).to_be_focused()
    expect(carried(citizen)).to_contain_text(SENT)
    citizen.examine()
    citizen.presses("Nộp hồ sơ")
    birth.receipt(citizen)


def test_a_photo_that_is_refused_at_the_check_is_told_there(
    citizen: Person, at_last_page: Bring, tmp_path: Path
) -> None:
    line = at_last_page(cut_at=0)
    (tmp_path / "hong.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"hong" * 10_000)
    citizen.lays(PAPER, tmp_path / "hong.jpg")
    citizen.presses("Tiếp tục")
    birth.declare(citizen)
    citizen.button("Nộp hồ sơ").click()
    citizen.allowed |= {422}
    line.mends()
    refused = carried(citizen).locator("li").filter(has_text="Ảnh bị hỏng")
    expect(refused).to_be_focused(timeout=20_000)
    citizen.examine()
    citizen.presses("Nộp hồ sơ")
    citizen.sees("Chưa có: Giấy chứng sinh")


def test_on_another_telephone_it_is_told_and_may_be_given_up(
    citizen: Person, at_check: Bring, meet: Callable[..., Person], mother: str
) -> None:
    at_check()
    address = citizen.page.url
    expect(carried(citizen)).to_contain_text("Mất mạng")
    other = meet()
    other.opens("/dang-nhap/")
    other.enters_as_citizen(mother)
    other.opens(address)
    other.sees("Còn 1 tệp chưa gửi xong")
    birth.declare(other)
    other.presses("Nộp hồ sơ")
    other.sees("Giấy chứng sinh: tệp đang gửi, chưa tới nơi.")
    other.presses("Xem hoặc xóa tệp")
    other.sees("gui-sau.jpg", "Gửi dở")
    other.presses("Xóa gui-sau.jpg")
    other.misses("gui-sau.jpg")
    other.presses("Tiếp tục")
    other.sees("Chưa có: Giấy chứng sinh")


def test_where_the_telephone_keeps_nothing_the_page_waits(
    citizen: Person, at_last_page: Bring, tmp_path: Path
) -> None:
    citizen.context.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    line = at_last_page()
    citizen.lays(PAPER, of_250_kilobytes(tmp_path / "kin.jpg"))
    expect(citizen.page.locator("[data-upload-list]")).to_contain_text("Mất mạng")
    citizen.button("Tiếp tục").click()
    citizen.sees("Đang gửi nốt tệp. Gửi xong sẽ tự sang bước tiếp theo.")
    with citizen.page.expect_navigation():
        line.mends()
    citizen.sees("Kiểm tra lại trước khi nộp")
    citizen.misses("chưa gửi xong", SENDING)


def test_a_supplement_is_sent_in_pieces_too_and_waits_for_its_file(
    citizen: Person, officer: Callable[..., Person], photo: Path, mother: str, tmp_path: Path
) -> None:
    sent = birth.submit(citizen, Child("Nguyễn Bổ Sung Dần", relation="Mẹ"), photo, mother)
    birth.accept(officer("tiepnhan"), sent)
    handler = officer("hotich")
    handler.opens(f"{birth.at_counter(sent)}bo-sung/")
    handler.page.get_by_label("Cần bổ sung, sửa gì: Giấy chứng sinh").fill("Ảnh bị mờ, chụp lại.")
    handler.presses("Gửi yêu cầu bổ sung")

    line = Line(citizen)
    line.cuts(150_000)
    citizen.opens(f"{sent.path}bo-sung/")
    citizen.lays("Tệp gửi bổ sung", of_250_kilobytes(tmp_path / "chup-lai.jpg"))
    expect(citizen.page.locator("[data-upload-list]")).to_contain_text("Mất mạng")
    citizen.examine()
    already = line.sent
    citizen.page.goto("about:blank")
    citizen.opens(f"{sent.path}bo-sung/")
    citizen.misses("Gửi dở")
    expect(citizen.page.locator("[data-upload-list]")).to_contain_text("Mất mạng")
    citizen.button("Gửi bổ sung").click()
    citizen.sees("Đang gửi nốt tệp")
    with citizen.page.expect_navigation():
        line.mends()
    citizen.sees("Đã gửi phần bổ sung", "Đang xử lý", "chup-lai.jpg")
    assert already < line.sent <= LIGHT_ENOUGH
    assert line.is_seamless()


def test_what_another_window_handed_in_is_not_waited_for(citizen: Person, at_check: Bring) -> None:
    line = at_check()
    birth.declare(citizen)
    other = citizen.tab()
    # The line of this window is whole; after the next pause the file goes over it.
    other.page.route("**/gui/*/", lambda route: route.continue_())
    expect(carried(other)).not_to_contain_text(SENDING, timeout=30_000)
    birth.declare(other)
    other.presses("Nộp hồ sơ")
    sent = birth.receipt(other)
    citizen.allowed |= {404, 409}
    line.mends()
    citizen.presses("Nộp hồ sơ")
    citizen.sees(sent.code)
