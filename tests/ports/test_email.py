"""The e-mail adapter against the sandbox's mail server."""

import unicodedata
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
import requests

from motcua.blocks.messaging.ports import ChannelUnavailable, MessageChannel, OutgoingMessage
from motcua.integrations.email.channel import EmailChannel
from motcua.integrations.email.settings import EmailSettings
from tests.ports.sandboxes import Sandbox


def channel_to(port: int, timeout: float = 5.0) -> MessageChannel:
    """A channel to a relay on this machine."""
    return EmailChannel(
        EmailSettings(
            host="127.0.0.1",
            port=port,
            sender_address="motcua@bato.example.vn",
            sender_name="Một cửa xã Ba Tơ, tỉnh Quảng Ngãi",
            protection="none",
            timeout=timeout,
        ),
        now=lambda: datetime(2026, 3, 2, 1, 5, tzinfo=UTC),
    )


@pytest.fixture
def channel(postbox: Sandbox) -> MessageChannel:
    """A channel to the sandbox."""
    return channel_to(postbox.smtp_port)


def message(**changes: str) -> OutgoingMessage:
    """A message nobody sent before."""
    parts = {
        "recipient": "an@thu.example.vn",
        "subject": "Hồ sơ H48.260302.0001 đã được tiếp nhận",
        "body": "Kính gửi ông Nguyễn Văn An,\n\nHồ sơ của ông đã được tiếp nhận.\n.\nDòng sau dấu chấm.\n",
        "message_id": f"thu-{uuid4()}",
    }
    return OutgoingMessage(**(parts | changes))


def letters(postbox: Sandbox, sent: OutgoingMessage) -> list[dict[str, Any]]:
    """The copies of a message that lie in the inbox."""
    found: list[dict[str, Any]] = requests.get(f"{postbox.url}/_letters", timeout=5).json()
    return [letter for letter in found if letter["message_id"] == f"<{sent.message_id}@bato.example.vn>"]


def test_a_message_arrives_as_it_was_written(channel: MessageChannel, postbox: Sandbox) -> None:
    sent = message()
    delivered = channel.send(sent)
    assert delivered.channel == "email"
    assert delivered.reference == f"<{sent.message_id}@bato.example.vn>"
    (letter,) = letters(postbox, sent)
    assert letter["subject"] == sent.subject
    assert letter["body"] == sent.body
    assert letter["recipient"] == sent.recipient
    assert letter["date"] == "08:05 ngày 02/03/2026"
    assert letter["sender"] == '"Một cửa xã Ba Tơ, tỉnh Quảng Ngãi" <motcua@bato.example.vn>'


@pytest.mark.parametrize(
    ("fault", "permanent", "unknown", "kept"),
    [
        ("reject_recipient", True, False, 0),
        ("reject", True, False, 0),
        ("temporary", False, False, 0),
        ("drop_before_accept", False, True, 0),
        ("drop_after_accept", False, True, 1),
    ],
)
def test_each_fault_says_whether_to_try_again(
    channel: MessageChannel, postbox: Sandbox, fault: str, permanent: bool, unknown: bool, kept: int
) -> None:
    sent = message()
    postbox.fault(fault)
    with pytest.raises(ChannelUnavailable) as refused:
        channel.send(sent)
    assert (refused.value.permanent, refused.value.outcome_unknown) == (permanent, unknown)
    assert refused.value.message.endswith(".")
    assert sent.recipient not in str(refused.value)
    assert len(letters(postbox, sent)) == kept


def test_a_retry_after_a_lost_answer_is_known_as_the_same_message(
    channel: MessageChannel, postbox: Sandbox
) -> None:
    sent = message()
    postbox.fault("drop_after_accept")
    with pytest.raises(ChannelUnavailable):
        channel.send(sent)
    channel.send(sent)
    assert sorted(letter["repeated"] for letter in letters(postbox, sent)) == [False, True]


def test_a_temporary_fault_is_over_at_the_next_attempt(channel: MessageChannel, postbox: Sandbox) -> None:
    sent = message()
    postbox.fault("temporary", times=2)
    for _ in range(2):
        with pytest.raises(ChannelUnavailable):
            channel.send(sent)
    channel.send(sent)
    assert len(letters(postbox, sent)) == 1


def test_a_delay_within_the_limit_is_borne(channel: MessageChannel, postbox: Sandbox) -> None:
    sent = message()
    postbox.fault("delay", seconds=0.1)
    channel.send(sent)
    assert len(letters(postbox, sent)) == 1


