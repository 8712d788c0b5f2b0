"""The VNeID adapter against the sandbox: the way in, and every way that must stay closed."""

import logging
from dataclasses import replace

import pytest
import requests

from motcua.blocks.identity.ports import (
    AuthorisationRequest,
    CitizenIdentity,
    IdentityError,
    IdentityProvider,
)
from motcua.integrations.vneid import errors
from motcua.integrations.vneid.adapter import VneidProvider
from motcua.integrations.vneid.sandbox.personas import BY_KEY, CANARY_CITIZEN_ID, CANARY_ETHNICITY
from motcua.integrations.vneid.settings import VneidSettings
from tests.ports.sandboxes import CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, Sandbox


@pytest.fixture
def settings(vneid: Sandbox) -> VneidSettings:
    """The settings that fit the sandbox."""
    return VneidSettings(
        issuer=vneid.url,
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
    )


@pytest.fixture
def provider(settings: VneidSettings) -> IdentityProvider:
    """An adapter that has seen nothing yet."""
    return VneidProvider(settings)


def log_in(provider: IdentityProvider, vneid: Sandbox, persona: str = "nguyen-van-an") -> CitizenIdentity:
    """Go the whole way as a persona."""
    request = provider.begin(REDIRECT_URI)
    return provider.complete(request, vneid.choose(request.url, persona), REDIRECT_URI)


def count(vneid: Sandbox, action: str, after: int) -> int:
    """Count the ledger's rows of one action."""
    return sum(row["action"] == action for row in vneid.ledger(after))


def test_a_citizen_comes_in_with_all_that_vneid_knows(provider: IdentityProvider, vneid: Sandbox) -> None:
    identity = log_in(provider, vneid)
    assert replace(identity, logout_hint="", tech_id="") == CitizenIdentity(
        issuer=vneid.url,
        subject=BY_KEY["nguyen-van-an"].subject,
        account_type="citizen",
        level=2,
        full_name="Nguyễn Văn An",
        citizen_id="051090004521",
        birth_date="1990-04-12",
        gender="male",
        ethnicity="Kinh",
        religion="Không",
        nationality="Việt Nam",
        residence="Số 12 đường Phạm Kiệt, xã Ba Tô, tỉnh Quảng Ngãi",
        hometown="xã Ba Tô, tỉnh Quảng Ngãi",
        phone="0905123401",
        email="an@thu.example.vn",
    )


