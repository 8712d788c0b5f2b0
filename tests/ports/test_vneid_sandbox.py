"""The VNeID sandbox itself: strict where a real provider is, and open about being an invention."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from motcua.integrations.vneid.adapter import VneidProvider
from motcua.integrations.vneid.sandbox.personas import BY_KEY, CANARY_CITIZEN_ID, CANARY_ETHNICITY
from motcua.integrations.vneid.settings import VneidSettings
from tests.ports.sandboxes import CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, Sandbox

REQUEST = {
    "response_type": "code",
    "client_id": CLIENT_ID,
    "redirect_uri": REDIRECT_URI,
    "scope": "openid",
    "state": "trang-thai",
    "nonce": "so-mot-lan",
    "code_challenge": "x" * 43,
    "code_challenge_method": "S256",
}


def authorize(vneid: Sandbox, **changes: str) -> requests.Response:
    """Open the login address with some parameters changed; an empty one is left out."""
    params = {name: value for name, value in (REQUEST | changes).items() if value}
    return requests.get(f"{vneid.url}/auth", params=params, allow_redirects=False, timeout=5)


def test_the_page_offers_every_persona_and_loads_nothing_from_elsewhere(vneid: Sandbox) -> None:
    answer = authorize(vneid)
    assert answer.status_code == 200
    assert 'lang="vi"' in answer.text
    for key in BY_KEY:
        assert f'value="{key}"' in answer.text
    assert not re.search(r"<script|<link|<img|src=|@import|url\(", answer.text)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert CANARY_CITIZEN_ID not in answer.text


def test_a_choice_on_the_page_goes_back_with_code_and_state(vneid: Sandbox) -> None:
    form = REQUEST | {"persona": "hlinh"}
    answer = requests.post(f"{vneid.url}/auth", data=form, allow_redirects=False, timeout=5)
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert answer.status_code == 303
    assert query["state"] == ["trang-thai"]
    assert query["code"]


def test_saying_no_goes_back_with_access_denied(vneid: Sandbox) -> None:
    form = REQUEST | {"persona": "khong"}
    answer = requests.post(f"{vneid.url}/auth", data=form, allow_redirects=False, timeout=5)
    assert "error=access_denied" in answer.headers["Location"]


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "nguoi-la"},
        {"redirect_uri": "https://ke-gian.example.vn/"},
        {"redirect_uri": REDIRECT_URI + "them"},
    ],
)
def test_a_stranger_is_never_redirected(vneid: Sandbox, changes: dict[str, str]) -> None:
    answer = authorize(vneid, persona="hlinh", **changes)
    assert answer.status_code == 400
    assert "Location" not in answer.headers


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"nonce": ""}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
    ],
)
def test_an_incomplete_request_is_refused(vneid: Sandbox, changes: dict[str, str], error: str) -> None:
    answer = authorize(vneid, persona="hlinh", **changes)
    assert f"error={error}" in answer.headers["Location"]
    assert "code=" not in answer.headers["Location"]


def test_user_information_needs_a_token(vneid: Sandbox) -> None:
    for headers in ({}, {"Authorization": "Bearer bia-ra"}, {"Authorization": "Basic eDp5"}):
        assert requests.get(f"{vneid.url}/userinfo", headers=headers, timeout=5).status_code == 401


def test_two_keys_are_published_and_no_private_half(vneid: Sandbox) -> None:
    before = requests.get(f"{vneid.url}/jwks", timeout=5).json()["keys"]
    vneid.fault("rotate_keys")
    after = requests.get(f"{vneid.url}/jwks", timeout=5).json()["keys"]
    assert len(before) == len(after) == 2
    assert before[1]["kid"] == after[0]["kid"]
    assert before[0]["kid"] not in {key["kid"] for key in after}
    assert all(not {"d", "p", "q"} & set(key) for key in before + after)
    assert (vneid.folder / "keys.json").stat().st_mode & 0o777 == 0o600


def test_nothing_personal_lies_in_the_sandboxs_folder(vneid: Sandbox) -> None:
    settings = VneidSettings(vneid.url, CLIENT_ID, CLIENT_SECRET)
    provider = VneidProvider(settings)
    request = provider.begin(REDIRECT_URI)
    callback = vneid.choose(request.url, "dinh-van-thu")
    provider.complete(request, callback, REDIRECT_URI)
    files = [path.read_bytes() for path in vneid.folder.iterdir()]
    assert any(b"dinh-van-thu" in content for content in files)
    for secret in (CANARY_CITIZEN_ID, CANARY_ETHNICITY, "Đinh Văn Thử", callback["code"]):
        assert all(secret.encode() not in content for content in files)


@pytest.mark.parametrize("body", [{"name": "khong-co"}, {"name": 1}, {}, {"name": "wrong_aud", "times": 0}])
def test_an_unknown_fault_is_refused(vneid: Sandbox, body: dict[str, Any]) -> None:
    answer = requests.post(f"{vneid.url}/_faults", json=body, timeout=5)
    assert answer.status_code == 400
    assert "userinfo_30mb" in answer.json()["known"]


def test_a_fault_strikes_as_often_as_it_was_told(vneid: Sandbox) -> None:
    vneid.fault("discovery_500", times=2)
    url = f"{vneid.url}/.well-known/openid-configuration"
    assert [requests.get(url, timeout=5).status_code for _ in range(3)] == [500, 500, 200]
