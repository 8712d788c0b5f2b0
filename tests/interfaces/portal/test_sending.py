"""Papers sent in pieces: a cut costs the last piece, a fault is told at the file, nobody else may send or read."""

import base64
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings

from motcua.blocks.documents import api as documents
from motcua.blocks.documents.models import PartialUpload
from motcua.casework.intake import api as intake
from motcua.casework.intake import jobs
from motcua.kernel import tenancy
from tests.casework.birth import fill, photo
from tests.factories.organisation import NOW, make_citizen
from tests.interfaces.portal.conftest import client_of
from tests.interfaces.portal.test_papers import CERTIFICATE, laid, papers  # noqa: F401  (a fixture)

pytestmark = pytest.mark.slow

PIECE = "application/offset+octet-stream"


def metadata(component=CERTIFICATE, name="Giấy chứng sinh.jpg", key=""):
    pairs = {"component": component, "filename": name, "key": key}
    return ",".join(f"{key} {base64.b64encode(text.encode()).decode()}" for key, text in pairs.items())


class Sender:
    """A browser that sends in pieces."""

    def __init__(self, browser, page):
        self.browser, self.to = browser, f"{page}gui/"

    def begins(self, size, **named):
        return self.browser.post(
            self.to, headers={"Upload-Length": str(size), "Upload-Metadata": metadata(**named)}
        )

    def begun(self, size, **named):
        answer = self.begins(size, **named)
        assert answer.status_code == 201, answer.content.decode()
        return answer["Location"]

    def sends(self, url, offset, piece):
        return self.browser.patch(url, piece, content_type=PIECE, headers={"Upload-Offset": str(offset)})

    def offset(self, url):
        return int(self.browser.head(url)["Upload-Offset"])

    def ends(self, url):
        return self.browser.post(f"{url}xong/")

    def sends_whole(self, data, **named):
        url = self.begun(len(data), **named)
        assert self.sends(url, 0, data).status_code == 204
        return self.ends(url)


@pytest.fixture
def sender(browser, papers):  # noqa: F811
    return Sender(browser, papers)


@pytest.fixture
def bare(office):
    """A draft that is complete but for its papers."""
    ready = fill(office.citizen, office.commune.id)
    [file_id] = ready.papers[CERTIFICATE]
    intake.remove_paper(office.citizen, ready.id, CERTIFICATE, file_id, now=NOW)
    return ready


def handed_in(office, ready):
    return intake.get_draft(office.citizen, ready.id).submitted_dossier_id


def told(answer):
    return answer.json()["message"]


def pieces_on_disk(office):
    """Everything that lies in the store of the citizen; other test processes use the same disk."""
    folder = Path(settings.MOTCUA_FILES, "applicant", str(office.citizen.account_id))
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_in_three_pieces_is_laid_to_the_draft(office, draft, sender, papers):  # noqa: F811
    data = photo()
    url = sender.begun(len(data))
    third = len(data) // 3
    for at in (0, third, 2 * third):
        end = len(data) if at == 2 * third else at + third
        assert int(sender.sends(url, at, data[at:end])["Upload-Offset"]) == end
    answer = sender.ends(url)
    assert (answer.status_code, answer["Tus-Resumable"]) == (200, "1.0.0")
    shown = answer.json()["list"]
    assert "Giấy chứng sinh.jpg" in shown
    [file_id] = laid(office, draft)
    assert f'value="{CERTIFICATE}/{file_id}"' in shown
    assert sender.browser.get(sender.to.replace("gui/", f"{file_id}/")).status_code == 200


def test_after_a_cut_it_goes_on_where_it_was(office, draft, sender):
    data = photo()
    most = len(data) * 4 // 5
    url = sender.begun(len(data))
    sender.sends(url, 0, data[:most])
    assert sender.offset(url) == most
    # The last answer was lost, so the piece comes again: it is not taken twice.
    again = sender.sends(url, 0, data[:most])
    assert (again.status_code, again["Upload-Offset"]) == (409, str(most))
    early = sender.ends(url)
    assert (early.status_code, early["Upload-Offset"]) == (409, str(most))
    assert laid(office, draft) == []
    sender.sends(url, most, data[most:])
    assert sender.ends(url).status_code == 200
    assert len(laid(office, draft)) == 1


def test_ending_twice_lays_one_file_and_answers_the_same(office, draft, sender):
    data = photo()
    url = sender.begun(len(data))
    sender.sends(url, 0, data)
    first, second = sender.ends(url), sender.ends(url)
    assert first.json() == second.json()
    assert len(laid(office, draft)) == 1


def test_a_killed_server_between_laying_and_noting_does_no_harm(office, draft, sender, monkeypatch):
    data = photo()
    url = sender.begun(len(data))
    sender.sends(url, 0, data)
    with monkeypatch.context() as killed:
        killed.setattr(documents, "end_upload", lambda *a, **k: (_ for _ in ()).throw(RuntimeError("killed")))
        with pytest.raises(RuntimeError, match="killed"):
            sender.ends(url)
    assert sender.ends(url).status_code == 200
    assert len(laid(office, draft)) == 1


