"""Photos of papers from a telephone: made light before they are sent, doubted when they cannot be read."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys import birth
from tests.journeys.person import Person
from tests.journeys.sending import LIGHT_ENOUGH, PAPER, PIECE, Line, laid, of_250_kilobytes, rows

pytestmark = pytest.mark.journey


def test_a_photo_of_twelve_megapixels_is_made_light_and_sent_at_once(
    at_papers: Person, line: Line, tmp_path: Path
) -> None:
    heavy = birth.photograph(tmp_path / "chung-sinh.jpg")
    assert heavy.stat().st_size > 1_000_000
    at_papers.lays(PAPER, heavy)
    [row] = laid(at_papers)
    assert "chung-sinh.jpg" in row
    assert "mờ" not in row and "tối" not in row
    assert 0 < line.sent <= LIGHT_ENOUGH
    at_papers.examine()
    at_papers.presses("Tiếp tục")
    at_papers.sees("Nơi sinh và quê quán")


def test_a_photo_cut_off_in_the_middle_goes_on_when_the_line_is_back(
    at_papers: Person, line: Line, tmp_path: Path
) -> None:
    line.cuts(150_000)
    at_papers.lays(PAPER, of_250_kilobytes(tmp_path / "dut-mang.jpg"))
    state = at_papers.page.locator("[data-upload-list]")
    expect(state).to_contain_text("Mất mạng")
    already = line.sent
    assert already >= 190_000
    at_papers.examine()
    line.mends()
    assert len(laid(at_papers)) == 1
    assert line.is_seamless()
    assert already < line.sent <= LIGHT_ENOUGH


def test_a_photo_goes_on_after_the_page_was_closed_in_the_middle(
    at_papers: Person, line: Line, tmp_path: Path
) -> None:
    line.cuts(150_000)
    at_papers.lays(PAPER, of_250_kilobytes(tmp_path / "het-pin.jpg"))
    expect(at_papers.page.locator("[data-upload-list]")).to_contain_text("Mất mạng")
    address, already = at_papers.page.url, line.sent
    at_papers.page.goto("about:blank")
    line.mends()
    at_papers.opens(address)
    assert len(laid(at_papers)) == 1
    assert line.is_seamless()
    assert already < line.sent <= LIGHT_ENOUGH
    at_papers.presses("Tiếp tục")
    at_papers.sees("Nơi sinh và quê quán")


def test_nothing_readable_of_a_photo_waits_on_the_telephone(
    at_papers: Person, line: Line, tmp_path: Path
) -> None:
    line.cuts(0)
    at_papers.lays(PAPER, birth.photograph(tmp_path / "rieng-tu.jpg"))
    expect(at_papers.page.locator("[data-upload-list]")).to_contain_text("Mất mạng")
    kept = at_papers.page.evaluate(
        """async () => {
          const done = (asked) => new Promise((told) => (asked.onsuccess = () => told(asked.result)));
          const db = await done(indexedDB.open("motcua-giay-to"));
          const [row] = await done(db.transaction("files").objectStore("files").getAll());
          const text = new TextDecoder("latin1").decode(row.sealed);
          return { size: text.length, clear: text.includes("JFIF") || text.includes("rieng-tu"),
                   names: Object.keys(row) };
        }"""
    )
    assert kept["size"] > 100_000
    assert not kept["clear"]
    assert sorted(kept["names"]) == ["at", "component", "doubt", "draft", "id", "iv", "sealed", "url"]
    line.mends()
    rows(at_papers)


def test_without_a_network_the_photo_waits_and_pressing_on_waits_with_it(
    at_papers: Person, tmp_path: Path
) -> None:
    at_papers.loses_line()
    at_papers.lays(PAPER, birth.photograph(tmp_path / "mat-song.jpg"))
    expect(at_papers.page.locator("[data-upload-list]")).to_contain_text("Mất mạng")
    at_papers.button("Tiếp tục").click()
    at_papers.sees("Đang gửi nốt tệp")
    with at_papers.page.expect_navigation():
        at_papers.finds_line()
    at_papers.sees("Nơi sinh và quê quán")


def test_after_the_login_was_over_the_photo_goes_on_by_itself(
    at_papers: Person, line: Line, mother: str, tmp_path: Path
) -> None:
    line.cuts(60_000)
    at_papers.lays(PAPER, birth.photograph(tmp_path / "het-phien.jpg"))
    expect(at_papers.page.locator("[data-upload-list]")).to_contain_text("Mất mạng")
    at_papers.loses_session()
    at_papers.allowed |= {401}
    line.mends()
    expect(at_papers.page.locator("[data-upload-list]")).to_contain_text("Phiên đăng nhập đã hết")
    at_papers.presses("Tiếp tục")
    at_papers.enters_as_citizen(mother)
    at_papers.misses("chọn lại giúp")
    assert len(laid(at_papers)) == 1
    assert line.is_seamless()


def test_a_second_choice_adds_and_one_may_be_taken_out(at_papers: Person, tmp_path: Path) -> None:
    first, second, third = (
        birth.paper(tmp_path / f"trang-{page}.jpg", f"TRANG {page}") for page in (1, 2, 3)
    )
    at_papers.lays(PAPER, first, second)
    assert len(laid(at_papers)) == 2
    at_papers.lays(PAPER, third)
    assert len(laid(at_papers)) == 3
    at_papers.presses("Xóa trang-2.jpg")
    at_papers.sees("trang-1.jpg", "trang-3.jpg")
    at_papers.misses("trang-2.jpg")


def test_pressing_on_at_once_waits_for_the_photo(at_papers: Person, line: Line, tmp_path: Path) -> None:
    at_papers.lays(PAPER, birth.photograph(tmp_path / "voi-vang.jpg"))
    at_papers.presses("Tiếp tục")
    at_papers.goes_back()
    at_papers.sees("voi-vang.jpg")
    # The piece that was on the way when the page was left goes over once more.
    assert 0 < line.sent <= LIGHT_ENOUGH + PIECE


@pytest.mark.parametrize(
    ("fault", "doubt"), [({"blur": 14}, "Ảnh có thể bị mờ."), ({"light": 0.2}, "Ảnh hơi tối.")]
)
def test_a_photo_that_cannot_be_read_waits_for_a_word_but_is_not_refused(
    at_papers: Person, line: Line, tmp_path: Path, fault: dict[str, float], doubt: str
) -> None:
    bad = birth.photograph(tmp_path / "xau.jpg", **fault)
    at_papers.lays(PAPER, bad)
    [row] = rows(at_papers)
    assert doubt in row
    assert line.sent == 0
    at_papers.examine()
    with at_papers.page.expect_file_chooser() as again:
        at_papers.button("Chụp lại xau.jpg").click()
    assert rows(at_papers) == []
    again.value.set_files(bad)
    rows(at_papers)
    at_papers.button("Vẫn gửi xau.jpg").click()
    assert len(laid(at_papers)) == 1


def test_writing_that_runs_over_the_edge_is_doubted(at_papers: Person, tmp_path: Path) -> None:
    whole = birth.photograph(tmp_path / "ca-trang.jpg")
    with Image.open(whole) as photo:
        photo.crop((700, 0, 3000, 4000)).save(tmp_path / "mat-mep.jpg", quality=88)
    at_papers.lays(PAPER, tmp_path / "mat-mep.jpg")
    assert "Ảnh có thể bị cắt mất mép giấy." in rows(at_papers)[0]


def test_pressing_on_shows_a_doubted_photo_first_and_sends_it_at_the_second_press(
    at_papers: Person, line: Line, tmp_path: Path
) -> None:
    at_papers.lays(PAPER, birth.photograph(tmp_path / "xau.jpg", light=0.2))
    at_papers.button("Tiếp tục").click()
    doubted = at_papers.page.locator("[data-upload-list] li").filter(has_text="Ảnh hơi tối.")
    expect(doubted).to_be_focused(timeout=20_000)
    at_papers.sees("Đọc được chữ thì bấm lần nữa")
    assert line.sent == 0
    at_papers.examine()
    at_papers.presses("Tiếp tục")
    at_papers.sees("Nơi sinh và quê quán")
    at_papers.goes_back()
    at_papers.sees("xau.jpg")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("hong.jpg", b"\xff\xd8\xff\xe0" + b"hong" * 100_000, "Ảnh bị hỏng"),
        ("virus.jpg", b"MZ\x90\x00" + b"\0" * 100_000, "tệp chương trình"),
        ("rong.jpg", b"", "Tệp này trống"),
    ],
)
def test_a_file_that_is_refused_says_why_and_harms_no_other(
    at_papers: Person, tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    at_papers.allowed |= {422}
    (tmp_path / name).write_bytes(content)
    at_papers.lays(PAPER, tmp_path / name, birth.paper(tmp_path / "tot.jpg", "TỐT"))
    [bad], [good] = rows(at_papers), laid(at_papers)
    assert name in bad and why in bad
    assert "tot.jpg" in good
    at_papers.examine()
    at_papers.button("Tiếp tục").click()
    at_papers.button("Xóa " + name).click()
    at_papers.presses("Tiếp tục")
    at_papers.sees("Nơi sinh và quê quán")


def test_a_file_of_300_megabytes_is_refused_before_it_is_sent(
    at_papers: Person, line: Line, tmp_path: Path
) -> None:
    at_papers.allowed |= {413}
    huge = tmp_path / "quet.pdf"
    with huge.open("wb") as out:
        out.truncate(300 * 1024 * 1024)
    at_papers.lays(PAPER, huge)
    assert "nặng 300 MB, quá mức 20 MB" in rows(at_papers)[0]
    assert line.sent == 0


def test_photos_are_turned_put_in_order_and_bound_into_one_paper(at_papers: Person, tmp_path: Path) -> None:
    at_papers.lays(PAPER, *(birth.paper(tmp_path / f"to-{page}.jpg", f"TỜ {page}") for page in (1, 2)))
    assert ["to-1.jpg" in one for one in laid(at_papers)] == [True, False]
    at_papers.presses("Lên trước to-2.jpg")
    assert ["to-1" in one for one in laid(at_papers)] == [False, True]
    at_papers.presses("Xoay to-1.jpg")
    picture = at_papers.page.locator("[data-laid] img").last
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 128)
    width, height = picture.evaluate("(one) => [one.naturalWidth, one.naturalHeight]")
    assert width > height
    at_papers.presses("Ghép 2 tệp thành một PDF")
    [bound] = laid(at_papers)
    assert "to-2.pdf" in bound and "2 trang" in bound


@pytest.mark.parametrize("workshop", ["worker", "page"])
def test_a_photo_taken_lying_stands_upright_wherever_it_is_made_light(
    at_papers: Person, line: Line, tmp_path: Path, workshop: str
) -> None:
    if workshop == "page":  # As older telephones do it.
        at_papers.context.add_init_script("delete window.OffscreenCanvas")
        at_papers.page.reload()
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(birth.photograph(tmp_path / "dung.jpg")) as photo:
        photo.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "nam.jpg", quality=88, exif=exif)
    at_papers.lays(PAPER, tmp_path / "nam.jpg")
    assert len(laid(at_papers)) == 1
    assert 0 < line.sent <= LIGHT_ENOUGH
    with Image.open(io.BytesIO(at_papers.downloads("nam.jpg"))) as kept:
        assert kept.height > kept.width
        assert max(kept.size) >= 1300
