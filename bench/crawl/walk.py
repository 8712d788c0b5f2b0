"""One procedure from the search to the receipt."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bench.crawl.pages import filled, links, title
from tests.casework.birth import photo
from tests.factories.web_form import read_form

MOST_PAGES = 14
_WORDS = 14


class Failed(Exception):
    """The walk stopped here; the text says at which step and why."""


@dataclass(frozen=True)
class Walked:
    """A procedure that was handed in: the submission's page, how many pages were filled, the place in the search."""

    code: str
    pages: int
    papers: int
    found_at: int
    address: str


def walk(browser: Client, code: str, name: str) -> Walked:
    """Find, read, begin, fill and hand in. Raises Failed."""
    found_at = _find(browser, code, name)
    page = _get(browser, f"/thu-tuc/{code}/")
    start = f"/nop-ho-so/{code}/"
    if start not in links(page):
        raise Failed("đọc: trang thủ tục không có nút nộp")
    answer = browser.get(start)
    if answer.status_code == 200:  # A draft of the same person is offered; begin another.
        answer = browser.post(start)
    pages = papers = 0
    while answer.status_code == 302 and pages < MOST_PAGES:
        address = answer["Location"]
        if address.endswith("/da-nop/"):
            _get(browser, address)
            return Walked(code, pages, papers, found_at, address)
        pages += 1
        answer, laid = _fill(browser, address)
        papers += laid
    raise Failed(f"điền: trang {pages} trả về {answer.status_code}")


def _find(browser: Client, code: str, name: str) -> int:
    query = " ".join(name.split()[:_WORDS])
    page = _get(browser, f"/tim/?q={quote_plus(query)}")
    found = [link for link in links(page) if link.startswith("/thu-tuc/")]
    wanted = f"/thu-tuc/{code}/"
    if wanted not in found:
        raise Failed(f"tìm: không thấy khi tìm “{query}”")
    return found.index(wanted) + 1


def _get(browser: Client, address: str) -> str:
    answer = browser.get(address)
    if answer.status_code != 200:
        raise Failed(f"đọc: {address} trả về {answer.status_code}")
    return answer.content.decode()


def _fill(browser: Client, address: str) -> tuple[Any, int]:
    """Send a page filled in; a page that only comes back with errors ends the walk."""
    page = _get(browser, address)
    if title(page).startswith("Lỗi"):
        raise Failed(f"điền: {address} báo lỗi: {title(page)}")
    form = read_form(page)
    sent: dict[str, Any] = filled(form)
    for name in form.files:
        sent[name] = SimpleUploadedFile("giay.jpg", photo(name), "image/jpeg")
    answer = browser.post(address.partition("?")[0], sent)
    if answer.status_code != 302:
        raise Failed(
            f"điền: {address} không nhận, trả về {answer.status_code}: {title(answer.content.decode())}"
        )
    return answer, len(form.files)
