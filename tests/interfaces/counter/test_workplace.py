"""What officers keep beside dossiers: own lists, labels, notes nobody else reads, the thread with the citizen."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from motcua.blocks.audit import api as audit
from motcua.blocks.identity.api import Account
from motcua.blocks.messaging import api as messaging
from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.errors import DossierNotFound
from motcua.casework.workplace import api as workplace
from motcua.casework.workplace.models import ThreadMessage
from motcua.interfaces.ui.middleware import SEEN
from motcua.kernel import tenancy
from motcua.kernel.actors import system
from motcua.kernel.errors import InvalidInput
from tests.factories.organisation import FOUNDED, NOW, make_citizen, make_commune, make_officer
from tests.interfaces.counter.conftest import address, hidden, text_of


def citizen_browser(actor) -> Client:
    browser = Client()
    account = Account.objects.get(id=actor.account_id)
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session = browser.session
    session[SEEN] = NOW.timestamp()
    session.save()
    return browser


def test_a_list_is_kept_under_a_name_for_its_owner_alone(counter):
    browser, page = counter.browser("receptionist"), "/mot-cua/danh-sach-rieng/"
    assert 'href="/mot-cua/danh-sach-rieng/?xem=open&amp;kenh=post"' in text_of(
        browser.get("/mot-cua/", {"xem": "open", "kenh": "post"})
    )
    send = {"name": "  Bưu   chính ", "asked": "xem=open&kenh=post&tu=2026&lạ=1"}
    assert browser.post(page, send).headers["Location"].startswith("/mot-cua/?xem=open&kenh=post")
    shown = text_of(browser.get("/mot-cua/"))
    assert 'Danh sách riêng: <a href="?xem=open&amp;kenh=post">Bưu chính</a>' in shown
    refused = text_of(browser.post(page, {"name": " ", "asked": "xem=late"}), 422)
    assert "Hãy đặt tên cho danh sách" in refused and 'value="xem=late"' in refused
    other = counter.browser("handler")
    assert "Bưu chính</a>" not in text_of(other.get("/mot-cua/"))
    [view] = workplace.read_desk(counter.actor("receptionist")).views
    other.post(page, {"forget": str(view.id)})
    assert workplace.read_desk(counter.actor("receptionist")).views
    browser.post(page, {"forget": str(view.id)})
    assert not workplace.read_desk(counter.actor("receptionist")).views


def test_labels_are_of_the_commune_and_notes_of_their_author(counter):
    one, other = counter.handed_in(2)
    browser, page = counter.browser("receptionist"), address(one, "ghi-chu/")
    browser.post(page, {"stick": "1", "label": "Ưu tiên"})
    browser.post(page, {"stick": "1", "label": "uu  tien"})
    browser.post(page, {"note": "Gọi lại chiều mai"})
    mine = text_of(browser.get(page))
    assert mine.count("Gỡ<span") == 1 and "Gọi lại chiều mai" in mine
    # A colleague sees the label, in the list too and as a filter, but not the note; nor may they delete it.
    theirs = counter.browser("handler")
    assert "Gọi lại" not in text_of(theirs.get(page))
    [note] = workplace.list_notes(counter.actor("receptionist"), one.id)
    theirs.post(page, {"delete": str(note.id)})
    assert workplace.list_notes(counter.actor("receptionist"), one.id) == [note]
    with connection.cursor() as cursor, tenancy.scope(communes=[counter.commune.id]):
        cursor.execute("SELECT text FROM workplace_privatenote")
        assert "Gọi".encode() not in bytes(cursor.fetchone()[0])
    [label] = workplace.read_desk(counter.actor("handler")).labels
    narrowed = text_of(theirs.get("/mot-cua/", {"xem": "open", "nhan": str(label.id)}))
    assert one.submission_code in narrowed and other.submission_code not in narrowed
    assert '<span class="tag tag--neutral">Ưu tiên</span>' in narrowed
    stranger = make_officer(make_commune().id, "handler")
    assert not workplace.read_desk(stranger).labels and not workplace.list_labels(stranger, one.id)
    with pytest.raises(DossierNotFound):
        workplace.write_note(stranger, one.id, "x", now=NOW)
    browser.post(page, {"take_off": str(label.id)})
    assert not workplace.read_desk(counter.actor("handler")).labels
    assert "Hãy ghi nhãn" in text_of(browser.post(page, {"stick": "1", "label": "!"}), 422)


def test_citizen_and_officer_write_to_each_other(counter):
    dossier = counter.submitted()
    at_home, desk = citizen_browser(counter.citizen), counter.browser("receptionist")
    portal, page = f"/ho-so/{dossier.id}/trao-doi/", address(dossier, "trao-doi/")
    assert f'href="{portal}"' in text_of(at_home.get(f"/ho-so/{dossier.id}/"))
    key = {"action_key": str(uuid4())}
    for _ in range(2):  # a double click
        asked = at_home.post(portal, {**key, "text": "Tôi ghi nhầm tên thôn, <b>có sao không?</b>"})
    assert asked.headers["Location"] == f"{portal}?da-gui"
    assert "Hãy viết nội dung" in text_of(at_home.post(portal, {"text": " "}), 422)
    # The desk sees that somebody waits, in the list and on the page, and answers.
    waiting = text_of(desk.get("/mot-cua/", {"xem": "open", "nhan": "tin"}))
    assert dossier.submission_code in waiting and "Chờ trả lời tin" in waiting
    shown = text_of(desk.get(page))
    assert shown.count("Tôi ghi nhầm tên thôn, &lt;b&gt;") == 1 and "Đã đọc, không cần trả lời" in shown
    spoilt = text_of(desk.post(page, {"action_key": "x", "text": "Không sao"}), 409)
    assert "Không sao" in spoilt
    desk.post(page, {"action_key": str(uuid4()), "text": "Không sao, tôi sửa giúp."})
    assert dossier.submission_code not in text_of(desk.get("/mot-cua/", {"xem": "open", "nhan": "tin"}))
    counter.after_effects(dossier)
    [told] = [
        one for one in messaging.list_messages(counter.citizen, None, 9) if "viết cho ông/bà" in one.subject
    ]
    assert "sửa giúp" not in told.body
    answer = text_of(at_home.get(portal))
    assert "Không sao, tôi sửa giúp." in answer and "Phạm Thị Dung" in answer
    assert "người dân đã đọc" in text_of(desk.get(page))
    assert audit.verify(counter.commune.id, NOW).problems == []
    with tenancy.scope(communes=[counter.commune.id]):
        assert sorted(ThreadMessage.objects.values_list("side", flat=True)) == ["citizen", "officer"]
    # Nobody else reads it, and nobody writes once the dossier is over.
    stranger = make_citizen(counter.commune.id, citizen_id="051090009999")
    assert citizen_browser(stranger).get(portal).status_code == 404
    with pytest.raises(DossierNotFound):
        workplace.post_message(make_officer(make_commune().id), dossier.id, "x", key=uuid4(), now=NOW)
    refused = desk.get(address(dossier, "tu-choi/"))
    desk.post(address(dossier, "tu-choi/"), hidden(refused, note="Sai nơi nộp"))
    assert counter.now(dossier).state is dossiers.State.REFUSED
    with pytest.raises(workplace.ThreadClosed):
        workplace.post_message(counter.citizen, dossier.id, "x", key=uuid4(), now=NOW)


def test_bounds_are_told(counter):
    [dossier] = counter.handed_in(1)
    actor = counter.actor("receptionist")
    for number in range(12):
        workplace.save_view(actor, f"Danh sách {number}", {"xem": "late"}, now=NOW)
    workplace.save_view(actor, "Danh sách 3", {"xem": "done"}, now=NOW)
    with pytest.raises(InvalidInput):
        workplace.save_view(actor, "Một danh sách nữa", {}, now=NOW)
    for number in range(10):
        workplace.stick_label(actor, dossier.id, f"nhãn {number}", now=NOW)
    with pytest.raises(InvalidInput):
        workplace.stick_label(actor, dossier.id, "thêm", now=NOW)


def test_a_dossier_is_filtered_by_the_hamlet_of_its_owner(counter):
    chief = system(counter.commune.id)
    hamlet = organisation.open_hamlet(chief, "Mô Lang", valid_from=FOUNDED, now=NOW)
    home = {"residence": "Số 3, thôn Mô Lang, xã Ba Tô, tỉnh Quảng Ngãi", "citizen_id": "051090008888"}
    counter.citizen, elsewhere = make_citizen(counter.commune.id, **home), counter.citizen
    here = counter.submitted()
    counter.citizen = elsewhere
    there = counter.submitted()
    counter.after_effects(here)
    text = text_of(counter.browser("receptionist").get("/mot-cua/", {"xem": "open", "thon": str(hamlet.id)}))
    assert here.submission_code in text and there.submission_code not in text
