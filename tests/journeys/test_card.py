"""The code of a citizen card fills the boxes of a person: read in the browser, sent nowhere."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import expect

from tests.journeys import birth, quiet
from tests.journeys.birth import Child
from tests.journeys.person import Person

pytestmark = pytest.mark.journey
CARD = "051090004521|212345678|Nguyễn Văn Ân|05091990|Nam|Thôn Đông, Xã Ba Tô, Tỉnh Quảng Ngãi|25042021"
PRESS = "Chụp mã QR thẻ căn cước"


def card_photo(target: Path, text: str | None, *, turned: float = 8) -> Path:
    """Write the photo of a card that lies askew on a table, with a code in its corner."""
    card = Image.new("RGB", (1700, 1080), "#dfe9e4")
    if text is not None:
        code = io.BytesIO()
        segno.make(text, error="m", encoding="utf-8").save(code, kind="png", scale=7, border=4)
        with Image.open(code) as drawn:
            card.paste(drawn.convert("RGB"), (1250, 60))
    table = Image.effect_noise((3000, 4000), 30).convert("RGB")
    lying = card.convert("RGBA").rotate(turned, expand=True)
    table.paste(lying, (500, 1200), lying)
    table.save(target, quality=85)
    return target


@pytest.fixture
def at_father(meet: Callable[..., Person], mother: str) -> Person:
    """A mother at the page about the father of her child."""
    citizen = meet()
    draft = birth.open_form(citizen, mother)
    quiet.begin(citizen, draft, Child("Nguyễn Thẻ Căn Cước", relation="Mẹ"), "father")
    return citizen


def shows(person: Person, photo: Path) -> str:
    """Show the photo of a card; return what the page says then."""
    with person.page.expect_file_chooser() as asked:
        person.button(PRESS).click()
    asked.value.set_files(photo)
    status = (
        person.page.get_by_role("status")
        .filter(has_text="QR")
        .or_(person.page.get_by_role("status").filter(has_text="Đã điền"))
    )
    expect(status.first).not_to_contain_text("Đang đọc", timeout=20_000)
    return status.first.inner_text()


def test_a_photo_of_the_card_fills_the_person(at_father: Person, tmp_path: Path) -> None:
    loaded: list[str] = []
    at_father.page.on("request", lambda request: loaded.append(request.url))
    sent = lambda: [url for url in loaded if "card-reader" in url]  # noqa: E731
    at_father.page.reload()
    assert sent() == []
    said = shows(at_father, card_photo(tmp_path / "the.jpg", CARD))
    assert "Đã điền từ thẻ: Họ và tên cha" in said
    assert {url.rsplit("/", 1)[1] for url in sent()} == {"card-reader.js", "card-reader.wasm"}
    assert at_father.box("Họ và tên cha").input_value() == "Nguyễn Văn Ân"
    assert at_father.box("Số căn cước của cha").input_value() == "051090004521"
    born = at_father.group("Ngày sinh của cha")
    assert [born.get_by_label(part, exact=True).input_value() for part in ("Ngày", "Tháng", "Năm")] == [
        "05", "09", "1990",
    ]  # fmt: skip
    at_father.examine()
    at_father.page.get_by_text("Đã lưu lúc").wait_for()
    at_father.page.reload()
    assert at_father.box("Họ và tên cha").input_value() == "Nguyễn Văn Ân"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("https://dichvucong.gov.vn/", "Mã QR này không phải của thẻ căn cước."),
        (None, "Không thấy mã QR trong ảnh."),
    ],
)
def test_another_code_and_no_code_are_told(
    at_father: Person, tmp_path: Path, text: str | None, says: str
) -> None:
    said = shows(at_father, card_photo(tmp_path / "khac.jpg", text))
    assert says in said
    assert at_father.box("Họ và tên cha").input_value() == ""
    at_father.examine()


def test_without_scripts_the_boxes_are_typed(meet: Callable[..., Person], mother: str) -> None:
    citizen = meet(scripts=False)
    draft = birth.open_form(citizen, mother)
    citizen.opens(f"{draft}father/")
    citizen.misses(PRESS)