def test_nothing_readable_lies_on_the_disk_and_pieces_go_when_it_is_whole(office, sender):
    data = photo()
    url = sender.begun(len(data))
    before = set(pieces_on_disk(office))
    sender.sends(url, 0, data[:5000])
    [piece] = set(pieces_on_disk(office)) - before
    content = piece.read_bytes()
    assert b"\xff\xd8\xff" not in content
    assert data[100:140] not in content
    sender.sends(url, 5000, data[5000:])
    sender.ends(url)
    assert not piece.exists()


def test_a_piece_altered_on_the_disk_is_never_laid(office, draft, sender):
    data = photo()
    url = sender.begun(len(data))
    before = set(pieces_on_disk(office))
    sender.sends(url, 0, data)
    [piece] = set(pieces_on_disk(office)) - before
    piece.write_bytes(piece.read_bytes()[:-1] + b"x")
    assert sender.ends(url).status_code == 404
    assert laid(office, draft) == []


@pytest.mark.parametrize(
    ("size", "status", "says"),
    [
        (300 * 1024 * 1024, 413, "nặng 300 MB, quá mức 20 MB"),
        (0, 422, "Tệp này trống"),
    ],
)
def test_a_size_that_cannot_be_taken_is_refused_before_a_byte_is_sent(sender, size, status, says):
    answer = sender.begins(size)
    assert answer.status_code == status
    assert says in told(answer)


@pytest.mark.parametrize("length", ["", "-1", "mười", "1e3", "٣"])
def test_a_length_that_is_no_number(browser, sender, length):
    answer = browser.post(sender.to, headers={"Upload-Length": length, "Upload-Metadata": metadata()})
    assert answer.status_code == 422


def test_a_program_with_the_name_of_a_photo_is_refused_at_its_first_piece(office, draft, sender):
    url = sender.begun(5_000_000, name="anh.jpg")
    answer = sender.sends(url, 0, b"MZ\x90\x00" + b"\0" * 60_000)
    assert answer.status_code == 422
    assert "tệp chương trình" in told(answer)
    assert sender.offset(url) == 0


def test_a_broken_photo_is_told_at_its_end_and_told_again(office, draft, sender):
    url = sender.begun(5000)
    sender.sends(url, 0, b"\xff\xd8\xff\xe0" + b"hong" * 1249)
    for _ in range(2):
        answer = sender.ends(url)
        assert answer.status_code == 422
        assert "Ảnh bị hỏng" in told(answer)
    assert laid(office, draft) == []


def test_more_bytes_than_were_told(sender):
    data = photo()
    url = sender.begun(len(data) - 10)
    assert sender.sends(url, 0, data).status_code == 413
    assert sender.offset(url) == 0


def test_too_many_files_of_a_paper_are_refused_before_a_byte_is_sent(office, draft, sender):
    for page in range(4):
        assert sender.sends_whole(photo(f"trang {page}")).status_code == 200
    answer = sender.begins(1000)
    assert answer.status_code == 422
    assert "nhiều nhất 4 tệp" in told(answer)


def test_one_person_cannot_fill_the_disk_with_files_on_the_way(sender):
    for _ in range(10):
        sender.begun(20 * 1024 * 1024)
    answer = sender.begins(1)
    assert answer.status_code == 422
    assert "đang gửi dở" in told(answer)


def test_a_paper_that_the_procedure_does_not_ask_for(sender):
    assert sender.begins(1000, component="khong_co").status_code == 404


def test_a_stranger_can_neither_send_nor_ask_nor_end(office, draft, sender, papers):  # noqa: F811
    data = photo()
    url = sender.begun(len(data))
    sender.sends(url, 0, data)
    stranger = Sender(client_of(office.commune, make_citizen(office.commune.id, subject="khac")), papers)
    assert stranger.begins(1000).status_code == 404
    assert stranger.browser.head(url).status_code == 404
    assert stranger.sends(url, len(data), b"x").status_code == 404
    assert stranger.ends(url).status_code == 404
    assert stranger.browser.delete(url).status_code == 404
    anyone = Sender(client_of(office.commune), papers)
    assert {anyone.begins(9).status_code, anyone.sends(url, 0, b"x").status_code} == {401}
    assert sender.ends(url).status_code == 200


def test_a_file_sent_for_one_draft_cannot_be_laid_to_another(office, draft, sender):
    data = photo()
    url = sender.begun(len(data))
    sender.sends(url, 0, data)
    from tests.casework.birth import CODE

    other = intake.start_draft(office.citizen, office.commune.id, CODE, now=NOW)
    assert sender.ends(url.replace(str(draft.id), str(other.id))).status_code == 404


