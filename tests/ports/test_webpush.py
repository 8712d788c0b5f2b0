"""The Web Push adapter against a push service in a process of its own: who sends, what only the browser can read."""

import json
from dataclasses import replace
from uuid import uuid4

import http_ece
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import ec

from motcua.blocks.messaging.ports import ChannelUnavailable, OutgoingMessage, PushAddress
from motcua.integrations.webpush.channel import WebPushChannel
from motcua.integrations.webpush.encoding import to_bytes, to_text
from motcua.integrations.webpush.keys import VapidKey
from motcua.integrations.webpush.settings import PushSettings
from tests.factories.push_browser import PushBrowser
from tests.ports.sandboxes import Sandbox

CONTACT = "mailto:mot-cua@xa.example.vn"


def channel_to(sandbox: Sandbox, folder, timeout: float = 5.0) -> WebPushChannel:
    vapid = VapidKey(folder / "secrets" / "vapid.pem")
    vapid.create()
    return WebPushChannel(PushSettings((sandbox.url,), CONTACT, timeout), vapid)


@pytest.fixture
def channel(push: Sandbox, tmp_path) -> WebPushChannel:
    return channel_to(push, tmp_path)


@pytest.fixture
def browser(push: Sandbox, channel: WebPushChannel) -> PushBrowser:
    return PushBrowser(push.url, channel.public_key())


def message(channel: WebPushChannel, address: PushAddress) -> OutgoingMessage:
    return OutgoingMessage(
        channel.recipient(address), "Hồ sơ H48 có thông báo mới", "canary", str(uuid4()), "/ho-so/x/"
    )


def test_only_the_browser_reads_it_and_the_service_knows_who_sent_it(push, channel, browser):
    sent = message(channel, browser.address)
    delivered = channel.send(sent)
    [came] = browser.arrived()
    assert came["told"] == {
        "title": sent.subject, "body": "Bấm vào đây để xem.", "url": "/ho-so/x/", "tag": sent.message_id
    }  # fmt: skip
    assert came["claims"]["sub"] == CONTACT and came["claims"]["aud"] == push.url
    assert came["headers"]["Topic"] == sent.message_id.replace("-", "") and int(came["headers"]["TTL"]) > 0
    assert b"H48".hex() not in came["body"] and "/message/" in delivered.reference
    assert "canary" not in json.dumps(came["told"])


def test_a_sender_with_another_key_is_refused(push, browser, tmp_path):
    stranger = channel_to(push, tmp_path / "other")
    with pytest.raises(ChannelUnavailable) as refused:
        stranger.send(message(stranger, browser.address))
    assert refused.value.permanent and not refused.value.gone and browser.arrived() == []


def test_a_token_that_was_tampered_with_is_refused(push, channel, browser, monkeypatch):
    good = channel._vapid.authorization
    monkeypatch.setattr(
        channel._vapid, "authorization", lambda *a: good(*a).replace("vapid t=ey", "vapid t=eX", 1)
    )
    with pytest.raises(ChannelUnavailable):
        channel.send(message(channel, browser.address))
    assert push.ledger()[-1]["outcome"].startswith("refused 403")


def test_the_token_runs_out_and_is_for_one_service(push, channel, browser):
    old = WebPushChannel(channel._settings, channel._vapid, now=lambda: 1_000_000.0)
    with pytest.raises(ChannelUnavailable):
        old.send(message(channel, browser.address))
    assert "exp" in push.ledger()[-1]["outcome"]


@pytest.mark.parametrize("fault", ["404", "410"])
def test_a_browser_that_is_gone_is_to_be_forgotten(push, channel, browser, fault):
    push.fault(fault)
    with pytest.raises(ChannelUnavailable) as refused:
        channel.send(message(channel, browser.address))
    assert refused.value.gone


def test_a_browser_that_unsubscribed_is_gone(channel, browser):
    browser.forget()
    with pytest.raises(ChannelUnavailable) as refused:
        channel.send(message(channel, browser.address))
    assert refused.value.gone


@pytest.mark.parametrize(("fault", "seconds", "wait"), [("429", 77, 77), ("500", 1, 0), ("503", 1, 0)])
def test_a_service_in_trouble_is_asked_again_when_it_says(push, channel, browser, fault, seconds, wait):
    push.fault(fault, seconds=seconds)
    with pytest.raises(ChannelUnavailable) as refused:
        channel.send(message(channel, browser.address))
    problem = refused.value
    assert (problem.permanent, problem.gone, problem.outcome_unknown) == (False, False, False)
    assert problem.wait_seconds == wait
    channel.send(message(channel, browser.address))
    assert len(browser.arrived()) == 1


