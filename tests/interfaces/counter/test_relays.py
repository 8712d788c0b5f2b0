"""What one commune takes in at its desk for another: told, passed on, followed, handed over; both walls stand."""

from dataclasses import replace

import pytest
from django.db import DatabaseError

from motcua.blocks.audit.verification.chains import check_chains
from motcua.blocks.audit.verification.contents import check_contents
from motcua.blocks.documents.models import StoredFile
from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import CodeCounter, Dossier, PublicProgress
from motcua.casework.intake import api as intake
from motcua.casework.intake.models import AnswerVersion, Paper, Reception, Relay
from motcua.casework.notices import api as notices
from motcua.kernel import tenancy
from motcua.kernel.actors import system
from motcua.kernel.errors import NotAllowed
from tests.factories.effects import run_effects
from tests.factories.organisation import NOW, make_commune, make_officer
from tests.factories.pdf_text import document_text
from tests.interfaces.counter.conftest import text_of
from tests.interfaces.counter.test_reception import DESK, PAPERS, begun, scan

pytestmark = pytest.mark.slow

LIVES_THERE = {
    "requester_residence-line": "Thôn Gò Năng",
    "requester_residence-commune": "Xã Ba Vì",
    "requester_residence-province": "tỉnh Quảng Ngãi",
    "wants_copies": "yes",
    "copies_count": "2",
}


@pytest.fixture
def neighbour(counter):
    return make_commune(name="Ba Vì", identifier="H48.53.09")


def received(counter, neighbour, **more):
    """Receive somebody who lives in the other commune; return the browser, the address and its relay."""
    browser, place = begun(counter)
    posted = {**DESK, **PAPERS, **LIVES_THERE, "handled_by": str(neighbour.id), **more}
    done = browser.post(place, {**posted, "tep-giay_chung_sinh": scan(), "nhan": "1"})
    assert done.status_code == 302, text_of(done, done.status_code)
    found = browser.get(place)
    assert found.status_code == 302
    return browser, place, intake.list_relays(counter.actor("receptionist"))[0]


def test_the_desk_tells_who_handles_it_before_it_is_taken_in(counter, neighbour):
    browser, place = begun(counter)
    posted = {**DESK, **PAPERS, **LIVES_THERE, "nhan": "1"}
    page = text_of(browser.post(place, {**posted, "tep-giay_chung_sinh": scan()}), 422)
    assert "Ủy ban nhân dân xã Ba Vì giải quyết: nhận giúp ở đây rồi chuyển sang." in page
    assert f'<option value="{neighbour.id}" selected' in page
    # To keep it here needs a reason; any commune but those of the list is none.
    kept = text_of(browser.post(place, {**posted, "handled_by": str(counter.commune.id)}), 422)
    assert 'href="#handled_why"' in kept
    assert 'href="#handled_by"' in text_of(
        browser.post(place, {**posted, "handled_by": "999", "handled_why": "Theo ý tôi"}), 422
    )
    assert not intake.list_relays(counter.actor("receptionist"))


def test_it_lies_behind_the_wall_of_the_commune_that_handles_it(counter, neighbour):
    ours, theirs = counter.commune.id, neighbour.id
    browser, place, relay = received(counter, neighbour)
    officer = make_officer(theirs, "receptionist", full_name="Hồ Văn Tư")
    dossier = dossiers.get_dossier(officer, relay.dossier_id)
    assert (dossier.commune_id, dossier.came_by, dossier.state) == (theirs, ours, dossiers.State.ACCEPTED)
    # Code and counter of the desk that took it in; register of who handles it; each once.
    assert dossier.code == relay.code and dossier.code.startswith("H48.53.01-")
    assert (dossier.book_entry, dossier.due_at) == (1, relay.due_at)
    with tenancy.scope(communes=[theirs]):
        assert (
            AnswerVersion.objects.get(dossier_id=dossier.id).answers["requester_residence"]["commune"]
            == "Xã Ba Vì"
        )
        assert Paper.objects.get(dossier_id=dossier.id).commune_id == theirs
        assert payments.find_charge(theirs, dossier.id).amount == 16_000
        assert not CodeCounter.objects.exists()
        told = check_contents(theirs, check_chains(theirs, {}))
    assert not told
    first = dossiers.history(officer, dossier.id)[0]
    assert "xã Ba Tô" in first.unit_name and first.actor_name == "Phạm Thị Dung"
    # What stays here: the record, and nothing that was typed or scanned.
    with tenancy.scope(communes=[ours], applicants=[dossier.applicant_id]):
        assert not Dossier.objects.filter(commune_id=ours).exists()
        assert not Reception.objects.exists() and not AnswerVersion.objects.filter(commune_id=ours).exists()
        assert not StoredFile.objects.filter(commune_id=ours).exists()
        assert [one.next_number for one in CodeCounter.objects.all()] == [2]
    # Pressed twice, it is taken in once.
    again = browser.post(place, {**DESK, **PAPERS, "nhan": "1"})
    assert again.status_code == 302 and again.headers["Location"].endswith(f"/nhan-giup/{relay.id}/")
    assert len(intake.list_relays(counter.actor("receptionist"))) == 1


