"""Online: who lives in another commune is told who handles the dossier, and it goes there, once."""

import re

import pytest

from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.intake import api as intake
from motcua.casework.intake.models import AnswerVersion, Draft, Paper
from motcua.kernel import tenancy
from motcua.kernel.actors import system
from tests.casework.birth import fill
from tests.factories.organisation import NOW, make_citizen, make_commune, make_officer
from tests.interfaces.portal.conftest import client_of
from tests.interfaces.portal.test_check import SEND, address


@pytest.fixture
def neighbour(office):
    return make_commune(name="Ba Vì", identifier="H48.53.09")


def drafted(office, commune="xã Ba Vì", province="tỉnh Quảng Ngãi"):
    """Return a father who lives there with the mother, and his draft, filled in at this commune's portal."""
    home = f"Số 3 đường Trường Chinh, {commune}, {province}"
    citizen = make_citizen(office.commune.id, residence=home)
    return citizen, fill(citizen, office.commune.id)


def test_it_is_told_and_goes_to_who_handles_it(office, neighbour):
    citizen, draft = drafted(office)
    browser = client_of(office.commune, citizen)
    page = browser.get(address(draft)).content.decode()
    assert "Hồ sơ này do nơi khác giải quyết" in page and "Ủy ban nhân dân xã Ba Vì" in page
    assert "Nộp hồ sơ" in page
    first, second = (browser.post(address(draft), SEND) for _ in range(2))
    assert first.status_code == 302 and first.headers["Location"] == second.headers["Location"]
    [dossier] = dossiers.list_for_applicant(citizen)
    assert (dossier.commune_id, dossier.came_by) == (neighbour.id, office.commune.id)
    # Over a portal nobody took it in for the other: its own commune accepts it, with its own code.
    accepted = intake.accept_dossier(
        dossiers.Call(make_officer(neighbour.id), dossier.id, dossiers.Action.ACCEPT, NOW)
    )
    assert accepted.code.startswith("H48.53.09-") and accepted.receiving_id == neighbour.id
    with tenancy.scope(communes=[neighbour.id]):
        assert AnswerVersion.objects.get(dossier_id=dossier.id).commune_id == neighbour.id
        assert Paper.objects.get(dossier_id=dossier.id).commune_id == neighbour.id
    with tenancy.scope(communes=[office.commune.id]):
        assert not Dossier.objects.exists() and not Paper.objects.exists()
    # The citizen follows it where they filed it, with and without logging in.
    assert dossier.submission_code in browser.get(first.headers["Location"]).content.decode()
    assert browser.get(f"/ho-so/{dossier.id}/").status_code == 200
    secret = dossiers.lookup_secret(dossier.id)
    assert dossiers.look_up(office.commune.id, dossier.submission_code, secret).id == dossier.id


def test_who_lives_here_is_told_nothing_and_it_stays(office, neighbour, browser, filled):
    page = browser.get(address(filled)).content.decode()
    assert "nơi khác giải quyết" not in page and "o-day" not in page
    browser.post(address(filled), SEND)
    [dossier] = dossiers.list_for_applicant(office.citizen)
    assert (dossier.commune_id, dossier.came_by) == (office.commune.id, None)


@pytest.mark.parametrize("home", [("xã Sơn Tịnh", "tỉnh Quảng Ngãi"), ("xã Ba Tô", "thành phố Đà Nẵng")])
def test_what_nobody_here_handles_is_told_before_and_nothing_is_lost(office, neighbour, home):
    citizen, draft = drafted(office, *home)
    browser = client_of(office.commune, citizen)
    page = browser.get(address(draft)).content.decode()
    assert (
        "https://dichvucong.gov.vn/" in page and home[0] in page and "thường do nơi khác giải quyết" in page
    )
    assert re.search(rf'href="/ho-so-nhap/{draft.id}/\w+/\?sua=1#(mother|father)_residence"', page)
    refused = browser.post(address(draft), SEND)
    assert refused.status_code == 409
    assert "Phần đã điền vẫn được giữ" in refused.content.decode()
    assert dossiers.list_for_applicant(citizen) == []
    assert intake.get_draft(citizen, draft.id).submitted_dossier_id is None


@pytest.mark.parametrize("home", [("xã Ba Vì", "tỉnh Quảng Ngãi"), ("xã Ba Tô", "thành phố Đà Nẵng")])
def test_who_lives_here_for_now_says_so_and_it_stays(office, neighbour, home):
    citizen, draft = drafted(office, *home)
    browser = client_of(office.commune, citizen)
    assert 'name="o-day"' in browser.get(address(draft)).content.decode()
    too_early = browser.post(address(draft), {"o-day": "yes"}, follow=True).content.decode()
    assert re.search(r'name="o-day"[^>]* checked', too_early)
    assert browser.post(address(draft), {**SEND, "o-day": "yes"}).status_code == 302
    [dossier] = dossiers.list_for_applicant(citizen)
    assert (dossier.commune_id, dossier.came_by) == (office.commune.id, None)
    desk = make_officer(office.commune.id)
    [handed_in] = dossiers.history(desk, dossier.id)
    assert "đang cư trú (kể cả tạm trú)" in handed_in.note


def test_while_an_address_is_open_it_is_taken_in_here(office, neighbour):
    home = "Số 3 đường Trường Chinh, xã Sơn Tịnh, tỉnh Quảng Ngãi"
    citizen = make_citizen(office.commune.id, residence=home)
    draft = fill(citizen, office.commune.id, more={"mother_lives_with_father": "no"})
    done = intake.submit_draft(citizen, draft.id, commune_id=office.commune.id, now=NOW)
    assert done.commune_id == office.commune.id


def test_the_draft_follows_the_version_by_which_that_commune_works(office, neighbour, monkeypatch):
    citizen, draft = drafted(office)
    theirs = intake.submit_draft.__globals__["catalogue"]
    current, wanted = theirs.current_version, []

    def watched(code, on, commune_id=None):
        wanted.append(commune_id)
        return current(code, on, commune_id)

    monkeypatch.setattr(theirs, "current_version", watched)
    intake.submit_draft(citizen, draft.id, commune_id=office.commune.id, now=NOW)
    assert wanted == [neighbour.id]
    with tenancy.scope(applicants=citizen.applicants):
        assert Draft.objects.get(id=draft.id).commune_id == office.commune.id
    assert dossiers.get_dossier(system(neighbour.id), dossiers.list_for_applicant(citizen)[0].id)