def test_no_answer_is_tried_again_under_the_same_topic(push, tmp_path, closed_port):
    slow = channel_to(push, tmp_path, timeout=0.3)
    browser = PushBrowser(push.url, slow.public_key())
    push.fault("delay", seconds=1)
    sent = message(slow, browser.address)
    with pytest.raises(ChannelUnavailable) as late:
        slow.send(sent)
    assert not late.value.permanent
    slow.send(sent)
    assert {one["headers"]["Topic"] for one in browser.arrived()} == {sent.message_id.replace("-", "")}
    away = WebPushChannel(PushSettings((f"http://127.0.0.1:{closed_port}",), CONTACT), slow._vapid)
    gone = replace(browser.address, endpoint=f"http://127.0.0.1:{closed_port}/push/x")
    with pytest.raises(ChannelUnavailable) as absent:
        away.send(message(away, gone))
    assert not absent.value.permanent


LISTED = PushSettings(("fcm.googleapis.com", "*.notify.windows.com", "http://127.0.0.1:8105"), CONTACT)


@pytest.mark.parametrize(
    ("endpoint", "origin"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", "https://fcm.googleapis.com"),
        ("https://fcm.googleapis.com:443/x", "https://fcm.googleapis.com"),
        ("https://wns2-sg2p.notify.windows.com/w/?token=1", "https://wns2-sg2p.notify.windows.com"),
        ("http://127.0.0.1:8105/push/x", "http://127.0.0.1:8105"),
        ("http://fcm.googleapis.com/x", None),
        ("https://fcm.googleapis.com:8443/x", None),
        ("https://fcm.googleapis.com.evil.vn/x", None),
        ("https://evil-notify.windows.com/x", None),
        ("https://notify.windows.com/x", None),
        ("https://fcm.googleapis.com@10.0.0.1/x", None),
        ("https://me@fcm.googleapis.com/x", None),
        ("https://10.0.0.1/x", None),
        ("http://127.0.0.1:8106/x", None),
        ("http://127.0.0.1:8105@evil.vn/x", None),
        ("https://evil.vn\\@fcm.googleapis.com/x", None),
        ("https://fcm.googleapis.com/x\r\nHost: evil", None),
        ("file:///etc/passwd", None),
        ("https://[::1", None),
        ("", None),
        ("https://fcm.googleapis.com/" + "x" * 1000, None),
    ],
)
def test_messages_go_to_listed_services_only(endpoint, origin):
    assert LISTED.origin_of(endpoint) == origin


def test_a_redirect_leads_nowhere(channel, browser, monkeypatch):
    answer = requests.Response()
    answer.status_code, answer.headers["Location"] = 307, "http://10.0.0.1/"
    asked = {}
    monkeypatch.setattr(requests.Session, "post", lambda *a, **more: asked.update(more) or answer)
    with pytest.raises(ChannelUnavailable) as refused:
        channel.send(message(channel, browser.address))
    assert asked["allow_redirects"] is False and refused.value.permanent


@pytest.mark.parametrize(
    "change",
    [{"p256dh": "AAAA"}, {"p256dh": "*"}, {"auth": "AAAA"}, {"p256dh": to_text(b"\4" + b"\1" * 64)}],
)
def test_keys_that_are_none_are_not_taken(channel, browser, change):
    assert channel.accepts(browser.address)
    wrong = replace(browser.address, **change)
    assert not channel.accepts(wrong)
    with pytest.raises(ChannelUnavailable):
        channel.send(message(channel, wrong))


def test_the_key_is_made_once_and_read_by_nobody_else(tmp_path):
    path = tmp_path / "secrets" / "vapid.pem"
    first, second = VapidKey(path), VapidKey(path)
    first.create()
    second.create()
    assert first.public() == second.public() and len(to_bytes(first.public())) == 65
    assert path.stat().st_mode & 0o077 == 0
    assert list(path.parent.iterdir()) == [path]


def test_the_example_of_the_standard_is_opened():
    # RFC 8291, section 5 and appendix A.
    private = ec.derive_private_key(
        int.from_bytes(to_bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"), "big"), ec.SECP256R1()
    )
    body = to_bytes(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK"
        "6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
    opened = http_ece.decrypt(
        body, private_key=private, auth_secret=to_bytes("BTBZMqHH6r4Tts7J_aSIgg"), version="aes128gcm"
    )
    assert opened == b"When I grow up, I want to be a watermelon"
