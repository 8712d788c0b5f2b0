"""The database dies while a dossier is being handed in: nothing is lost, nothing is doubled, and it is said so."""

import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
import requests
from playwright.sync_api import expect

from tests.journeys import birth
from tests.journeys.birth import Child
from tests.journeys.person import Person
from tests.journeys.product import Product

pytestmark = [pytest.mark.journey, pytest.mark.alone]


def recovered(product: Product) -> None:
    """Wait until pages come again."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if requests.get(f"{product.url}/tien-do/", timeout=30).ok:
            return
        time.sleep(0.3)
    raise AssertionError(f"no page comes after the database died:\n{product.logs()}")


def kill(database: psutil.Process) -> None:
    """Kill the server with all its sessions, as a power cut does."""
    for process in [database, *database.children(recursive=True)]:
        process.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("wait", [0.0, 0.03, 0.08], ids=lambda wait: f"{wait * 1000:.0f} ms")
def test_the_database_dies_while_a_dossier_is_handed_in(
    meet: Callable[..., Person], product: Product, photo: Path, wait: float, mother: str
) -> None:
    citizen = meet()
    before = birth.submitted_as(citizen, mother)
    draft = birth.prepare(citizen, Child("Nguyễn Mất Điện", relation="Mẹ"), photo, mother)
    # The database is to die while the dossier, not the photo, is taken in.
    expect(citizen.page.get_by_text("1 tệp", exact=True)).to_be_visible(timeout=60_000)
    database = product.database_process()
    citizen.allowed = {500, 503}
    citizen.button("Nộp hồ sơ").click(no_wait_after=True)
    time.sleep(wait)
    kill(database)
    citizen.page.wait_for_load_state("load")
    expect(citizen.page).not_to_have_title(re.compile("^Kiểm tra và nộp"), timeout=60_000)
    told = citizen.text()
    done = "Đã gửi hồ sơ của ông/bà" in told
    assert done or "Những gì đã lưu vẫn còn" in told or "Hồ sơ đã nộp không bị ảnh hưởng" in told, told
    recovered(product)

    citizen.allowed = set()
    citizen.opens(draft)
    if "/kiem-tra/" in citizen.page.url:
        citizen.sees("Nguyễn Mất Điện", birth.PARENTS["cha"][0], "1 tệp")
        birth.declare(citizen)
        citizen.presses("Nộp hồ sơ")
        birth.receipt(citizen)
    citizen.opens(draft)
    citizen.sees("Chờ tiếp nhận", "giay-chung-sinh.jpg")
    assert birth.submitted(citizen) == before + 1
