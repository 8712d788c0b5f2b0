"""What messaging needs from the outside: channels that carry one message to one address."""

from dataclasses import dataclass, field
from typing import Protocol

from motcua.kernel.errors import NotAvailable

PUSH = "push"
"""The key of the channel that reaches browsers; its addresses are kept as devices."""


@dataclass(frozen=True)
class OutgoingMessage:
    """One message to one recipient. `message_id` is unique and stays the same over all attempts."""

    recipient: str = field(repr=False)
    subject: str
    body: str = field(repr=False)
    message_id: str
    link: str = ""
    """The place of the portal where it is read, for channels that open it there after the login."""


@dataclass(frozen=True)
class Delivered:
    """The channel took the message over. `reference` is its name for it at the channel."""

    channel: str
    reference: str


class ChannelUnavailable(NotAvailable):
    """The message did not go out by this channel, or nobody knows whether it did.

    permanent: the same message will be refused again; do not retry, use another channel.
    outcome_unknown: the connection broke after the text was handed over; it may have arrived. Send it again
    only under the same `message_id`.
    gone: the recipient takes nothing here any more; the address is to be forgotten.
    wait_seconds: how long the channel asked to be left alone.
    """

    code = "channel_unavailable"

    def __init__(
        self,
        *,
        permanent: bool,
        message: str,
        outcome_unknown: bool = False,
        gone: bool = False,
        wait_seconds: int = 0,
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.outcome_unknown = outcome_unknown
        self.gone = gone
        self.wait_seconds = wait_seconds


class MessageChannel(Protocol):
    """Carries messages by one means. `key` is stable and stored; `name` is shown to people."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    def send(self, message: OutgoingMessage) -> Delivered:
        """Hand the message over, or raise `ChannelUnavailable`. Blocks: call it from a job."""
        ...


@dataclass(frozen=True)
class PushAddress:
    """A browser that takes notices (RFC 8030, 8291): where to send, and the keys to encrypt with (base64url)."""

    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)


class PushService(Protocol):
    """What the page needs to ask a browser for its address, and what may be kept as one."""

    def public_key(self) -> str:
        """Return the public key of this installation (base64url), which the browser binds its address to."""
        ...

    def accepts(self, address: PushAddress) -> bool:
        """Tell whether this is an address of a push service that messages may be sent to. Asks nobody."""
        ...

    def recipient(self, address: PushAddress) -> str:
        """Return the address as `OutgoingMessage.recipient` of the channel carries it."""
        ...
