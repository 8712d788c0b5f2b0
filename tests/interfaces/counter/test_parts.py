"""Sub-dossiers at the desk and on the citizen's pages: who, how far, when due, what came of each."""

from types import SimpleNamespace

import pytest

from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.ui.middleware import SEEN
from motcua.kernel import clock
from tests.factories import joint
from tests.factories.organisation import NOW
from tests.interfaces.counter.conftest import address, text_of
from tests.interfaces.portal.conftest import client_of

pytestmark = pytest.mark.slow


@pytest.fixture
def waiting(counter):
    """A joint dossier whose birth certificate is issued, and its citizen."""
    roles = {name: counter.actor(name) for name in ("receptionist", "handler", "chair", "clerk")}
    office = SimpleNamespace(commune=counter.commune, **roles)
    dossier, citizen = joint.accepted(office)
    return joint.own_results_issued(office, dossier), citizen


def part_address(counter, dossier, key: str) -> str:
    part = joint.part_of(counter.actor("handler"), dossier.id, key)
    return address(dossier, f"thanh-phan/{part.id}/")


def post(browser, url: str, act: str, **boxes):
    page = text_of(browser.get(url))
    form = page.split(f'name="act" value="{act}"')[1].split("</form>")[0]
    found = dict(hidden_of(form))
    return browser.post(url, {"act": act, **found, **boxes})


def hidden_of(form: str):
    for name in ("revision", "action_key"):
        yield name, form.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]


def test_the_desk_sends_a_part_and_writes_down_what_its_agency_answered(counter, waiting):
    dossier, _ = waiting
    browser = counter.browser("handler")
    page = text_of(browser.get(address(dossier)))
    for words in (
        "Hồ sơ thành phần",
        "Đăng ký thường trú",
        "Công an xã; liên hệ:",
        "Sắp gửi",
        "Đã có kết quả",
    ):
        assert words in page, words
    url = part_address(counter, dossier, "residence")
    assert url in page
    shown = text_of(browser.get(url))
    assert "Nguyễn Văn Lợi" in shown and "Nơi khám" not in shown, "it takes only what it needs"
    back = post(browser, url, "send")
    assert back.url == address(dossier) and "đã gửi Đăng ký thường trú" in text_of(browser.get(back.url))
    faulty = text_of(post(browser, url, "answer", number="", dated_on="hôm nay"), 422)
    assert "Không có ngày này" in faulty
    faulty = text_of(post(browser, url, "answer", number="", dated_on=""), 422)
    assert "Ghi số của kết quả." in faulty and "Chọn tệp kết quả" in faulty
    assert "Hãy ghi rõ lý do." in text_of(post(browser, url, "refuse", **{"note-refuse": " "}), 409)
    done = post(browser, url, "answer", number="12/TB", dated_on="23/11/2026", paper=joint.agency_paper())
    page = text_of(browser.get(done.url))
    assert "Số 12/TB" in page and "Cấp thẻ bảo hiểm y tế" in page
    log = text_of(browser.get(url))
    assert "Đã gửi cơ quan giải quyết" in log and "Đinh Văn Nơ" in log
    assert 'name="act"' not in log, "nothing is left to do"
    way = text_of(browser.get(address(dossier, "tien-do/")))
    assert "Phần: Đăng ký thường trú" in way and "đã có kết quả" in way


def test_a_spoilt_post_and_a_stranger_do_nothing(counter, waiting):
    dossier, _ = waiting
    url = part_address(counter, dossier, "residence")
    assert counter.browser("handler").post(url, {"act": "send"}).status_code == 409
    assert counter.browser("handler").post(url, {"act": "begin"}).status_code == 409
    assert 'name="act"' not in text_of(counter.browser("cashier").get(url))
    assert joint.part_of(counter.actor("handler"), dossier.id, "residence").state is dossiers.PartState.READY


def test_work_lists_name_the_open_parts_and_lead_to_them(counter, waiting):
    dossier, _ = waiting
    page = text_of(counter.browser("handler").get("/mot-cua/"))
    assert "Còn 2 phần" in page and f"{address(dossier)}#thanh-phan" in page


def test_the_citizen_sees_the_three_matters_and_each_result_as_it_comes(counter, waiting):
    dossier, citizen = waiting
    handler, browser = counter.actor("handler"), client_of(counter.commune, citizen)
    session = browser.session
    session[SEEN] = NOW.timestamp()
    session.save()
    joint.act_on(handler, dossier.id, "residence", "send", clock.now())
    joint.act_on(handler, dossier.id, "residence", "answer", clock.now())
    joint.act_on(handler, dossier.id, "health_card", "send", clock.now())
    joint.act_on(handler, dossier.id, "health_card", "refuse", clock.now(), note="Đã có thẻ")
    page = text_of(browser.get(f"/ho-so/{dossier.id}/"))
    matters = page.split("Các việc trong hồ sơ này")[1].split("</section>")[0]
    for words in ("Đăng ký khai sinh", "Công an xã", "Cơ quan bảo hiểm xã hội", "Lý do: Đã có thẻ"):
        assert words in matters, words
    assert "Số 12/TB" in page and "Công an xã" in page.split("Kết quả</h2>")[1]
    mine = text_of(browser.get("/trang-cua-toi/"))
    assert "Cấp thẻ bảo hiểm y tế" in mine and "Đã có thẻ" in mine
