"""Photos of papers from a telephone: made light before they are sent, doubted when they cannot be read."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys import birth
from tests.journeys.birth import Child
from tests.journeys.person import Person

pytestmark = pytest.mark.journey
PAPER = "Giấy chứng sinh"
# With what a form adds around the photo.
LIGHT_ENOUGH = 255_000


@pytest.fixture
def at_papers(meet: Callable[..., Person], mother: str) -> Person:
    """A citizen at the page of papers; the form before it is left open."""
    citizen = meet()
    draft = birth.open_form(citizen, mother)
    birth.answer_child(citizen, Child("Nguyễn Ảnh Chụp", relation="Mẹ"))
    citizen.presses("Tiếp tục")
    citizen.opens(f"{draft}giay-to/")
    return citizen


def rows(person: Person) -> list[str]:
    """Return what the box lists, once every photo is ready."""
    listed = person.page.locator("[data-upload-list]")
    listed.get_by_text("Đang chuẩn bị").wait_for(state="detached")
    return [re.sub(r"\s+", " ", text) for text in listed.locator("li").all_inner_texts()]


def sent_bytes(person: Person) -> int:
    """Send the files, and return how much went over the line."""
    with person.page.expect_request(lambda request: request.method == "POST") as sent:
        person.presses("Tải lên rồi thêm tệp khác")
    return sent.value.sizes()["requestBodySize"]


def test_a_photo_of_twelve_megapixels_is_made_light_before_it_is_sent(
    at_papers: Person, tmp_path: Path
) -> None:
    heavy = birth.photograph(tmp_path / "chung-sinh.jpg")
    assert heavy.stat().st_size > 1_000_000
    at_papers.lays(PAPER, heavy)
    [row] = rows(at_papers)
    assert "chung-sinh.jpg" in row
    assert "mờ" not in row and "tối" not in row
    assert sent_bytes(at_papers) <= LIGHT_ENOUGH
    at_papers.sees("chung-sinh.jpg")


def test_a_second_choice_adds_and_one_may_be_taken_out(at_papers: Person, tmp_path: Path) -> None:
    first, second, third = (
        birth.paper(tmp_path / f"trang-{page}.jpg", f"TRANG {page}") for page in (1, 2, 3)
    )
    at_papers.lays(PAPER, first, second)
    assert len(rows(at_papers)) == 2
    at_papers.lays(PAPER, third)
    assert len(rows(at_papers)) == 3
    at_papers.button("Xóa trang-2.jpg").click()
    at_papers.presses("Tải lên rồi thêm tệp khác")
    at_papers.sees("trang-1.jpg", "trang-3.jpg")
    at_papers.misses("trang-2.jpg")


def test_pressing_on_at_once_waits_for_the_photo(at_papers: Person, tmp_path: Path) -> None:
    at_papers.lays(PAPER, birth.photograph(tmp_path / "voi-vang.jpg"))
    assert sent_bytes(at_papers) <= LIGHT_ENOUGH
    at_papers.sees("voi-vang.jpg")


@pytest.mark.parametrize(
    ("fault", "doubt"), [({"blur": 14}, "Ảnh có thể bị mờ."), ({"light": 0.2}, "Ảnh hơi tối.")]
)
def test_a_photo_that_cannot_be_read_is_doubted_but_not_refused(
    at_papers: Person, tmp_path: Path, fault: dict[str, float], doubt: str
) -> None:
    at_papers.lays(PAPER, birth.photograph(tmp_path / "xau.jpg", **fault))
    [row] = rows(at_papers)
    assert doubt in row
    at_papers.examine()
    at_papers.presses("Tải lên rồi thêm tệp khác")
    at_papers.sees("xau.jpg")


def test_a_file_that_no_browser_can_draw_goes_as_it_is(at_papers: Person, tmp_path: Path) -> None:
    broken = tmp_path / "hong.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0" + b"hong" * 100_000)
    at_papers.lays(PAPER, broken)
    assert rows(at_papers) == ["hong.jpg 391 KB Xóa hong.jpg"]
    at_papers.presses("Tiếp tục")
    at_papers.sees("hong.jpg")