def test_a_post_without_the_token_is_refused(office, draft, papers):  # noqa: F811
    careful = Sender(client_of(office.commune, office.citizen, enforce_csrf_checks=True), papers)
    assert careful.begins(1000).status_code == 403


def test_a_file_taken_away_in_the_middle_is_forgotten(office, sender):
    data = photo()
    url = sender.begun(len(data))
    before = set(pieces_on_disk(office))
    sender.sends(url, 0, data[:5000])
    [piece] = set(pieces_on_disk(office)) - before
    assert sender.browser.delete(url).status_code == 204
    assert not piece.exists()
    assert sender.browser.head(url).status_code == 404


def test_what_nobody_goes_on_sending_is_forgotten_after_a_day(office, draft, sender):
    data = photo()
    url = sender.begun(len(data))
    sender.sends(url, 0, data[:5000])
    applicant = office.citizen.account_id
    with tenancy.scope(applicants=[applicant]):
        upload = PartialUpload.objects.get().id
    assert jobs.drop_stale_upload(applicant, upload, of=applicant) is False
    with time_machine.travel(NOW + timedelta(hours=25)):
        assert jobs.drop_stale_upload(applicant, upload, of=applicant) is True
    with tenancy.scope(applicants=[applicant]):
        assert not PartialUpload.objects.exists()
    assert intake.get_draft(office.citizen, draft.id).coming == {}


def test_room_asked_for_twice_under_one_key_is_made_once(office, draft, sender):
    first, second = (sender.begun(5000, key="k3f") for _ in range(2))
    assert first == second != sender.begun(5000, key="other")
    assert len(intake.get_draft(office.citizen, draft.id).coming) == 2
    sender.browser.delete(first)
    again = sender.begins(5000, key="k3f")
    assert again["Location"] != first and again["Upload-Offset"] == "0"


def test_one_may_go_on_while_a_file_comes_but_not_hand_in(office, browser, bare):
    page = f"/ho-so-nhap/{bare.id}/giay-to/"
    check = page.replace("giay-to", "kiem-tra")
    assert browser.post(page)["Location"] == f"{page}?loi=1"
    sender, data = Sender(browser, page), photo()
    url = sender.begun(len(data))
    assert browser.post(page)["Location"] == check
    shown = browser.get(check).content.decode()
    assert "Đang gửi 1 tệp" in shown and "Chưa có" not in shown and "data-carry" in shown
    assert "Đang gửi 1 tệp" in browser.get(page.replace("giay-to", "cac-phan")).content.decode()
    sender.sends(url, 0, data[:5000])
    refused = browser.post(check, {"declaration": "yes", "delivery": "online"})
    assert "tệp đang gửi, chưa tới nơi" in browser.get(refused["Location"]).content.decode()
    assert handed_in(office, bare) is None
    sender.sends(url, 5000, data[5000:])
    assert sender.ends(url).status_code == 200
    part = browser.get(f"{check}giay-to/").content.decode()
    assert "1 tệp" in part and "Đang gửi" not in part and "<main" not in part
    assert "data-carry" not in browser.get(check).content.decode()
    browser.post(check, {"declaration": "yes", "delivery": "online"})
    assert handed_in(office, bare) is not None


def test_ended_again_after_all_was_handed_in_answers_the_same(office, browser, bare, monkeypatch):
    page = f"/ho-so-nhap/{bare.id}/giay-to/"
    sender, data = Sender(browser, page), photo()
    url = sender.begun(len(data))
    sender.sends(url, 0, data)
    read = documents.read_upload

    def overtaken(*asked):
        monkeypatch.setattr(documents, "read_upload", read)
        assert sender.ends(url).status_code == 200
        browser.post(page.replace("giay-to", "kiem-tra"), {"declaration": "yes", "delivery": "online"})
        return data

    monkeypatch.setattr(documents, "read_upload", overtaken)
    assert sender.ends(url).status_code == 200
    assert handed_in(office, bare) is not None


def test_a_file_on_its_way_may_be_given_up_from_any_telephone(office, browser, bare):
    page = f"/ho-so-nhap/{bare.id}/giay-to/"
    sender = Sender(browser, page)
    url = sender.begun(5000, name="dở.jpg")
    shown = browser.get(page).content.decode()
    assert "dở.jpg" in shown and "Gửi dở, được 0%" in shown
    value = shown.split('name="stop-file" value="')[1].split('"')[0]
    browser.post(page, {"stop-file": value})
    assert "dở.jpg" not in browser.get(page).content.decode()
    assert browser.head(url).status_code == 404
    assert browser.post(page)["Location"] == f"{page}?loi=1"


def test_a_refused_file_is_on_its_way_no_more(office, draft, sender):
    url = sender.begun(5000)
    sender.sends(url, 0, b"\xff\xd8\xff\xe0" + b"hong" * 1249)
    assert sender.ends(url).status_code == 422
    assert intake.get_draft(office.citizen, draft.id).coming == {}
