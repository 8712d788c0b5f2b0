"""An appointment is booked, its QR code scanned at the kiosk, the number called to a window and served."""

import io
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image

from tests.journeys.conftest import Meet
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

_VOICE = """(() => {
  window.said = []; window.chimes = 0;
  class Utterance { constructor(text) { this.text = text; } }
  const voices = VOICES;
  const speak = (one) => { window.said.push(one.text); setTimeout(() => one.onend && one.onend(), 10); };
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
  Object.defineProperty(window, "speechSynthesis", { value: { getVoices: () => voices, speak, cancel() {} } });
  const gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} };
  window.AudioContext = class {
    currentTime = 0; destination = {};
    createOscillator() { window.chimes += 1; return { frequency: {}, connect() {}, start() {}, stop() {} }; }
    createGain() { return { gain, connect() {} }; }
  };
})()"""


def listening(person: Person, voices: str) -> Person:
    """Hear what a screen says, with these voices."""
    person.page.add_init_script(_VOICE.replace("VOICES", voices))
    return person


def machine(director: Person, kind: str, person: Person) -> Person:
    """Open a screen or kiosk by the address that the director gets."""
    director.opens("/dieu-hanh/hang-cho/may/")
    director.chooses("Loại máy", kind)
    director.writes("Tên máy", f"{kind} ở sảnh")
    director.presses("Lập địa chỉ")
    address = director.box("Địa chỉ của máy").input_value()
    return person.opens(address.removeprefix(director.product.url))


def booked(citizen: Person, phone: str) -> None:
    """Choose the first day and hour that are offered."""
    citizen.opens("/hen-gio/")
    citizen.page.locator(".card__link").first.click()
    citizen.examine()
    citizen.page.locator("input[name=gio]").first.check()
    citizen.writes("Số điện thoại", phone)
    citizen.presses("Hẹn giờ này")
    citizen.sees("Đã hẹn.", "Mã hẹn")


def scanned(person: Person) -> str:
    """Read the QR code on the page as a scanner does."""
    picture = person.page.get_by_alt_text("Mã QR của lịch hẹn").screenshot()
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    return code.text


def press(desk: Person, key: str, *said: str) -> None:
    with desk.page.expect_navigation(wait_until="load"):
        desk.page.keyboard.press(key)
    desk.sees(*said)
    desk.examine()


def test_booked_scanned_called_and_served(meet: Meet, officer: Callable[..., Person]) -> None:
    director = officer("giamdoc")
    voice = machine(director, "Màn hình gọi số", listening(meet(), "[{ lang: 'vi-VN' }]"))
    mute = machine(director, "Màn hình gọi số", listening(meet(), "[{ lang: 'en-US' }]"))
    kiosk = machine(director, "Máy lấy số", meet())
    citizen = meet()
    booked(citizen, "0905 123 471")
    address = scanned(citizen)
    # The reader at the kiosk types what it reads, and Enter.
    kiosk.page.keyboard.type(address)
    with kiosk.page.expect_navigation():
        kiosk.page.keyboard.press("Enter")
    kiosk.sees("Số của ông/bà", "Theo lịch hẹn")
    kiosk.examine()
    number = kiosk.page.locator(".call__number").inner_text()
    assert number.startswith("H")
    kiosk.misses("0905")
    desk = officer("tiepnhan")
    desk.opens("/mot-cua/hang-cho/")
    if "Ngồi ở cửa này" in desk.text():
        desk.page.get_by_label("Cửa", exact=True).select_option(index=1)
        desk.presses("Ngồi ở cửa này")
    desk.sees(number)
    press(desk, " ", f"Đang gọi số {number}")
    for screen in (voice, mute):
        screen.page.wait_for_selector(f"[data-latest] >> text={number}")
        screen.sees("đến cửa số 1")
        screen.misses("0905")
        screen.examine()
    said = (
        f"Mời số hát không không {['không', 'một', 'hai', 'ba', 'bốn', 'năm'][int(number[-1])]} đến cửa số 1"
    )
    voice.page.wait_for_function("text => window.said.includes(text)", arg=said)
    # Without a Vietnamese voice a chime draws eyes to the number.
    mute.page.wait_for_function("() => window.chimes >= 2")
    assert mute.page.evaluate("window.said.length") == 0
    press(desk, "r", "Gọi lại số", "lần 2")
    voice.page.wait_for_function("text => window.said.filter(one => one === text).length === 2", arg=said)
    press(desk, "d", f"Xong số {number}")
    citizen.page.reload()
    citizen.sees("Ông/bà đã lấy số theo lịch hẹn này")
    director.opens("/dieu-hanh/hang-cho/thoi-gian/")
    director.sees("1 lượt gọi", "Cửa 1")


def test_booked_changed_and_cancelled_without_scripts(meet: Meet) -> None:
    citizen = meet(scripts=False)
    booked(citizen, "0905 123 472")
    citizen.presses("Đổi giờ hẹn")
    citizen.page.locator(".card__link").first.click()
    citizen.page.locator("input[name=gio]").last.check()
    citizen.presses("Đổi sang giờ này")
    citizen.presses("Hủy lịch hẹn")
    citizen.presses("Hủy lịch hẹn")
    citizen.sees("Lịch hẹn này đã hủy")
