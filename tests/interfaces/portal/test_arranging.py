"""Photos of a paper: turned, put in order, bound into one PDF; without scripts, and never at the cost of one."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.casework.intake import api as intake
from tests.blocks.documents.samples import signed_paper
from tests.interfaces.portal.test_papers import CERTIFICATE, laid, papers, picture, told  # noqa: F401  (fixtures)

pytestmark = pytest.mark.slow


@pytest.fixture
def two(office, browser, draft, papers):  # noqa: F811
    browser.post(
        papers, {CERTIFICATE: [picture("mot.jpg", "mat truoc"), picture("hai.jpg", "mat sau")], "stay": "1"}
    )
    return laid(office, draft)


def content(office, file_id):
    return intake.read_draft_file(office.citizen, file_id)


def size_of(office, file_id):
    with Image.open(io.BytesIO(content(office, file_id)[1])) as seen:
        return seen.size


def test_turning_a_photo_keeps_its_place_and_name(office, browser, draft, papers, two):  # noqa: F811
    answer = browser.post(papers, {"turn-file": f"{CERTIFICATE}/{two[0]}"})
    assert answer["Location"] == papers
    turned, second = laid(office, draft)
    assert second == two[1]
    assert size_of(office, turned) == (1100, 800)
    assert content(office, turned)[0].name == "mot.jpg"
    with Image.open(io.BytesIO(content(office, turned)[1])) as seen:
        # What was written at the upper left stands at the upper right now.
        assert min(seen.convert("L").crop((900, 60, 1050, 400)).getextrema()) < 100
        assert min(seen.convert("L").crop((60, 60, 400, 400)).getextrema()) > 200
    assert browser.get(f"{papers}{two[0]}/").status_code == 404


def test_a_photo_moves_up_and_the_first_stays(office, browser, draft, papers, two):  # noqa: F811
    for moved in (two[1], two[1]):
        browser.post(papers, {"raise-file": f"{CERTIFICATE}/{moved}"})
        assert laid(office, draft) == [two[1], two[0]]


def test_photos_are_bound_into_one_paper_in_their_order(office, browser, draft, papers, two):  # noqa: F811
    browser.post(papers, {"raise-file": f"{CERTIFICATE}/{two[1]}"})
    photos = [content(office, key)[1] for key in (two[1], two[0])]
    page = browser.get(papers).content.decode()
    assert "Ghép 2 tệp thành một PDF" in page
    for _ in range(2):
        browser.post(papers, {"bind": CERTIFICATE})
        [bound] = laid(office, draft)
    file, data = content(office, bound)
    assert (file.name, file.media_type, file.pages) == ("hai.pdf", "application/pdf", 2)
    with pikepdf.open(io.BytesIO(data)) as paper:
        kept = [bytes(page.Resources.XObject.Photo.read_raw_bytes()) for page in paper.pages]
        assert kept == photos
        assert [round(float(side)) for side in paper.pages[0].MediaBox] == [0, 0, 595, 842]


def test_a_bound_paper_takes_more_photos(office, browser, draft, papers, two):  # noqa: F811
    browser.post(papers, {"bind": CERTIFICATE})
    browser.post(papers, {CERTIFICATE: picture("ba.jpg", "trang ba"), "bind": CERTIFICATE})
    [bound] = laid(office, draft)
    assert content(office, bound)[0].pages == 3


def test_a_signed_paper_is_never_turned_or_bound(office, browser, draft, papers, two):  # noqa: F811
    browser.post(papers, {CERTIFICATE: SimpleUploadedFile("da-ky.pdf", signed_paper()), "stay": "1"})
    before = laid(office, draft)
    for post in ({"bind": CERTIFICATE}, {"turn-file": f"{CERTIFICATE}/{before[-1]}"}):
        page = told(browser, papers, browser.post(papers, post))
        assert "chưa làm được, lý do ở dưới" in page
        assert "làm hỏng chữ ký" in page
        assert laid(office, draft) == before


def test_the_page_shows_a_small_picture_of_each_file(office, browser, draft, papers, two):  # noqa: F811
    address = f"{papers}{two[0]}/hinh/"
    assert f'src="{address}"' in browser.get(papers).content.decode()
    shown = browser.get(address)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert len(shown.content) < 8_000


@pytest.mark.parametrize(
    "post",
    [{"turn-file": "khong"}, {"raise-file": f"{CERTIFICATE}/1"}, {"turn-file": f"khong_co/{'0' * 32}"}],
)
def test_a_made_up_button_harms_nothing(office, browser, draft, papers, two, post):  # noqa: F811
    assert browser.post(papers, post).status_code == 404
    assert laid(office, draft) == two
