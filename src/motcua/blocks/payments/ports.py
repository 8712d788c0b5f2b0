"""What payments need from the outside: a gateway that takes money online."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

PaymentState = Literal["pending", "paid", "failed", "unknown"]


@dataclass(frozen=True)
class PaymentOrder:
    """One attempt to pay one demand. `reference` is ours, unique per attempt; `amount` is in dong."""

    reference: str
    amount: int
    description: str
    return_url: str
    expires_at: datetime


@dataclass(frozen=True)
class PaymentStart:
    """Where the payer goes to pay."""

    pay_url: str


@dataclass(frozen=True)
class PaymentReport:
    """What the gateway says about an attempt; `amount` in dong must be compared with the order."""

    reference: str
    state: PaymentState
    amount: int
    gateway_reference: str


class PaymentGateway(Protocol):
    """Takes money online. Raises `kernel.errors.NotAvailable` when it cannot be reached."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    def start(self, order: PaymentOrder) -> PaymentStart:
        """Announce the attempt; asking twice with the same reference starts one payment."""
        ...

    def report(self, reference: str) -> PaymentReport:
        """Ask how an attempt stands; the only way out of the state `unknown`."""
        ...