def test_silence_after_the_text_leaves_the_outcome_unknown(postbox: Sandbox) -> None:
    postbox.fault("delay", seconds=1.0)
    with pytest.raises(ChannelUnavailable) as refused:
        channel_to(postbox.smtp_port, timeout=0.4).send(message())
    assert (refused.value.permanent, refused.value.outcome_unknown) == (False, True)


def test_a_relay_that_is_not_there_is_temporary(closed_port: int) -> None:
    with pytest.raises(ChannelUnavailable) as refused:
        channel_to(closed_port).send(message())
    assert (refused.value.permanent, refused.value.outcome_unknown) == (False, False)


@pytest.mark.parametrize(
    "changes",
    [
        {"recipient": "an@thu.example.vn\r\nBcc: ke-gian@example.vn"},
        {"recipient": "an@thu.example.vn, ke-gian@example.vn"},
        {"recipient": "không-có-a-còng"},
        {"recipient": ""},
        {"recipient": "nguyễn@thu.example.vn"},
        {"subject": "Tiêu đề\r\nBcc: ke-gian@example.vn"},
        {"subject": "Tiêu đề\nX: y"},
        {"message_id": "x>\r\nBcc: ke-gian@example.vn"},
        {"message_id": ""},
        {"body": "\ud800"},
    ],
)
def test_what_could_forge_a_header_never_leaves(
    channel: MessageChannel, postbox: Sandbox, changes: dict[str, str]
) -> None:
    before = len(postbox.ledger())
    with pytest.raises(ChannelUnavailable) as refused:
        channel.send(message(**changes))
    assert refused.value.permanent
    assert len(postbox.ledger()) == before


def test_a_relay_elsewhere_needs_protection() -> None:
    with pytest.raises(ValueError, match="TLS"):
        EmailSettings(
            host="relay.example.vn", port=25, sender_address="a@b.vn", sender_name="", protection="none"
        )


def test_an_unprotected_relay_is_not_trusted_when_protection_was_asked_for(postbox: Sandbox) -> None:
    settings = EmailSettings(
        host="127.0.0.1", port=postbox.smtp_port, sender_address="a@b.vn", sender_name="", timeout=2
    )
    before = len(postbox.ledger())
    with pytest.raises(ChannelUnavailable) as refused:
        EmailChannel(settings).send(message())
    assert not refused.value.permanent
    assert len(postbox.ledger()) == before


def test_the_inbox_page_lists_opens_and_escapes(channel: MessageChannel, postbox: Sandbox) -> None:
    sent = message(subject="<b>Chữ đậm</b>", body="<script>1</script> http://127.0.0.1:8100/ho-so/ xem")
    channel.send(sent)
    (letter,) = letters(postbox, sent)
    listing = requests.get(postbox.url, timeout=5).text
    assert "&lt;b&gt;Chữ đậm&lt;/b&gt;" in listing
    page = requests.get(f"{postbox.url}/thu/{letter['number']}", timeout=5).text
    assert "<script>" not in page
    assert '<a href="http://127.0.0.1:8100/ho-so/"' in page
    assert requests.get(f"{postbox.url}/thu/999999", timeout=5).status_code == 404


def test_the_inbox_can_be_narrowed_to_one_address(channel: MessageChannel, postbox: Sandbox) -> None:
    sent = message(recipient=f"rieng-{uuid4()}@thu.example.vn", subject="Thư riêng")
    channel.send(sent)
    page = requests.get(f"{postbox.url}/?den={sent.recipient}", timeout=5).text
    assert page.count('class="letter"') == 1


def test_a_decomposed_subject_survives(channel: MessageChannel, postbox: Sandbox) -> None:
    sent = message(subject=unicodedata.normalize("NFD", "Đã có kết quả"))
    channel.send(sent)
    (letter,) = letters(postbox, sent)
    assert letter["subject"] == sent.subject


def test_the_ledger_holds_no_address_and_no_text(channel: MessageChannel, postbox: Sandbox) -> None:
    sent = message(subject="khong-duoc-lo-ra")
    channel.send(sent)
    ledger = repr(postbox.ledger())
    assert sent.message_id in ledger
    assert sent.recipient not in ledger
    assert sent.subject not in ledger


@pytest.mark.parametrize(
    "body", [{"name": "khong-co"}, {"name": ["delay"]}, {}, {"name": "delay", "times": 0}]
)
def test_an_unknown_fault_is_refused(postbox: Sandbox, body: dict[str, Any]) -> None:
    assert requests.post(f"{postbox.url}/_faults", json=body, timeout=5).status_code == 400