@pytest.mark.parametrize(
    ("persona", "expected"),
    [
        ("tran-thi-binh", {"level": 2, "gender": "female", "full_name": "Trần Thị Bình"}),
        ("le-minh-tam", {"level": 1}),
        ("cong-ty-nong-san", {"account_type": "enterprise", "tax_code": "4300999001"}),
        ("truong-tieu-hoc", {"account_type": "organisation", "organisation_name": "Trường Tiểu học Ba Tô"}),
        ("huynh-van-sau", {"citizen_id": "", "old_citizen_id": "210999123", "level": 1}),
        ("nguyen-thi-my-dieu", {"full_name": "Nguyễn Thị Mỹ Diệu"}),
        ("hlinh", {"full_name": "Hlinh"}),
        ("pham-van-tro", {"birth_date": "1950"}),
        ("nguyen-gia-han", {"birth_date": "2014-05-18", "level": 2}),
        ("dinh-van-thu", {"citizen_id": CANARY_CITIZEN_ID, "ethnicity": CANARY_ETHNICITY}),
        ("pham-thi-mau", {"ethnicity": CANARY_ETHNICITY}),
    ],
)
def test_each_persona_arrives_as_who_they_are(
    provider: IdentityProvider, vneid: Sandbox, persona: str, expected: dict[str, object]
) -> None:
    identity = log_in(provider, vneid, persona)
    assert {name: getattr(identity, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("one", "other"), [("bui-van-hai", "bui-thi-ha"), ("nguyen-van-an", "nguyen-van-an-khac")]
)
def test_people_who_share_a_tech_id_or_a_name_stay_two_accounts(
    provider: IdentityProvider, vneid: Sandbox, one: str, other: str
) -> None:
    first, second = log_in(provider, vneid, one), log_in(provider, vneid, other)
    assert first.subject != second.subject
    assert first.tech_id == second.tech_id or first.full_name == second.full_name


def test_the_dead_do_not_log_in(provider: IdentityProvider, vneid: Sandbox) -> None:
    with pytest.raises(errors.PersonDeceased) as refused:
        log_in(provider, vneid, "tran-van-cuu")
    assert refused.value.permanent


REFUSED: list[tuple[str, type[IdentityError], str]] = [
    ("access_denied", errors.LoginCancelled, "access_denied"),
    ("wrong_state", errors.CallbackInvalid, "state"),
    ("missing_state", errors.CallbackInvalid, "state"),
    ("expired_code", errors.CodeRejected, "invalid_grant"),
    ("code_reuse", errors.CodeRejected, "invalid_grant"),
    ("wrong_aud", errors.TokenInvalid, "aud"),
    ("wrong_iss", errors.TokenInvalid, "iss"),
    ("wrong_azp", errors.TokenInvalid, "azp"),
    ("missing_azp", errors.TokenInvalid, "azp"),
    ("alg_none", errors.TokenInvalid, "alg"),
    ("hs256_public_key", errors.TokenInvalid, "alg"),
    ("rs512", errors.TokenInvalid, "alg"),
    ("unknown_kid", errors.TokenInvalid, "kid"),
    ("wrong_key", errors.TokenInvalid, "signature"),
    ("future_iat", errors.TokenInvalid, "iat_future"),
    ("old_iat", errors.TokenInvalid, "iat_old"),
    ("expired_token", errors.TokenInvalid, "exp"),
    ("not_yet_valid", errors.TokenInvalid, "nbf"),
    ("wrong_nonce", errors.TokenInvalid, "nonce"),
    ("missing_nonce", errors.TokenInvalid, "nonce"),
    ("wrong_at_hash", errors.TokenInvalid, "at_hash"),
    ("userinfo_sub_mismatch", errors.SubjectMismatch, "userinfo_sub"),
    ("userinfo_no_name", errors.ClaimsInvalid, "claim_full_name"),
    ("userinfo_bad_number", errors.ClaimsInvalid, "claim_citizen_id"),
]
UNAVAILABLE: list[tuple[str, type[IdentityError], str]] = [
    ("authorize_server_error", errors.ProviderFault, "authorize_server_error"),
    ("no_id_token", errors.ProviderFault, "id_token"),
    ("discovery_500", errors.ProviderFault, "discovery_500"),
    ("discovery_truncated", errors.ProviderFault, "discovery_"),
    ("discovery_wrong_content_type", errors.ProviderFault, "discovery_content_type"),
    ("jwks_500", errors.ProviderFault, "jwks_500"),
    ("jwks_30mb", errors.AnswerTooLarge, "jwks_too_large"),
    ("token_500", errors.ProviderFault, "token_500"),
    ("token_truncated", errors.ProviderFault, "token_"),
    ("token_wrong_content_type", errors.ProviderFault, "token_content_type"),
    ("token_dropped", errors.ProviderTimeout, "token_unreachable"),
    ("token_30mb", errors.AnswerTooLarge, "token_too_large"),
    ("userinfo_500", errors.ProviderFault, "userinfo_500"),
    ("userinfo_truncated", errors.ProviderFault, "userinfo_"),
    ("userinfo_wrong_content_type", errors.ProviderFault, "userinfo_content_type"),
    ("userinfo_dropped", errors.ProviderTimeout, "userinfo_unreachable"),
    ("userinfo_30mb", errors.AnswerTooLarge, "userinfo_too_large"),
]


@pytest.mark.parametrize(("fault", "error", "reason"), REFUSED + UNAVAILABLE)
def test_each_fault_is_refused_with_its_own_error_and_the_next_login_succeeds(
    provider: IdentityProvider, vneid: Sandbox, fault: str, error: type[IdentityError], reason: str
) -> None:
    vneid.fault(fault)
    with pytest.raises(error) as refused:
        log_in(provider, vneid)
    assert type(refused.value) is error
    assert refused.value.reason.startswith(reason)
    assert refused.value.permanent is ((fault, error, reason) in REFUSED)
    assert refused.value.message.endswith(".")
    assert log_in(provider, vneid).full_name == "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("fault", "seconds", "reason"),
    [
        ("discovery_timeout", 1, "discovery_timeout"),
        ("token_timeout", 1, "token_timeout"),
        ("userinfo_timeout", 1, "userinfo_timeout"),
        ("userinfo_slow_drip", 0.02, "userinfo_slow"),
    ],
)
def test_silence_and_a_slow_drip_end_in_time(
    settings: VneidSettings, vneid: Sandbox, fault: str, seconds: float, reason: str
) -> None:
    provider = VneidProvider(replace(settings, timeout=0.5))
    vneid.fault(fault, seconds=seconds)
    with pytest.raises(errors.ProviderTimeout) as refused:
        log_in(provider, vneid)
    assert refused.value.reason == reason
    assert not refused.value.permanent


