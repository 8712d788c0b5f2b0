"""What the workplace tells."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class MessagePosted:
    """Citizen or officer wrote about a dossier; `side` says who. Stream: the message."""

    NAME: ClassVar[str] = "MessagePosted"

    dossier_id: UUID
    side: str
