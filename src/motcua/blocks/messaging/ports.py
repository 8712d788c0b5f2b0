"""What messaging needs from the outside: channels that carry one message to one address."""

from dataclasses import dataclass, field
from typing import Protocol

from motcua.kernel.errors import NotAvailable


@dataclass(frozen=True)
class OutgoingMessage:
    """One message to one recipient. `message_id` is unique and stays the same over all attempts."""

    recipient: str = field(repr=False)
    subject: str
    body: str = field(repr=False)
    message_id: str


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
    """

    code = "channel_unavailable"

    def __init__(self, *, permanent: bool, message: str, outcome_unknown: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.outcome_unknown = outcome_unknown


class MessageChannel(Protocol):
    """Carries messages by one means. `key` is stable and stored; `name` is shown to people."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    def send(self, message: OutgoingMessage) -> Delivered:
        """Hand the message over, or raise `ChannelUnavailable`. Blocks: call it from a job."""
        ...
