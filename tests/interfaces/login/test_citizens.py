"""A citizen enters through VNeID; every way it can fail has words and a way on."""

import base64
import json
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from motcua.blocks.identity.models import Account
from motcua.blocks.identity.ports import (
    AuthorisationRequest,
    IdentityProvider,
    LoginRefused,
    ProviderUnavailable,
)
from motcua.kernel import clock, ports
from tests.factories.organisation import make_identity, make_officer_account

pytestmark = pytest.mark.django_db
LOGIN, BEGIN, BACK, LOGOUT = "/dang-nhap/", "/dang-nhap/vneid/", "/dang-nhap/vneid/ve", "/dang-xuat/"
ANSWER = {"state": "the-state", "code": "the-code"}


class Provider:
    """Vouches for one person, or fails as it is told."""

    def __init__(self):
        self.identity = make_identity(logout_hint="eyJ.hint")
        self.begin_error = self.complete_error = self.logout_error = None
        self.completed = []

    def begin(self, redirect_uri):
        if self.begin_error:
            raise self.begin_error
        return AuthorisationRequest(
            "https://vneid.example.vn/a?x=1", "the-state", "the-nonce", "the-verifier"
        )

    def complete(self, request, callback_params, redirect_uri):
        self.completed.append((request, dict(callback_params)))
        if self.complete_error:
            raise self.complete_error
        return self.identity

    def logout_url(self, id_token_hint, return_to):
        if self.logout_error:
            raise self.logout_error
        return f"https://vneid.example.vn/out?hint={id_token_hint}"


@pytest.fixture
def provider(commune, monkeypatch):
    fake = Provider()
    monkeypatch.setattr(ports, "_factories", {**ports._factories, IdentityProvider: lambda: fake})
    monkeypatch.setattr(ports, "_adapters", {})
    return fake


def _who(client):
    return client.get("/ai/").content.decode()


def _enter(client, onward="/cua-toi/"):
    client.get(BEGIN, {"next": onward})
    return client.get(BACK, ANSWER)


def test_a_citizen_enters_and_comes_to_the_page_that_was_asked_for(client, provider):
    asked = client.get("/cua-toi/?a=1")
    assert asked.url == f"{LOGIN}?next=%2Fcua-toi%2F%3Fa%3D1"
    page = client.get(asked.url).content.decode()
    assert 'href="/dang-nhap/vneid/?next=%2Fcua-toi%2F%3Fa%3D1"' in page
    away = client.get(BEGIN, {"next": "/cua-toi/?a=1"})
    assert away.url == "https://vneid.example.vn/a?x=1"
    back = client.get(BACK, ANSWER)
    assert back.url == "/cua-toi/?a=1"
    ((begun, params),) = provider.completed
    assert (begun.state, begun.nonce, begun.code_verifier) == ("the-state", "the-nonce", "the-verifier")
    assert params == ANSWER
    assert client.get("/cua-toi/").content.decode() == "citizen Nguyễn Văn An Ba Tô"
    assert client.get(LOGIN).url == "/trang-cua-toi/"


def test_what_begun_the_login_serves_once(client, provider):
    _enter(client)
    client.post(LOGOUT)
    again = client.get(BACK, ANSWER)
    assert again.status_code == 403
    assert "không còn dùng được" in again.content.decode()
    assert "/dang-nhap/vneid/" in again.content.decode(), "a way on"
    assert len(provider.completed) == 1


def test_what_begun_the_login_serves_once_also_when_it_failed(client, provider):
    provider.complete_error = ProviderUnavailable("VNeID chưa trả lời.", reason="timeout")
    assert _enter(client).status_code == 503
    provider.complete_error = None
    assert client.get(BACK, ANSWER).status_code == 403
    assert len(provider.completed) == 1


def test_reloading_the_callback_after_a_login_is_no_error(client, provider):
    _enter(client)
    assert client.get(BACK, ANSWER).url == "/trang-cua-toi/"


