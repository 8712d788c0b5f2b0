"""What the books tell."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class ParcelNumbered:
    """The post gave the number of a parcel that went out without one. Stream: the parcel."""

    NAME: ClassVar[str] = "ParcelNumbered"

    dossier_id: UUID
    number: str


@dataclass(frozen=True)
class ParcelCameBack:
    """The post brought a parcel back. Stream: the parcel."""

    NAME: ClassVar[str] = "ParcelCameBack"

    dossier_id: UUID