def test_a_short_delay_is_borne(provider: IdentityProvider, vneid: Sandbox) -> None:
    vneid.fault("userinfo_delay", seconds=0.1)
    assert log_in(provider, vneid).level == 2


def test_a_callback_belongs_to_one_login_only(provider: IdentityProvider, vneid: Sandbox) -> None:
    mine, theirs = provider.begin(REDIRECT_URI), provider.begin(REDIRECT_URI)
    before = len(vneid.ledger())
    callback = vneid.choose(theirs.url, "nguyen-van-an")
    with pytest.raises(errors.CallbackInvalid):
        provider.complete(mine, callback, REDIRECT_URI)
    assert count(vneid, "token", before) == 0, "a foreign callback must not reach the token endpoint"


@pytest.mark.parametrize("params", [{}, {"code": "x"}, {"code": "x", "state": ""}, {"state": "đ" * 9}])
def test_a_callback_without_the_state_is_refused(provider: IdentityProvider, params: dict[str, str]) -> None:
    with pytest.raises(errors.CallbackInvalid):
        provider.complete(provider.begin(REDIRECT_URI), params, REDIRECT_URI)


def test_an_empty_state_in_the_session_matches_nothing(provider: IdentityProvider) -> None:
    request = AuthorisationRequest(url="", state="", nonce="n", code_verifier="v")
    with pytest.raises(errors.CallbackInvalid):
        provider.complete(request, {"state": "", "code": "x"}, REDIRECT_URI)


def test_a_callback_without_a_code_is_refused(provider: IdentityProvider) -> None:
    request = provider.begin(REDIRECT_URI)
    with pytest.raises(errors.CallbackInvalid):
        provider.complete(request, {"state": request.state}, REDIRECT_URI)


def test_a_stolen_code_is_worth_nothing_without_the_verifier(
    provider: IdentityProvider, vneid: Sandbox
) -> None:
    request = provider.begin(REDIRECT_URI)
    callback = vneid.choose(request.url, "nguyen-van-an")
    before = len(vneid.ledger())
    with pytest.raises(errors.CodeRejected):
        provider.complete(replace(request, code_verifier="x" * 43), callback, REDIRECT_URI)
    assert vneid.ledger(before)[-1]["outcome"] == "invalid_grant: PKCE"


def test_a_token_for_another_nonce_is_refused(provider: IdentityProvider, vneid: Sandbox) -> None:
    request = provider.begin(REDIRECT_URI)
    callback = vneid.choose(request.url, "nguyen-van-an")
    with pytest.raises(errors.TokenInvalid) as refused:
        provider.complete(replace(request, nonce="khac"), callback, REDIRECT_URI)
    assert refused.value.reason == "nonce"


def test_a_callback_played_again_is_refused(provider: IdentityProvider, vneid: Sandbox) -> None:
    request = provider.begin(REDIRECT_URI)
    callback = vneid.choose(request.url, "nguyen-van-an")
    provider.complete(request, callback, REDIRECT_URI)
    before = len(vneid.ledger())
    with pytest.raises(errors.CodeRejected):
        provider.complete(request, callback, REDIRECT_URI)
    assert vneid.ledger(before)[-1]["outcome"] == "invalid_grant: code reuse"


def test_a_code_lives_for_a_minute(provider: IdentityProvider, vneid: Sandbox) -> None:
    request = provider.begin(REDIRECT_URI)
    callback = vneid.choose(request.url, "nguyen-van-an")
    vneid.fault("clock_offset", seconds=61)
    before = len(vneid.ledger())
    with pytest.raises(errors.CodeRejected):
        provider.complete(request, callback, REDIRECT_URI)
    assert vneid.ledger(before)[-1]["outcome"] == "invalid_grant: expired code"


def test_a_code_is_bound_to_its_redirect_uri(provider: IdentityProvider, vneid: Sandbox) -> None:
    request = provider.begin(REDIRECT_URI)
    callback = vneid.choose(request.url, "nguyen-van-an")
    with pytest.raises(errors.CodeRejected):
        provider.complete(request, callback, "http://127.0.0.1:8100/noi-khac/")


@pytest.mark.parametrize(("seconds", "works"), [(20, True), (-20, True), (3600, False), (-3600, False)])
def test_clocks_may_differ_a_little(
    provider: IdentityProvider, vneid: Sandbox, seconds: int, works: bool
) -> None:
    vneid.fault("clock_offset", seconds=seconds)
    if works:
        assert log_in(provider, vneid).level == 2
    else:
        with pytest.raises(errors.TokenInvalid):
            log_in(provider, vneid)