def test_whoever_took_it_in_sees_state_and_due_and_nothing_more(counter, neighbour):
    browser, _, relay = received(counter, neighbour)
    listed = text_of(browser.get("/mot-cua/nhan-giup/"))
    assert relay.code in listed and "Ủy ban nhân dân xã Ba Vì" in listed and "Đã tiếp nhận" in listed
    receptionist = counter.actor("receptionist")
    with pytest.raises(dossiers.DossierNotFound):
        dossiers.get_dossier(receptionist, relay.dossier_id)
    assert browser.get(f"/mot-cua/ho-so/{relay.dossier_id}/").status_code == 404
    with tenancy.scope(communes=[counter.commune.id]):
        assert not Dossier.objects.filter(id=relay.dossier_id).exists()
    with tenancy.scope(communes=[counter.commune.id], public=[neighbour.id]):
        assert PublicProgress.objects.filter(id=relay.dossier_id).exists()
        assert not Dossier.objects.filter(id=relay.dossier_id).exists()
    # The record is this commune's own: the other one neither sees nor writes it.
    other = make_officer(neighbour.id, "receptionist")
    assert intake.list_relays(other) == []
    with pytest.raises(intake.RelayNotFound):
        intake.get_relay(other, relay.id)
    with pytest.raises(DatabaseError, match="row-level security"), tenancy.scope(communes=[neighbour.id]):
        Relay.objects.create(
            commune_id=counter.commune.id, dossier_id=relay.id, handled_by=neighbour.id, code="x",
            staff_id=receptionist.staff, received_at=NOW, due_at=NOW,
        )  # fmt: skip


def test_the_public_look_up_finds_it_at_both(counter, neighbour):
    *_, relay = received(counter, neighbour)
    secret, third = dossiers.lookup_secret(relay.dossier_id), make_commune(name="Ba Xa")
    found = [
        dossiers.look_up(one, relay.code, secret) for one in (counter.commune.id, neighbour.id, third.id)
    ]
    assert [one.id if one else None for one in found] == [relay.dossier_id, relay.dossier_id, None]


def test_the_receipt_names_who_took_it_in_and_who_handles_it(counter, neighbour):
    browser, _, relay = received(counter, neighbour)
    data = b"".join(browser.get(f"/mot-cua/nhan-giup/{relay.id}/giay-hen/"))
    told = " ".join(document_text(data).split())
    assert "Trung tâm Phục vụ hành chính công xã Ba Tô" in told
    assert "Cơ quan giải quyết: Ủy ban nhân dân xã Ba Vì" in told
    assert "quầy Một cửa của cơ quan giải quyết" in told
    # The effect and the slip of the handling commune know the officer of the other desk.
    run_effects(neighbour.id)
    dossier = dossiers.get_dossier(system(neighbour.id), relay.dossier_id)
    assert len(notices.list_forms(dossier)) == 1
    handler = make_officer(neighbour.id, "handler", full_name="Đinh Văn Bút")
    slip = notices.control_slip(handler, dossier, now=NOW)[1]
    assert "Phạm Thị Dung" in document_text(slip)


