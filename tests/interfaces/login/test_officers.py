"""An officer enters in two steps, and nothing less opens a page."""

from datetime import timedelta

import pyotp
import pytest
import time_machine

from motcua.blocks.audit.models import AuditEntry
from motcua.blocks.identity.api import create_officer
from motcua.blocks.identity.demo import DEMO_PASSWORD
from motcua.blocks.identity.models import Account, SecondFactor, SessionRecord
from motcua.blocks.organisation.api import end_assignment
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import system
from tests.factories.organisation import TODAY, make_citizen, make_officer_account, make_staff

pytestmark = pytest.mark.django_db
LOGIN, CODE, SETUP = "/can-bo/dang-nhap/", "/can-bo/ma-xac-thuc/", "/can-bo/thiet-lap-xac-thuc/"
CHANGE, LOGOUT, WORK = "/can-bo/doi-mat-khau/", "/can-bo/dang-xuat/", "/can-bo/viec/"
NEW = "Ruong-lua.xanh9"


@pytest.fixture
def officer(commune):
    return make_officer_account(commune.id, "receptionist", full_name="Phạm Thị Dung")


def _password(client, account, password=DEMO_PASSWORD, **more):
    return client.post(LOGIN, {"username": account.username, "password": password, **more})


def _code(client, secret):
    return client.post(CODE, {"code": pyotp.TOTP(secret).at(clock.now())})


def _enter(client, officer):
    account, secret = officer
    assert _password(client, account).status_code == 302
    assert _code(client, secret).status_code == 302
    SecondFactor.objects.update(last_counter=0)


def _who(client):
    return client.get("/ai/").content.decode()


def test_two_steps_open_the_page_that_was_asked_for(client, officer):
    account, secret = officer
    asked = client.get(WORK + "?trang=2")
    assert asked.status_code == 302
    assert asked.url == f"{LOGIN}?next=%2Fcan-bo%2Fviec%2F%3Ftrang%3D2"
    shown = client.get(asked.url)
    assert 'value="/can-bo/viec/?trang=2"' in shown.content.decode()
    first = _password(client, account, next="/can-bo/viec/?trang=2")
    assert first.url == CODE
    assert _who(client).startswith("anonymous"), "a password alone opens nothing"
    second = _code(client, secret)
    assert second.url == "/can-bo/viec/?trang=2"
    assert client.get(WORK).content.decode() == "officer Phạm Thị Dung Ba Tô"
    assert client.get(LOGIN).status_code == 302


def test_a_session_without_the_second_factor_is_anonymous(client, officer):
    client.force_login(officer[0], backend="django.contrib.auth.backends.ModelBackend")
    assert _who(client).startswith("anonymous")
    assert client.get(WORK).status_code == 302


def test_whoever_used_the_browser_before_is_gone_after_the_first_step(client, officer):
    citizen = Account.objects.get(id=make_citizen(officer[0].commune_id).account_id)
    client.force_login(citizen, backend="django.contrib.auth.backends.ModelBackend")
    assert _who(client).startswith("citizen")
    _password(client, officer[0])
    assert _who(client).startswith("anonymous")


