"""Before handing in, the citizen is told what an officer would send back, may go on, and the officer sees it."""

import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFilter

from motcua.blocks.signatures.api import TrustList
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel import ports
from tests.blocks.documents.samples import locked_paper, paper, signed_paper
from tests.casework.birth import fill
from tests.factories.organisation import NOW
from tests.factories.signed_papers import open_office, prepared_paper
from tests.interfaces.counter.conftest import enter
from tests.interfaces.portal.test_papers import CERTIFICATE, told

pytestmark = pytest.mark.slow

SENT = {"delivery": "online", "declaration": "yes"}
TITLE = "Nên sửa trước khi nộp"


def photo(*, light=1.0, blur=0.0):
    """A photo of a paper with lines of writing."""
    page = Image.new("RGB", (1200, 1600), "#f3efe4")
    draw = ImageDraw.Draw(page)
    for line in range(30):
        draw.text((100, 120 + 45 * line), "CONG HOA XA HOI CHU NGHIA VIET NAM", fill="#202020", font_size=30)
    out = io.BytesIO()
    page.filter(ImageFilter.GaussianBlur(blur)).point(lambda tone: tone * light).save(out, "JPEG", quality=90)
    return out.getvalue()


def lay(browser, draft, data, name):
    address = f"/ho-so-nhap/{draft.id}/giay-to/"
    return address, browser.post(address, {CERTIFICATE: SimpleUploadedFile(name, data), "stay": "1"})


def checked(browser, draft):
    return browser.get(f"/ho-so-nhap/{draft.id}/kiem-tra/").content.decode()


def handed_in(office, draft):
    return intake.get_draft(office.citizen, draft.id).submitted_dossier_id


def on_the_desk(office, draft):
    """What the officer opens."""
    dossier_id = handed_in(office, draft)
    with dossiers.scope_of(office.receptionist):
        seen = dossiers.get_dossier(office.receptionist, dossier_id)
        return intake.open_desk(office.receptionist, seen, purpose="Xử lý hồ sơ", now=NOW)


@pytest.fixture
def bare(office):
    """A draft that is complete but for its papers."""
    draft = fill(office.citizen, office.commune.id)
    for code, files in draft.papers.items():
        for file_id in files:
            intake.remove_paper(office.citizen, draft.id, code, file_id, now=NOW)
    return draft


@pytest.mark.parametrize(
    ("fault", "says"),
    [({"light": 0.2}, "ảnh hơi tối"), ({"blur": 14}, "ảnh có thể bị mờ")],
)
def test_a_photo_that_is_hard_to_read_is_told_and_can_be_handed_in(office, browser, bare, fault, says):
    papers, _ = lay(browser, bare, photo(**fault), "xau.jpg")
    page = checked(browser, bare)
    assert TITLE in page
    assert f"(«xau.jpg»): {says}" in page
    assert f'href="{papers}#{CERTIFICATE}"' in page
    sent = browser.post(f"/ho-so-nhap/{bare.id}/kiem-tra/", SENT)
    assert "/da-nop/" in sent["Location"]
    assert [says in one.message for one in on_the_desk(office, bare).told] == [True]


def test_a_clear_photo_is_told_nothing_of(office, browser, bare):
    lay(browser, bare, photo(), "tot.jpg")
    assert TITLE not in checked(browser, bare)
    browser.post(f"/ho-so-nhap/{bare.id}/kiem-tra/", SENT)
    assert on_the_desk(office, bare).told == ()


def test_a_broken_signature_is_told(browser, bare):
    lay(browser, bare, signed_paper(), "da-ky.pdf")
    assert "(«da-ky.pdf»): chữ ký số không hợp lệ" in checked(browser, bare)


def test_a_sound_signature_and_an_unsigned_paper_are_told_nothing_of(browser, bare, tmp_path, monkeypatch):
    signer = open_office(tmp_path)
    sound = signer.sealed(signer.signed_by_chair(prepared_paper()))
    monkeypatch.setitem(
        ports._adapters, TrustList, signer.services.trust(at=datetime(2026, 11, 23, tzinfo=UTC))
    )
    lay(browser, bare, sound, "ket-qua.pdf")
    lay(browser, bare, paper(), "thuong.pdf")
    assert TITLE not in checked(browser, bare)
    # A byte of the signed part, beyond what a reader needs to open it.
    at = sound.index(b"/Producer") + 12
    altered = sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :]
    lay(browser, bare, altered, "da-sua.pdf")
    page = checked(browser, bare)
    assert "(«da-sua.pdf»): chữ ký số không hợp lệ" in page
    assert "ket-qua.pdf" not in page


def test_the_number_of_the_citizen_under_another_name_leads_to_its_field(office, browser, bare):
    number = bare.owner["citizen_id"]
    page_id = bare.version.form.page_of("mother_citizen_id").id
    intake.save_page(
        office.citizen, bare.id, page_id,
        {"mother_name": "Trần Thị Bình", "mother_citizen_id": number, "mother_nationality": "vietnam"},
        now=NOW, seen=intake.Seen(),
    )  # fmt: skip
    page = checked(browser, bare)
    assert "nhưng họ tên khác" in page
    assert f"/{page_id}/?sua=1#mother_citizen_id" in page


def test_a_paper_with_a_password_is_refused_at_the_file(browser, bare):
    address, answer = lay(browser, bare, locked_paper(), "khoa.pdf")
    assert "Tệp khoa.pdf: Tệp PDF này có mật khẩu" in told(browser, address, answer)


def test_the_officer_is_shown_what_was_told(office, browser, bare):
    lay(browser, bare, photo(light=0.2), "toi.jpg")
    browser.post(f"/ho-so-nhap/{bare.id}/kiem-tra/", SENT)
    _, desk = enter(office.commune.id, "receptionist")
    host = {"host": f"{office.commune.code}.example.vn"}
    page = desk.get(f"/mot-cua/ho-so/{handed_in(office, bare)}/", headers=host).content.decode()
    assert "Người nộp đã được nhắc trước khi nộp" in page
    assert "toi.jpg" in page
