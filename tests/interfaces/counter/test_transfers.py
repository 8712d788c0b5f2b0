"""The head moves a dossier to the competent commune by its page; both communes and the citizen see where it went."""

import pytest
import time_machine

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel.actors import system
from tests.factories.organisation import NOW, make_commune
from tests.interfaces.counter.conftest import PEOPLE, address, enter, hidden, text_of
from tests.interfaces.counter.test_actions import act, with_copies
from tests.interfaces.portal.conftest import client_of

pytestmark = pytest.mark.slow
TAIL = "chuyen-tham-quyen/"
WHY = "Cha mẹ cư trú ở xã Ba Vì"


@pytest.fixture
def other(counter):
    return make_commune(name="Ba Vì", identifier="H48.53.09")


def test_the_page_says_what_becomes_of_it_and_lacks_are_told_at_their_boxes(counter, other):
    dossier = counter.accepted(with_copies(counter))
    browser = counter.browser("chair")
    page = text_of(browser.get(address(dossier, TAIL)))
    assert "không tính lại thời hạn" in page and "thôi thu ở đây" in page
    assert f'value="{other.id}"' in page and "Ủy ban nhân dân xã Ba Vì" in page
    refused = text_of(act(counter, "chair", dossier, TAIL, commune="abc", note=""), 422)
    assert 'href="#commune"' in refused and 'href="#note"' in refused
    assert counter.now(dossier).state is dossiers.State.ACCEPTED
    # Who may not stop it is offered nothing, and the page refuses.
    assert TAIL not in text_of(counter.browser("handler").get(address(dossier)))
    assert counter.browser("handler").get(address(dossier, TAIL)).status_code == 403


def test_it_goes_and_every_page_tells_where(counter, other):
    dossier = counter.accepted()
    browser = counter.browser("chair")
    assert TAIL in text_of(browser.get(address(dossier)))
    post = hidden(browser.get(address(dossier, TAIL)), commune=str(other.id), note=WHY)
    assert browser.post(address(dossier, TAIL), post).status_code == 302
    # Pressed twice, it went once; from a page gone stale it is refused.
    assert browser.post(address(dossier, TAIL), post).status_code == 302
    done = counter.now(dossier)
    opened = dossiers.get_dossier(system(other.id), done.goes_on.id)
    here = text_of(browser.get(address(dossier)))
    assert "Đã chuyển nơi có thẩm quyền" in here and opened.code in here and WHY in here
    assert "mo-lai/" not in here
    assert "Chuyển nơi có thẩm quyền" in text_of(browser.get(address(dossier, "tien-do/")))
    _, there = enter(other.id, "handler", **PEOPLE["handler"])
    page = text_of(there.get(address(opened)))
    assert "Hồ sơ chuyển đến" in page and dossier.code in page and "Ủy ban nhân dân xã Ba Tô" in page
    assert there.get(address(dossier)).status_code == 404


def test_a_page_gone_stale_is_refused_and_keeps_what_was_typed(counter, other):
    dossier = counter.accepted()
    browser = counter.browser("chair")
    post = hidden(browser.get(address(dossier, TAIL)), commune=str(other.id), note=WHY)
    intake.take_dossier(counter.call("handler", dossier, "take"))
    again = text_of(browser.post(address(dossier, TAIL), post), 409)
    assert WHY in again and counter.now(dossier).goes_on is None


def test_where_no_other_commune_is_it_is_not_offered_and_the_page_says_what_to_do(counter):
    dossier = counter.accepted()
    assert TAIL not in text_of(counter.browser("chair").get(address(dossier)))
    assert "Chưa chuyển được" in text_of(counter.browser("chair").get(address(dossier, TAIL)))


def test_the_citizen_is_led_on_at_the_portal(counter, other, settings):
    dossier = counter.accepted()
    act(counter, "chair", dossier, TAIL, commune=str(other.id), note=WHY)
    opened = dossiers.get_dossier(system(other.id), counter.now(dossier).goes_on.id)
    with time_machine.travel(NOW, tick=True):
        mine, anyone = client_of(counter.commune, counter.citizen), client_of(counter.commune)
        old = mine.get(f"/ho-so/{dossier.id}/").content.decode()
        assert "được chuyển đến cơ quan có thẩm quyền" in old and WHY in old
        assert f'href="/ho-so/{opened.id}/"' in old and "Hẹn trả kết quả" not in old
        new = mine.get(f"/ho-so/{opened.id}/").content.decode()
        assert f'href="/ho-so/{dossier.id}/"' in new and "Hẹn trả kết quả" in new
        secret = dossiers.lookup_secret(dossier.id)
        found = anyone.get(f"/tra-cuu/{dossier.code}/{secret}/").content.decode()
        assert opened.code in found and "Đã tiếp nhận" in found and "Mã cũ" in found