def test_the_result_is_handed_over_where_it_was_taken_in(counter, neighbour):
    browser, _, relay = received(counter, neighbour, wants_copies="no")
    place = f"/mot-cua/nhan-giup/{relay.id}/"
    assert "Đã trả bản giấy" not in text_of(browser.get(place))
    assert text_of(browser.post(place), 409)
    _finish(neighbour.id, relay.dossier_id)
    assert "Đã trả bản giấy" in text_of(browser.get(place))
    receptionist = counter.actor("receptionist")
    for right in ("dossier.relay", "dossier.return"):
        bare = replace(receptionist, permissions=receptionist.permissions - {right})
        with pytest.raises(NotAllowed):
            intake.hand_over_relay(bare, relay.id, now=NOW)
    # The other commune has no such record of its own.
    with pytest.raises(intake.RelayNotFound):
        intake.hand_over_relay(make_officer(neighbour.id, "return_desk"), relay.id, now=NOW)
    assert browser.post(place).status_code == browser.post(place).status_code == 302
    dossier = dossiers.get_dossier(system(neighbour.id), relay.dossier_id)
    last = dossiers.history(system(neighbour.id), relay.dossier_id)[-1]
    assert dossier.state is dossiers.State.RETURNED
    assert (last.action, last.actor_name) == (
        "return_result",
        "Phạm Thị Dung",
    ) and "xã Ba Tô" in last.unit_name
    assert "Đã trả tại đây" in text_of(browser.get(place))


def _finish(commune_id, dossier_id):
    """Bring a dossier to its result, as the signatures of its commune would."""
    with tenancy.scope(communes=[commune_id]):
        row = Dossier.objects.get(commune_id=commune_id, id=dossier_id)
        row.step_key, row.step_role, row.business_state = "return", "return_desk", int(dossiers.State.DONE)
        row.answers_complete, row.finished_at, row.clock_ended_at = True, NOW, NOW
        row.save()
        PublicProgress.objects.filter(id=dossier_id).update(business_state=row.business_state)


def test_what_is_overruled_stays_with_its_reason_in_the_history(counter, neighbour):
    browser, place = begun(counter)
    ours = {"handled_by": str(counter.commune.id), "handled_why": "Đang tạm trú tại xã này"}
    posted = {**DESK, **PAPERS, **LIVES_THERE, **ours, "tep-giay_chung_sinh": scan(), "nhan": "1"}
    assert browser.post(place, posted).status_code == 302
    receptionist = counter.actor("receptionist")
    key = intake.get_reception(receptionist, place.split("/")[3]).dossier_id
    note = dossiers.history(receptionist, key)[0].note
    assert "Đang tạm trú tại xã này" in note and "Xã Ba Vì" in note
    with tenancy.scope(communes=[counter.commune.id]):
        assert not check_contents(counter.commune.id, check_chains(counter.commune.id, {}))


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ({"requester_residence-commune": "Xã Sơn Tịnh"}, "chưa dùng chung hệ thống"),
        ({"requester_residence-province": "Thành phố Đà Nẵng"}, "ở tỉnh khác"),
    ],
)
def test_what_nobody_here_handles_is_not_kept_without_a_word(counter, where, told):
    browser, place = begun(counter)
    # The mother lives with the father, who is the one at the desk: no address is left open.
    posted = {**DESK, **PAPERS, **LIVES_THERE, **where, **_mother(where), "nhan": "1"}
    page = text_of(browser.post(place, {**posted, "tep-giay_chung_sinh": scan()}), 422)
    assert told in page and "dichvucong.gov.vn" in page
    kept = {"handled_by": str(counter.commune.id), "handled_why": "Tạm trú tại đây"}
    assert browser.post(place, {**posted, **kept}).status_code == 302


def _mother(where):
    return {
        key.replace("requester", "mother"): value
        for key, value in {**LIVES_THERE, **where}.items()
        if "resid" in key
    }


def test_who_may_not_do_so_passes_nothing_on(counter, neighbour):
    _, place = begun(counter)
    receptionist = counter.actor("receptionist")
    key = place.split("/")[3]
    intake.note_down(
        receptionist, key, {**DESK, **PAPERS, **LIVES_THERE, "handled_by": str(neighbour.id)}, now=NOW
    )
    bare = replace(receptionist, permissions=receptionist.permissions - {"dossier.relay"})
    for refused in (
        lambda: intake.receive_at_desk(bare, key, now=NOW),
        lambda: intake.list_relays(bare),
    ):
        with pytest.raises(NotAllowed):
            refused()
