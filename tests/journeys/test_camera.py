"""The code of a citizen card read through the camera: on only while its window is open, falling back to a photo."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, Playwright, expect

from tests.journeys import birth, quiet
from tests.journeys.birth import Child
from tests.journeys.chromium import launch
from tests.journeys.examination import Findings
from tests.journeys.person import Person
from tests.journeys.product import Product
from tests.journeys.test_card import CARD

pytestmark = pytest.mark.journey
PRESS = "Quét bằng máy ảnh"
# Tracks of the page's camera that still run.
RUNNING = "() => (window.tracks ?? []).filter(track => track.readyState === 'live').length"
# The window is closed first; that it tells so comes a moment later.
STOPPED = f"() => ({RUNNING})() === 0"
WATCHED = """() => {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.tracks = [];
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    window.tracks.push(...stream.getTracks());
    return stream;
  };
}"""


def film(target: Path, text: str) -> Path:
    """Write what a camera sees: an empty table, then a card with a code."""
    code = io.BytesIO()
    segno.make(text, error="m", encoding="utf-8").save(code, kind="png", scale=5, border=4)
    table = Image.new("RGB", (640, 480), "#8a8178")
    card = table.copy()
    card.paste(Image.open(code).convert("RGB").rotate(4, expand=True, fillcolor="#8a8178"), (150, 60))
    with target.open("wb") as out:
        for picture in (*[table] * 5, *[card] * 60):
            picture.save(out, "JPEG", quality=90)
    return target


@pytest.fixture
def at_father(
    driver: Playwright, product: Product, findings: Findings, mother: str, tmp_path: Path
) -> Iterator[Callable[[str], Person]]:
    """Bring a mother to the page about the father, with a camera that sees a code."""
    browsers: list[Browser] = []

    def bring(text: str) -> Person:
        seen = film(tmp_path / "may-anh.mjpeg", text)
        flags = (
            "--use-fake-device-for-media-stream",
            # The packed Chromium asks nobody, and takes that for a no.
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={seen}",
        )
        browsers.append(launch(driver, *flags))
        person = Person(browsers[0], product, findings)
        person.context.grant_permissions(["camera"])
        person.context.add_init_script(f"({WATCHED})()")
        draft = birth.open_form(person, mother)
        quiet.begin(person, draft, Child("Nguyễn Máy Ảnh", relation="Mẹ"), "father")
        return person

    yield bring
    for browser in browsers:
        browser.close()


def test_the_card_before_the_camera_fills_the_person(at_father: Callable[[str], Person]) -> None:
    person = at_father(CARD)
    loaded: list[str] = []
    person.page.on("request", lambda request: loaded.append(request.url))
    expect(person.button(PRESS)).to_be_visible()
    assert not any("card-reader" in url for url in loaded)
    person.button(PRESS).click()
    expect(person.page.get_by_role("dialog", name="Quét mã QR thẻ căn cước")).to_be_visible()
    expect(person.page.get_by_role("status").filter(has_text="Đã điền từ thẻ")).to_be_visible(timeout=30_000)
    expect(person.page.get_by_role("dialog")).to_be_hidden()
    assert person.box("Họ và tên cha").input_value() == "Nguyễn Văn Ân"
    assert person.box("Số căn cước của cha").input_value() == "051090004521"
    assert person.page.evaluate(RUNNING) == 0
    expect(person.button(PRESS)).to_be_focused()
    person.examine()


def test_another_code_is_told_and_closing_stops_the_camera(at_father: Callable[[str], Person]) -> None:
    person = at_father("https://dichvucong.gov.vn/")
    person.button(PRESS).click()
    dialog = person.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Mã QR này không phải của thẻ căn cước.", timeout=30_000)
    assert person.page.evaluate(RUNNING) == 1
    person.examine()
    person.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    person.page.wait_for_function(STOPPED)
    person.button(PRESS).click()
    expect(dialog).to_contain_text("không phải của thẻ", timeout=30_000)
    with person.page.expect_file_chooser():
        dialog.get_by_role("button", name="Chụp ảnh thay cho quét").click()
    person.page.wait_for_function(STOPPED)
    assert person.box("Họ và tên cha").input_value() == ""


def test_a_camera_that_is_forbidden_leaves_the_photo(at_father: Callable[[str], Person]) -> None:
    person = at_father(CARD)
    person.page.evaluate(
        """() => {
          navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("", "NotAllowedError"); };
        }"""
    )
    person.button(PRESS).click()
    dialog = person.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Trình duyệt chưa cho dùng máy ảnh.")
    person.examine()
    dialog.get_by_role("button", name="Đóng").click()
    expect(dialog).to_be_hidden()
