"""A walk-in at the desk: card, procedure, desk fields, papers, one key; the declaration is typed in later."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.blocks.audit.verification.chains import check_chains
from motcua.blocks.audit.verification.contents import check_contents
from motcua.blocks.messaging import api as messaging
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.intake import jobs
from motcua.casework.intake.models import AnswerVersion, HandedPaper, Paper, Reception
from motcua.casework.notices import api as notices
from motcua.kernel import clock, tenancy
from tests.blocks.identity.test_cards import GOOD
from tests.casework.birth import ANSWERS, CODE, photo
from tests.casework.dossiers.test_core import replayed
from tests.factories.effects import run_effects
from tests.factories.organisation import NOW, make_commune
from tests.factories.pdf_text import document_text
from tests.interfaces.counter.conftest import RESULT_FIELDS, address, enter, hidden, text_of

pytestmark = pytest.mark.slow

BEGIN = "/mot-cua/tiep-nhan/"
DESK = {**ANSWERS, "contact_phone": "0912345678", "delivery": "counter"}
PAPERS = {
    "giay-to_khai": "paper",
    "giay-to_khai-dang": "original",
    "giay-to_khai-so": "2",
    "giay-giay_chung_sinh": "scan",
    "unscanned": "size",
}


def scan(name="chung-sinh.jpg"):
    return SimpleUploadedFile(name, photo(), "image/jpeg")


def begun(counter, line=GOOD):
    """Scan a card and choose birth registration; return browser and the address of the reception."""
    browser = counter.browser("receptionist")
    place = browser.post(BEGIN, {"card": line}).headers["Location"]
    assert 'href="#words"' in text_of(browser.post(place, {"words": "xyzxyz"}), 422)
    assert 'href="#words"' in text_of(browser.post(place, {"procedure": "9.999999"}), 422)
    assert 'name="words"' in text_of(browser.get(place))
    assert text_of(browser.post(place, {"words": "khai sinh"})).count('name="procedure"') > 1
    assert browser.post(place, {"words": CODE}).headers["Location"] == place
    return browser, place


def received(counter):
    """Receive a walk-in through the pages; return the dossier."""
    browser, place = begun(counter)
    done = browser.post(place, {**DESK, **PAPERS, "tep-giay_chung_sinh": scan(), "nhan": "1"})
    assert done.status_code == 302, re.findall(r"error-summary.*?</div>", done.content.decode(), re.S)
    return dossier_at(counter, place)


def dossier_at(counter, place):
    key = intake.get_reception(counter.actor("receptionist"), place.split("/")[3]).dossier_id
    return dossiers.get_dossier(counter.actor("receptionist"), key)


def test_a_walk_in_is_handed_in_and_accepted_at_once(counter):
    dossier = received(counter)
    assert (dossier.channel, dossier.state, dossier.owner_name) == (
        "counter",
        dossiers.State.ACCEPTED,
        "Nguyễn Văn An",
    )
    assert dossier.code and dossier.due_at and not dossier.snapshot.answers_complete
    with tenancy.scope(communes=[counter.commune.id]):
        answers = AnswerVersion.objects.get(dossier_id=dossier.id).answers
        handed = {one.component_code: one for one in HandedPaper.objects.filter(dossier_id=dossier.id)}
        assert Paper.objects.get(dossier_id=dossier.id).component_code == "giay_chung_sinh"
        untold = check_contents(counter.commune.id, check_chains(counter.commune.id, {}))
    # What the desk does not need was not kept, though it was posted; the card filled in the rest.
    assert "child_name" not in answers and answers["birth_proof"] == "certificate"
    assert answers["requester_residence"]["commune"] == "Xã Ba Tô"
    assert (handed["to_khai"].count, handed["to_khai"].digitised, handed["to_khai"].unscanned) == (
        2,
        0,
        "size",
    )
    assert handed["giay_chung_sinh"].digitised == 1
    by_log, by_row, _ = replayed(counter, dossier)
    assert untold == [] and by_log == by_row


def test_form_01_is_printed_at_once_and_issued_once(counter):
    dossier = received(counter)
    printed = counter.browser("receptionist").get(address(dossier, "giay-hen/"))
    text = document_text(printed.content)
    assert dossier.code in text and "Trực tiếp tại quầy" in text and "Bản chính" in text
    run_effects(counter.commune.id)
    assert [form.form for form in notices.list_forms(counter.now(dossier))] == ["01"]
    # They held it in their hands: nobody is told that it was sent.
    [sent] = messaging.list_sent(counter.actor("receptionist"), dossier.id)
    assert dossier.code in sent.message.subject


def test_pressed_twice_is_one_dossier_and_what_is_wrong_loses_nothing(counter):
    browser, place = begun(counter)
    page = browser.post(place, {**DESK, **PAPERS, "child_birth_date-day": "31", "unscanned": "", "nhan": "1",
                                "tep-giay_chung_sinh": scan()})  # fmt: skip
    text = text_of(page, 422)
    assert 'href="#child_birth_date' in text and 'href="#unscanned"' in text
    assert 'value="31"' in text and "chung-sinh.jpg" in text and "0912345678" in text
    assert dossiers.list_of_owner(counter.actor("receptionist"), "051090004521") == []
    for _ in range(2):
        browser.post(place, {**DESK, **PAPERS, "nhan": "1"})
    assert len(dossiers.list_of_owner(counter.actor("receptionist"), "051090004521")) == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"giay-to_khai": "none"}, "giay-to_khai"),
        ({"giay-giay_chung_sinh": "none"}, "giay-giay_chung_sinh"),
        ({"giay-giay_chung_sinh": "scan"}, "giay-giay_chung_sinh"),
        ({"giay-giay_chung_sinh": "giay/00000000-0000-0000-0000-000000000000"}, "giay-giay_chung_sinh"),
        ({"contact_phone": ""}, "contact_phone"),
    ],
)
def test_what_is_missing_is_told_at_its_box(counter, changes, told):
    browser, place = begun(counter)
    sheets = {"giay-giay_chung_sinh": "paper"}
    page = browser.post(place, {**DESK, **PAPERS, **sheets, **changes, "nhan": "1"})
    assert f'href="#{told}"' in text_of(page, 422)


def test_who_is_not_eligible_is_not_received(counter):
    browser, place = begun(counter)
    page = browser.post(place, {**DESK, **PAPERS, "parents": "unmarried", "nhan": "1"})
    assert "khai sinh kết hợp nhận con" in text_of(page, 422)


def test_the_rest_is_typed_before_a_result_is_proposed(counter):
    dossier = received(counter)
    handler = counter.actor("handler")
    with pytest.raises(dossiers.ActionRefused) as refused:
        intake.propose_result(counter.call("handler", dossier, "propose"), RESULT_FIELDS)
    assert refused.value.kind == "guard:answers_complete"
    browser, page = counter.browser("handler"), address(dossier, "nhap-to-khai/")
    opened = browser.get(page)
    assert 'name="child_name"' in text_of(opened) and 'name="parents"' not in text_of(opened)
    wrong = {**ANSWERS, "child_name": "Nguyễn Minh Khôi", "mother_citizen_id": "12"}
    assert 'href="#mother_citizen_id"' in text_of(browser.post(page, hidden(opened, **wrong)), 422)
    part = {"child_name": "Nguyễn Minh Khôi"}
    assert "mục chưa nhập" in text_of(browser.post(page, hidden(browser.get(page), **part), follow=True))
    # What fees and admission were decided by stays, whatever a forged post says.
    forged = {**ANSWERS, "parents": "unknown", "wants_copies": "yes", "father_ethnicity": "Kinh"}
    done = text_of(browser.post(page, hidden(browser.get(page), **forged), follow=True))
    assert "Đã nhập xong" in done
    with tenancy.scope(communes=[counter.commune.id]):
        last = AnswerVersion.objects.filter(dossier_id=dossier.id).order_by("number").last()
        untold = check_contents(counter.commune.id, check_chains(counter.commune.id, {}))
    assert (last.number, last.source, last.answers["parents"], last.answers["wants_copies"]) == (
        3,
        "entered",
        "married",
        False,
    )
    assert untold == []
    assert intake.propose_result(counter.call("handler", counter.now(dossier), "propose"), RESULT_FIELDS)
    assert handler.may("dossier.process")


def test_papers_held_already_are_offered_and_used_again(counter):
    first = received(counter)
    browser, place = begun(counter)
    text = text_of(browser.get(place))
    # Offered where the answers call for it, chosen by nobody.
    page = text_of(browser.post(place, {**DESK, **PAPERS, "luu": "1"}, follow=True))
    key = f"giay/{first.id}"
    assert f'value="{key}"' in page and f'value="{key}" selected' not in page and text
    browser.post(place, {**DESK, **PAPERS, "giay-giay_chung_sinh": key, "nhan": "1"})
    second = dossier_at(counter, place)
    with tenancy.scope(communes=[counter.commune.id]):
        handed = HandedPaper.objects.get(dossier_id=second.id, component_code="giay_chung_sinh")
        laid = [Paper.objects.get(dossier_id=one.id).file_id for one in (first, second)]
    assert (handed.digitised, handed.source_dossier_id) == (2, first.id) and laid[0] == laid[1]
    # Not those of somebody else.
    _, other = begun(counter, GOOD.replace("051090004521", "051090004522"))
    assert key not in text_of(browser.post(other, {**DESK, **PAPERS, "luu": "1"}, follow=True))


def test_several_things_of_one_visit_go_on_one_receipt(counter):
    browser, place = begun(counter)
    sheets = {"giay-giay_chung_sinh": "paper", "nhan": "1"}
    browser.post(place, {**DESK, **PAPERS, **sheets})
    first = dossier_at(counter, place)
    assert "giay-hen-chung" not in text_of(browser.get(place))
    more = browser.post(f"{place}them/").headers["Location"]
    assert more != place
    browser.post(more, {"words": CODE})
    # The card was seen once; that one of the same kind runs already is told.
    page = text_of(browser.get(more))
    assert "Nguyễn Văn An" in page and "Có thể trùng hồ sơ" in page and first.code in page
    browser.post(more, {**DESK, **PAPERS, **sheets})
    second = dossier_at(counter, more)
    assert "Có thể trùng hồ sơ" not in text_of(browser.get(address(second)))
    done = text_of(browser.get(more))
    assert f"{more}giay-hen-chung/" in done and first.code in done and second.code in done
    text = document_text(browser.get(f"{more}giay-hen-chung/").content)
    assert first.code in text and second.code in text and f"{first.code}/2" in text
    # Somebody else's visit is another one.
    _, other = begun(counter, GOOD.replace("051090004521", "051090004522"))
    assert browser.get(f"{other}giay-hen-chung/").status_code == 404
    assert counter.browser("handler").get(f"{more}giay-hen-chung/").status_code == 403


def test_what_came_by_post_is_found_by_the_number_of_its_parcel(counter):
    browser = counter.browser("receptionist")
    line = {"card": "", "name": "Hồ Văn Xí", "citizen_id": "051090004523"}
    assert 'href="#parcel"' in text_of(browser.post(BEGIN, {**line, "parcel": "EB 123"}), 422)
    place = browser.post(BEGIN, {**line, "channel": "post", "parcel": " EB 123456789 VN "}).headers[
        "Location"
    ]
    browser.post(place, {"words": CODE})
    home = {"line": "Thôn Làng Rêu", "commune": "Xã Ba Tô", "province": "tỉnh Quảng Ngãi"}
    typed = {**DESK, **{f"requester_residence-{part}": said for part, said in home.items()}}
    browser.post(place, {**typed, **PAPERS, "giay-giay_chung_sinh": "paper", "nhan": "1"})
    dossier = dossier_at(counter, place)
    assert dossier.channel == "post"
    assert dossier.code in text_of(browser.get("/mot-cua/", {"q": "eb 123456789 vn"}, follow=True))
    assert "bưu chính" in document_text(browser.get(address(dossier, "giay-hen/")).content)


def test_a_reception_is_the_commune_s_own_and_is_not_kept(counter, monkeypatch):
    browser, place = begun(counter)
    browser.post(place, {**DESK, **PAPERS, "tep-giay_chung_sinh": scan(), "luu": "1"})
    elsewhere = make_commune()
    _, stranger = enter(elsewhere.id, "receptionist")
    assert stranger.get(place).status_code == 404
    assert counter.browser("handler").get(BEGIN).status_code == 403
    with tenancy.scope(communes=[counter.commune.id]):
        row = Reception.objects.get()
    assert not jobs.drop_stale_reception(counter.commune.id, row.person_id, row.id)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=2))
    assert jobs.drop_stale_reception(counter.commune.id, row.person_id, row.id)
    with tenancy.scope(communes=[counter.commune.id]):
        assert not Reception.objects.exists()
