"""What delivery needs from the outside: a carrier that takes results to people's homes."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

ParcelState = Literal["registered", "collecting", "delivered", "cancelled", "unknown"]


@dataclass(frozen=True)
class PostalAddress:
    """Where a parcel goes. After 1 July 2025 there is no district between commune and province."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    street: str = field(repr=False)
    commune: str
    province: str


@dataclass(frozen=True)
class ParcelOrder:
    """One parcel. `reference` is ours and unique; `collect_on_delivery` is in dong, 0 when paid already."""

    reference: str
    sender: PostalAddress
    receiver: PostalAddress
    description: str
    collect_on_delivery: int = 0


@dataclass(frozen=True)
class ParcelReport:
    """The last known place of a parcel, in the carrier's own words as well."""

    reference: str
    state: ParcelState
    carrier_code: str
    at: datetime


class PostalCarrier(Protocol):
    """Takes parcels to people. Raises `kernel.errors.NotAvailable` when it does not answer."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    def book(self, order: ParcelOrder) -> str:
        """Order the parcel and return its tracking number; the same reference twice is one parcel."""
        ...

    def cancel(self, reference: str) -> None:
        """Withdraw a parcel that was not collected yet."""
        ...

    def track(self, reference: str) -> ParcelReport:
        """Ask where the parcel is."""
        ...