def test_another_officers_second_factor_does_not_count(client, officer):
    other, _ = make_officer_account(officer[0].commune_id)
    client.force_login(officer[0], backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["second_factor"] = str(other.id)
    session.save()
    assert _who(client).startswith("anonymous")


def test_wrong_input_is_told_at_the_field_and_keeps_the_name(client, officer):
    answer = _password(client, officer[0], "sai")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in page
    assert f'value="{officer[0].username}"' in page
    assert "Lỗi: " in page
    assert "sai" not in page.split("<main")[1].split("</main")[0].replace("khai", "")
    _password(client, officer[0])
    wrong = client.post(CODE, {"code": "12345x"})
    assert wrong.status_code == 422
    assert "Mã không đúng" in wrong.content.decode()


def test_the_sixth_attempt_is_locked_out_in_plain_words(client, officer):
    answers = [_password(client, officer[0], "sai") for _ in range(5)]
    assert [a.status_code for a in answers] == [422] * 4 + [429]
    locked = _password(client, officer[0])
    assert locked.status_code == 429
    assert "khóa 12 giờ" in locked.content.decode()


def test_the_second_step_follows_the_first_within_minutes(client, officer):
    assert client.get(CODE).url.startswith(LOGIN)
    assert client.get(SETUP).url.startswith(LOGIN)
    with time_machine.travel(clock.now(), tick=False) as clock_hand:
        _password(client, officer[0])
        clock_hand.shift(timedelta(minutes=11))
        assert _code(client, officer[1]).url.startswith(LOGIN)
    assert _who(client).startswith("anonymous")


def test_only_paths_of_this_site_are_gone_on_to(client, officer):
    for bad in (
        "https://xau.example.vn/",
        "//xau.example.vn/",
        "javascript:alert(1)",
        "/\\xau.vn",
        "mot-cua",
    ):
        _password(client, officer[0], next=bad)
        assert client.session["entering"]["next"] == "/mot-cua/"


def test_the_session_key_changes_at_each_step(client, officer):
    client.get(LOGIN)
    client.session["x"] = 1
    client.session.save()
    before = client.session.session_key
    _enter(client, officer)
    assert client.session.session_key != before
    assert SessionRecord.objects.get().session_key == client.session.session_key


def test_a_new_officer_sets_up_a_telephone_and_changes_the_password(client, commune):
    chief, person = system(commune.id), make_staff(commune.id)
    made = create_officer(chief, person.id, "moi", now=clock.now())
    account = Account.objects.get(id=made.account_id)
    assert _password(client, account, made.password).url == SETUP
    page = client.get(SETUP).content.decode()
    assert 'src="data:image/svg+xml' in page
    secret = SecondFactor.objects.get(account=account).secret
    assert client.post(SETUP, {"code": "1"}).status_code == 422
    done = client.post(SETUP, {"code": pyotp.TOTP(secret).at(clock.now())})
    assert done.status_code == 200
    assert done.content.decode().count("<li><code>") == 8
    first = client.get("/ai/")
    assert (first.status_code, first.url) == (302, f"{CHANGE}?next=%2Fai%2F")
    form = {"old": made.password, "new": NEW, "again": NEW + "x", "next": "/ai/"}
    assert "không giống nhau" in client.post(CHANGE, form).content.decode()
    assert client.post(CHANGE, {**form, "again": NEW, "old": "sai"}).status_code == 422
    assert client.post(CHANGE, {**form, "again": NEW}).url == "/ai/"
    assert _who(client).startswith("officer"), "this session lives on, the others end"
    assert SessionRecord.objects.get().session_key == client.session.session_key


def test_who_has_a_telephone_cannot_set_up_another(client, officer):
    _password(client, officer[0])
    assert client.get(SETUP).url == CODE


def test_leaving_ends_the_session_on_the_server(client, officer):
    _enter(client, officer)
    key = client.session.session_key
    assert client.get(LOGOUT).status_code == 405
    assert client.post(LOGOUT).url == f"{LOGIN}?da-thoat=1"
    assert _who(client).startswith("anonymous")
    client.cookies["motcua"] = key
    assert _who(client).startswith("anonymous"), "the old cookie opens nothing"
    assert not SessionRecord.objects.exists()
    with tenancy.scope(communes=[officer[0].commune_id]):
        assert AuditEntry.objects.filter(action="logout", purpose="asked").count() == 1


def test_fifteen_idle_minutes_end_the_session(client, officer):
    with time_machine.travel(clock.now(), tick=False) as hand:
        _enter(client, officer)
        for _ in range(3):
            hand.shift(timedelta(minutes=14))
            assert _who(client).startswith("officer")
        hand.shift(timedelta(minutes=16))
        ended = client.get(WORK)
        assert ended.url == f"{LOGIN}?next=%2Fcan-bo%2Fviec%2F&het-phien=1"
        assert "Phiên làm việc đã kết thúc" in client.get(ended.url).content.decode()
        assert _who(client).startswith("anonymous")
    with tenancy.scope(communes=[officer[0].commune_id]):
        assert AuditEntry.objects.filter(action="logout", purpose="idle").count() == 1


def test_an_administrators_session_ends_after_five_idle_minutes(client, commune):
    admin = make_officer_account(commune.id, "admin")
    with time_machine.travel(clock.now(), tick=False) as hand:
        _enter(client, admin)
        hand.shift(timedelta(minutes=6))
        assert client.get(WORK).url.startswith(LOGIN)


def test_a_part_of_a_page_sends_the_whole_page_to_the_login(client, commune):
    answer = client.get(WORK, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"][: len(LOGIN)]) == (204, LOGIN)


def test_the_fourth_login_ends_the_first_session(officer):
    from django.test import Client

    clients = [Client() for _ in range(4)]
    for browser in clients:
        _enter(browser, officer)
    assert [_who(c).split()[0] for c in clients] == ["anonymous", "officer", "officer", "officer"]


def test_an_officer_whose_post_has_ended_is_told_and_logged_out(client, officer):
    _enter(client, officer)
    with tenancy.scope(communes=[officer[0].commune_id]):
        from motcua.blocks.organisation.api import list_staff

        (staff,) = list_staff(officer[0].commune_id, TODAY)
    end_assignment(
        system(officer[0].commune_id),
        staff.id,
        clock.local_date(clock.now()) - timedelta(days=1),
        now=clock.now(),
    )
    answer = client.get(WORK)
    assert answer.status_code == 403
    assert "không còn giữ chức vụ" in answer.content.decode()
    assert client.get(WORK).url.startswith(LOGIN)


def test_the_demonstration_tells_how_to_enter(client, officer, settings):
    settings.MOTCUA_MODE = "demo"
    home = officer[0].commune_id
    create_officer(system(home), make_staff(home).id, "chua-xong", now=clock.now())
    page = client.get(LOGIN).content.decode()
    assert DEMO_PASSWORD in page
    assert officer[0].username in page
    assert "chua-xong" not in page, "nobody can enter as who has a password of their own"
    _password(client, officer[0])
    code = client.get(CODE).content.decode().split("Mã lúc này là <strong>")[1][:6]
    assert client.post(CODE, {"code": code}).status_code == 302


@pytest.mark.parametrize("mode", ["production", "test"])
def test_nothing_is_told_outside_the_demonstration(client, officer, settings, mode):
    _password(client, officer[0])
    settings.MOTCUA_MODE = mode
    for address in (LOGIN, CODE):
        page = client.get(address).content.decode()
        assert DEMO_PASSWORD not in page
        assert officer[0].username not in page
        assert "dùng thử" not in page
        assert "Mã lúc này" not in page


def test_login_pages_are_never_kept_by_a_browser(client, officer):
    for address in (LOGIN, "/dang-nhap/"):
        assert "no-store" in client.get(address).headers["Cache-Control"]


def test_a_post_without_its_token_is_refused_in_plain_words(officer):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post(LOGIN, {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "Trang đã để quá lâu" in answer.content.decode()
