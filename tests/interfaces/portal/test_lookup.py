"""Look-ups without a login: masked, tolerant, and closed to those who guess."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import limiter
from motcua.interfaces.portal.models import WrongGuess
from motcua.interfaces.portal.reading import split_lookup
from tests.casework.test_way_of_a_dossier import call
from tests.factories.organisation import NOW, make_commune
from tests.interfaces.portal.conftest import client_of

pytestmark = pytest.mark.slow


@pytest.fixture
def accepted(office, handed_in):
    return intake.accept_dossier(call(office.receptionist, handed_in, dossiers.Action.ACCEPT))


@pytest.fixture
def secret(handed_in):
    return dossiers.lookup_secret(handed_in.id)


def wrong(secret):
    return "CCCC" if secret != "CCCC" else "DDDD"


def test_code_and_letters_show_the_masked_dossier(anyone, accepted, secret):
    page = anyone.post("/tra-cuu/", {"ma": accepted.code, "chu": secret}).content.decode()
    assert "Nguyễn V. A." in page
    assert "Đã tiếp nhận" in page
    assert "Nguyễn Văn An" not in page
    assert "Khôi" not in page


def test_the_way_people_type(anyone, accepted, secret):
    for typed, letters in (
        (f"  {accepted.code.lower()} ", f" {secret.lower()} "),
        (f"{accepted.code} {secret}", ""),
        (f"{accepted.code}-{secret.lower()}", ""),
        (f"{accepted.submission_code} {secret}", ""),
        (accepted.submission_code.replace("-", "").lower(), secret),
        (accepted.submission_code.replace("-", " ").lower(), secret),
        (accepted.submission_code.replace("-", "–"), secret),
        (accepted.code.replace("-", "").replace(".", "").lower(), secret),
        (accepted.code.replace("-", " ").replace(".", " "), f"{secret[:2]} {secret[2:]}"),
    ):
        answer = anyone.post("/tra-cuu/", {"ma": typed, "chu": letters})
        assert "Nguyễn V. A." in answer.content.decode(), typed


@pytest.mark.parametrize(
    ("typed", "letters", "read"),
    [
        ("H48.53.01-261123-0001", "k7cd", ("H48.53.01-261123-0001", "K7CD")),
        ("H48.53.01-261123-0001 K7CD", "", ("H48.53.01-261123-0001", "K7CD")),
        ("H48.53.01-261123-0001/k 7 c d", "", ("H48.53.01-261123-0001", "K7CD")),
        ("H48.53.01-261123-0001", "", ("H48.53.01-261123-0001", "")),
        ("H48.53.01-261123-0001 3679", "", ("H48.53.01-261123-0001", "3679")),
        ("H48 53 01 261123 0001", "", ("H48 53 01 261123 0001", "")),
        ("H485301-261123-0001", "", ("H485301-261123-0001", "")),
        ("H4853012611230001", "", ("H4853012611230001", "")),
        ("000.00.53.H48-220921-0099", "", ("000.00.53.H48-220921-0099", "")),
        ("000.00.53.H48-220921-0099/7349", "", ("000.00.53.H48-220921-0099", "7349")),
        ("TT-261123-7K3Q9F 6676", "", ("TT-261123-7K3Q9F", "6676")),
        ("TT-261123-7K3Q9F", "", ("TT-261123-7K3Q9F", "")),
        ("tt 26 11 23 7k3q9f", "", ("tt 26 11 23 7k3q9f", "")),
        ("TT-261123-7K3Q9F K7CD", "", ("TT-261123-7K3Q9F", "K7CD")),
        ("", "", ("", "")),
        ("K7CD", "", ("", "K7CD")),
    ],
)
def test_reading_one_box(typed, letters, read):
    assert split_lookup(typed, letters) == read


def test_the_address_of_the_qr_code(anyone, accepted, secret):
    answer = anyone.get(f"/tra-cuu/{accepted.code}/{secret}/")
    assert "Nguyễn V. A." in answer.content.decode()
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


def test_half_of_it_asks_for_the_rest(anyone, accepted):
    answer = anyone.post("/tra-cuu/", {"ma": accepted.code})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#chu"' in page
    assert 'href="#ma"' not in page
    assert accepted.code in page


def test_neither_box_claims_that_it_may_stay_empty(anyone):
    assert "không bắt buộc" not in anyone.get("/tra-cuu/").content.decode()


def test_guesses_at_a_code_count_together_however_it_is_typed(office, accepted, secret):
    limit = limiter.LIMITS["code"][0]
    spellings = (accepted.code, accepted.code.lower(), accepted.code.replace(".", " "))
    for n in range(limit):
        guesser = client_of(office.commune, REMOTE_ADDR=f"203.0.113.{n}")
        guesser.post("/tra-cuu/", {"ma": spellings[n % 3], "chu": wrong(secret)})
    fresh = client_of(office.commune, REMOTE_ADDR="198.51.100.7")
    assert fresh.post("/tra-cuu/", {"ma": accepted.code, "chu": secret}).status_code == 429


def test_wrong_letters_tell_nothing(anyone, accepted, secret):
    known = anyone.post("/tra-cuu/", {"ma": accepted.code, "chu": wrong(secret)})
    unknown = anyone.post("/tra-cuu/", {"ma": "H48.53.01-261123-9999", "chu": wrong(secret)})
    assert known.status_code == unknown.status_code == 404
    assert "Không có hồ sơ nào khớp" in known.content.decode()
    assert "Nguyễn V. A." not in known.content.decode()


def test_another_communes_portal_does_not_know_it(accepted, secret):
    other = make_commune(name="Ba Vì", identifier="H48.53.09")
    assert client_of(other).get(f"/tra-cuu/{accepted.code}/{secret}/").status_code == 404


@pytest.mark.parametrize("code", ["%00", "a" * 300, "'--", "..%2F..", "H48"])
def test_any_address_is_answered(anyone, office, code):
    assert anyone.get(f"/tra-cuu/{code}/K7CD/").status_code in (404, 429)


def test_guessing_closes_the_code_for_everyone(office, accepted, secret):
    limit = limiter.LIMITS["code"][0]
    for n in range(limit):
        guesser = client_of(office.commune, REMOTE_ADDR=f"203.0.113.{n}")
        assert guesser.get(f"/tra-cuu/{accepted.code}/{wrong(secret)}/").status_code == 404
    fresh = client_of(office.commune, REMOTE_ADDR="198.51.100.7")
    answer = fresh.get(f"/tra-cuu/{accepted.code}/{secret}/")
    assert answer.status_code == 429
    assert "sai nhiều lần" in answer.content.decode()
    with time_machine.travel(NOW + timedelta(hours=2)):
        assert fresh.get(f"/tra-cuu/{accepted.code}/{secret}/").status_code == 200


def test_guessing_closes_the_place_it_comes_from(office, accepted, secret):
    guesser = client_of(office.commune, REMOTE_ADDR="203.0.113.9")
    for n in range(limiter.LIMITS["address"][0]):
        guesser.get(f"/tra-cuu/TT-261123-7K3Q{n:02d}/CCCC/")
    assert guesser.get(f"/tra-cuu/{accepted.code}/{secret}/").status_code == 429
    elsewhere = client_of(office.commune, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.get(f"/tra-cuu/{accepted.code}/{secret}/").status_code == 200


def test_right_answers_are_never_counted(anyone, accepted, secret):
    for _ in range(40):
        assert anyone.get(f"/tra-cuu/{accepted.code}/{secret}/").status_code == 200
    assert not WrongGuess.objects.exists()


def test_the_counts_name_no_address_and_no_code(anyone, accepted, secret):
    anyone.get(f"/tra-cuu/{accepted.code}/{wrong(secret)}/")
    for key in WrongGuess.objects.values_list("key", flat=True):
        assert len(key) == 32
        assert "127.0.0.1" not in key


def test_neighbours_of_an_ipv6_address_are_one_place():
    assert limiter.place_of("2001:db8::1") == limiter.place_of("2001:db8::ffff")
    assert limiter.place_of("2001:db8::1") != limiter.place_of("2001:db8:0:1::1")


def test_the_public_list_is_masked(anyone, accepted):
    page = anyone.get("/tien-do/").content.decode()
    assert accepted.code in page
    assert "Nguyễn V. A." in page
    assert "Nguyễn Văn An" not in page


def test_the_public_list_waits_for_the_acceptance(anyone, handed_in):
    assert handed_in.submission_code not in anyone.get("/tien-do/").content.decode()


@pytest.mark.parametrize("cursor", ["x", "2026-01-01T00:00:00+00:00~khong", "~", "\0", "9999-99-99~1"])
def test_a_spoilt_cursor_begins_anew(anyone, accepted, cursor):
    assert accepted.code in anyone.get("/tien-do/", {"sau": cursor}).content.decode()


# Verifying a paper.


@pytest.fixture
def _trust():
    from motcua.blocks.signatures.api import TrustList
    from motcua.kernel import ports

    ports.provide(TrustList, lambda: TrustList(()))


@pytest.mark.usefixtures("_trust")
@pytest.mark.parametrize("content", [b"x", b"%PDF-1.7\nhong", b"\0" * 5000, b"MZ" + b"\1" * 99])
def test_a_file_that_is_no_paper_is_told_plainly(anyone, content):
    answer = anyone.post("/xac-minh/", {"tep": SimpleUploadedFile("x.pdf", content)})
    assert answer.status_code == 200
    assert "không phải là văn bản PDF" in answer.content.decode()


def test_no_file_asks_for_one(anyone):
    answer = anyone.post("/xac-minh/", {})
    assert answer.status_code == 422
    assert 'href="#tep"' in answer.content.decode()


@pytest.mark.usefixtures("_trust")
def test_an_unsigned_paper_is_told_so(office, browser, handed_in, anyone):
    from tests.factories.effects import run_effects

    intake.accept_dossier(call(office.receptionist, handed_in, dossiers.Action.ACCEPT))
    run_effects(office.commune.id)
    page = browser.get(f"/ho-so/{handed_in.id}/").content.decode()
    link = page.split("/phieu/")[1].split("/")[0]
    pdf = browser.get(f"/ho-so/{handed_in.id}/phieu/{link}/").content
    page = anyone.post("/xac-minh/", {"tep": SimpleUploadedFile("phieu.pdf", pdf)}).content.decode()
    assert "Văn bản không có chữ ký số." in page


def test_a_changed_paper_names_whose_signature_no_longer_fits(anyone, tmp_path, monkeypatch):
    from motcua.blocks.signatures.api import TrustList
    from motcua.kernel import ports
    from tests.factories import signed_papers

    office = signed_papers.open_office(tmp_path)
    monkeypatch.setattr(ports, "_factories", {**ports._factories, TrustList: office.services.trust})
    monkeypatch.setattr(ports, "_adapters", {})
    sealed = office.sealed(office.signed_by_chair(signed_papers.prepared_paper()))
    at = sealed.index(b"stream") + 40
    changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]

    def examined(pdf):
        return anyone.post("/xac-minh/", {"tep": SimpleUploadedFile("x.pdf", pdf)}).content.decode()

    page = examined(sealed)
    assert "Chủ tịch" in page
    assert page.count("Đáng tin, cấp bởi") == 2
    page = examined(changed)
    assert page.count("Nội dung đã bị sửa sau khi ký.") == 2
    for signer in ("Nguyễn Văn Thành", "Ủy ban nhân dân xã Suối Ngọc"):
        assert page.count(f"Chữ ký của {signer}: Nội dung đã bị sửa sau khi ký.") == 1
    assert page.count("Chưa kiểm tra được vì nội dung đã bị sửa") == 2
    assert "Chưa đáng tin" not in page
