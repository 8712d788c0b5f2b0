"""`EmailChannel`: hands one message to the relay and says plainly how that ended."""

import re
import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime
from email.errors import HeaderParseError, MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from motcua.blocks.messaging.ports import ChannelUnavailable, Delivered, OutgoingMessage
from motcua.integrations.email.settings import EmailSettings
from motcua.kernel import clock

ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\]{1,190}")
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
LATER = "Chưa gửi được thư điện tử. Hệ thống sẽ tự gửi lại sau."
WRONG_ADDRESS = "Không gửi được thư đến địa chỉ này. Xin kiểm tra lại địa chỉ thư điện tử."
REFUSED = "Máy chủ thư không nhận thư này. Xin báo cho người nhận bằng cách khác."
UNCERTAIN = "Chưa rõ thư đã đến hay chưa vì mất kết nối giữa chừng. Xin hỏi người nhận rồi gửi lại nếu cần."


class EmailChannel:
    """Sends plain text messages; fulfils `MessageChannel`."""

    key = "email"
    name = "Thư điện tử"

    def __init__(self, settings: EmailSettings, *, now: Callable[[], datetime] = clock.now) -> None:
        self._settings = settings
        self._now = now

    def send(self, message: OutgoingMessage) -> Delivered:
        """Hand `message` to the relay and return its Message-ID, the same for every attempt.

        Raises ChannelUnavailable: permanent when relay or address refuse it (5xx), else temporary; with
        `outcome_unknown` when the connection broke between the text and the relay's answer to it.
        """
        mail = compose(message, self._settings, self._now())
        try:
            relay = self._connect()
        except (OSError, smtplib.SMTPException):
            # Not the message's fault, even when the relay refuses our password with a 5xx.
            raise ChannelUnavailable(permanent=False, message=LATER) from None
        try:
            hand_over(relay, self._settings.sender_address, message.recipient, mail)
        finally:
            say_goodbye(relay)
        return Delivered(channel=self.key, reference=str(mail["Message-ID"]))

    def _connect(self) -> smtplib.SMTP:
        settings, context = self._settings, ssl.create_default_context()
        if settings.protection == "tls":
            relay: smtplib.SMTP = smtplib.SMTP_SSL(
                settings.host, settings.port, timeout=settings.timeout, context=context
            )
        else:
            relay = smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout)
        try:
            relay.ehlo_or_helo_if_needed()
            if settings.protection == "starttls":
                relay.starttls(context=context)
                relay.ehlo()
            if settings.username:
                relay.login(settings.username, settings.password)
        except (OSError, smtplib.SMTPException):
            relay.close()
            raise
        return relay


def compose(message: OutgoingMessage, settings: EmailSettings, now: datetime) -> EmailMessage:
    """Write the mail. An address, subject or id that cannot stand in a header is refused for good."""
    if not ADDRESS.fullmatch(message.recipient) or not message.recipient.isascii():
        raise ChannelUnavailable(permanent=True, message=WRONG_ADDRESS)
    if not IDENTIFIER.fullmatch(message.message_id):
        raise ChannelUnavailable(permanent=True, message=REFUSED)
    mail = EmailMessage(policy=SMTP)
    local, _, domain = settings.sender_address.rpartition("@")
    try:
        mail["From"] = Address(settings.sender_name, local, domain)
        mail["To"] = message.recipient
        mail["Subject"] = message.subject
        if settings.reply_to:
            mail["Reply-To"] = settings.reply_to
        mail["Date"] = format_datetime(clock.local(now))
        mail["Message-ID"] = f"<{message.message_id}@{settings.domain}>"
        # RFC 3834: keeps holiday answers from coming back.
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.body, charset="utf-8", cte="quoted-printable")
    except (ValueError, MessageError, HeaderParseError, IndexError):
        raise ChannelUnavailable(permanent=True, message=REFUSED) from None
    return mail


def hand_over(relay: smtplib.SMTP, sender: str, recipient: str, mail: EmailMessage) -> None:
    """Speak MAIL, RCPT, DATA one by one, since what a broken connection means depends on where it broke."""
    try:
        expect(relay.mail(sender), {250}, REFUSED)
        expect(relay.rcpt(recipient), {250, 251}, WRONG_ADDRESS)
    except (OSError, smtplib.SMTPException):
        raise ChannelUnavailable(permanent=False, message=LATER) from None
    try:
        expect(relay.data(mail.as_bytes()), {250}, REFUSED)
    except smtplib.SMTPDataError as error:
        expect((error.smtp_code, b""), set(), REFUSED)
    except (OSError, smtplib.SMTPException):
        raise ChannelUnavailable(permanent=False, message=UNCERTAIN, outcome_unknown=True) from None


def expect(answer: tuple[int, bytes], good: set[int], refused: str) -> None:
    """Raise unless the answer is good. The relay's own words are not kept: they quote addresses."""
    code = answer[0]
    if code in good:
        return
    permanent = 500 <= code < 600
    raise ChannelUnavailable(permanent=permanent, message=refused if permanent else LATER)


def say_goodbye(relay: smtplib.SMTP) -> None:
    """Close the connection. The message's fate is decided by now, whatever the relay says to QUIT."""
    try:
        relay.quit()
    except (OSError, smtplib.SMTPException):
        relay.close()