def test_a_rotated_key_is_fetched_once_and_then_remembered(
    provider: IdentityProvider, vneid: Sandbox
) -> None:
    before = len(vneid.ledger())
    log_in(provider, vneid)
    log_in(provider, vneid)
    assert count(vneid, "jwks", before) == 1
    vneid.fault("rotate_keys")
    log_in(provider, vneid)
    log_in(provider, vneid)
    assert count(vneid, "jwks", before) == 2
    assert count(vneid, "discovery", before) == 1


def test_an_unknown_key_is_asked_for_once_more_only(provider: IdentityProvider, vneid: Sandbox) -> None:
    log_in(provider, vneid)
    before = len(vneid.ledger())
    vneid.fault("unknown_kid")
    with pytest.raises(errors.TokenInvalid):
        log_in(provider, vneid)
    assert count(vneid, "jwks", before) == 1


def test_a_wrong_client_secret_is_our_fault_not_the_persons(settings: VneidSettings, vneid: Sandbox) -> None:
    with pytest.raises(errors.ClientRejected) as refused:
        log_in(VneidProvider(replace(settings, client_secret="sai")), vneid)
    assert not refused.value.permanent


def test_a_provider_that_calls_itself_otherwise_is_refused(settings: VneidSettings) -> None:
    other = replace(settings, issuer=settings.issuer + "/")
    with pytest.raises(errors.ProviderFault) as refused:
        VneidProvider(other).begin(REDIRECT_URI)
    assert refused.value.reason == "discovery_issuer"


def test_a_provider_that_is_not_there_is_temporary(settings: VneidSettings, closed_port: int) -> None:
    gone = replace(settings, issuer=f"http://127.0.0.1:{closed_port}")
    with pytest.raises(errors.ProviderTimeout) as refused:
        VneidProvider(gone).begin(REDIRECT_URI)
    assert refused.value.reason == "discovery_unreachable"


@pytest.mark.parametrize("issuer", ["http://sso.example.vn", "ftp://127.0.0.1", "", "https://"])
def test_secrets_never_travel_in_the_clear(issuer: str) -> None:
    with pytest.raises(ValueError, match="VNeID"):
        VneidSettings(issuer=issuer, client_id="a", client_secret="b")


def test_no_token_code_or_number_is_ever_logged(
    provider: IdentityProvider, vneid: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    request = provider.begin(REDIRECT_URI)
    callback = vneid.choose(request.url, "dinh-van-thu")
    caplog.clear()
    with caplog.at_level(logging.DEBUG):
        identity = provider.complete(request, callback, REDIRECT_URI)
        with pytest.raises(errors.CodeRejected) as refused:
            provider.complete(request, callback, REDIRECT_URI)
    seen = caplog.text + repr(refused.value) + repr(request) + repr(provider)
    assert "/token" in caplog.text, "the capture must see the requests at all"
    secrets = [callback["code"], request.state, request.nonce, request.code_verifier, identity.logout_hint]
    for secret in [*secrets, CANARY_CITIZEN_ID, CLIENT_SECRET]:
        assert secret
        assert secret not in seen
    assert identity.logout_hint not in repr(identity)


def test_each_login_has_fresh_secrets_and_shows_only_the_challenge(provider: IdentityProvider) -> None:
    one, two = provider.begin(REDIRECT_URI), provider.begin(REDIRECT_URI)
    assert len({one.state, one.nonce, one.code_verifier, two.state, two.nonce, two.code_verifier}) == 6
    assert one.code_verifier not in one.url
    assert "code_challenge_method=S256" in one.url


def test_logout_with_the_hint_comes_straight_back(provider: IdentityProvider, vneid: Sandbox) -> None:
    identity = log_in(provider, vneid)
    url = provider.logout_url(identity.logout_hint, "http://127.0.0.1:8100/")
    answer = requests.get(url, allow_redirects=False, timeout=5)
    assert (answer.status_code, answer.headers["Location"]) == (303, "http://127.0.0.1:8100/")


def test_logout_without_the_hint_asks_first(provider: IdentityProvider) -> None:
    url = provider.logout_url(None, "http://127.0.0.1:8100/")
    page = requests.get(url, allow_redirects=False, timeout=5)
    assert page.status_code == 200
    assert "Đăng xuất khỏi VNeID?" in page.text
    answer = requests.post(url, allow_redirects=False, timeout=5)
    assert (answer.status_code, answer.headers["Location"]) == (303, "http://127.0.0.1:8100/")


def test_logout_never_leads_to_a_foreign_place(provider: IdentityProvider, vneid: Sandbox) -> None:
    identity = log_in(provider, vneid)
    url = provider.logout_url(identity.logout_hint, "https://ke-gian.example.vn/")
    assert requests.get(url, allow_redirects=False, timeout=5).status_code == 400