def test_doubled_values_are_refused_before_the_provider_is_asked(client, provider):
    client.get(BEGIN)
    assert client.get(BACK + "?state=the-state&code=a&code=b").status_code == 403
    assert provider.completed == []


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (LoginRefused("Ông/bà chưa đồng ý đăng nhập.", reason="access_denied"), 403),
        (ProviderUnavailable("VNeID chưa trả lời.", reason="timeout"), 503),
    ],
)
def test_a_login_that_fails_is_told_in_plain_words_with_a_way_on(client, provider, error, status):
    provider.complete_error = error
    answer = _enter(client)
    page = answer.content.decode()
    assert answer.status_code == status
    assert error.message in page
    assert 'href="/dang-nhap/vneid/?next=%2Fcua-toi%2F"' in page
    assert _who(client).startswith("anonymous")
    provider.complete_error, provider.begin_error = None, error
    assert error.message in client.get(BEGIN).content.decode()


def test_a_closed_account_is_told(client, provider):
    _enter(client)
    client.post(LOGOUT)
    Account.objects.update(is_active=False)
    answer = _enter(client)
    assert answer.status_code == 403
    assert "bị khóa" in answer.content.decode()


def test_the_session_key_changes_and_an_officers_session_ends(client, provider, commune):
    officer, _ = make_officer_account(commune.id)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["second_factor"] = str(officer.id)
    session.save()
    before = session.session_key
    _enter(client)
    assert client.session.session_key != before
    assert _who(client).startswith("citizen")
    assert "second_factor" not in client.session


def test_level_one_may_enter_and_is_told_what_does_not_work(client, provider):
    provider.identity = replace(provider.identity, level=1)
    answer = _enter(client)
    assert answer.url == "/dang-nhap/chua-du-muc/?next=%2Fcua-toi%2F"
    page = client.get(answer.url).content.decode()
    assert "Chưa nộp được hồ sơ trực tuyến" in page
    assert 'href="/cua-toi/"' in page
    assert _who(client).startswith("citizen")


def test_only_paths_of_this_site_are_gone_on_to(client, provider):
    for bad in ("https://xau.example.vn/", "//xau.example.vn", "/\\xau.example.vn", "xau.example.vn"):
        assert _enter(client, bad).url == "/trang-cua-toi/"
        client.post(LOGOUT)


def test_leaving_offers_to_leave_the_provider_too(client, provider):
    _enter(client)
    kept = json.dumps(dict(client.session.items()))
    assert "eyJ" not in kept
    assert base64.b64encode(b"eyJ").decode()[:4] not in kept
    page = client.post(LOGOUT).content.decode()
    assert "https://vneid.example.vn/out?hint=eyJ.hint" in page
    assert "Nguyễn Văn An" not in page
    assert _who(client).startswith("anonymous")
    assert client.get(LOGOUT).url == "/"


def test_leaving_works_while_the_provider_does_not(client, provider):
    _enter(client)
    provider.logout_error = ProviderUnavailable("x", reason="timeout")
    answer = client.post(LOGOUT)
    assert answer.status_code == 200
    assert "đóng hết cửa sổ" in answer.content.decode()
    assert _who(client).startswith("anonymous")


def test_thirty_idle_minutes_end_the_session_with_a_way_back(client, provider):
    with time_machine.travel(clock.now(), tick=False) as hand:
        _enter(client)
        hand.shift(timedelta(minutes=29))
        assert _who(client).startswith("citizen")
        hand.shift(timedelta(minutes=31))
        ended = client.get("/cua-toi/")
        assert ended.url == f"{LOGIN}?next=%2Fcua-toi%2F&het-phien=1"
        assert "những gì đã lưu vẫn còn" in client.get(ended.url).content.decode()


def test_the_frame_names_the_commune_and_the_person(client, provider):
    page = client.get(LOGIN).content.decode()
    assert "Xã Ba Tô" in page
    _enter(client)
    provider.identity = replace(provider.identity, level=1)
    page = client.get("/dang-nhap/chua-du-muc/").content.decode()
    assert "Nguyễn Văn An" in page
    assert 'action="/dang-xuat/"' in page
