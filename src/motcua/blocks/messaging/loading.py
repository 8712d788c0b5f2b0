"""Messages as they were sent, as rows: for years of a demonstration. Nothing goes outside."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.messaging.models import Message
from motcua.kernel.bulk import Rows


@dataclass(frozen=True)
class About:
    """To whom, and about what."""

    commune_id: int
    applicant_id: UUID
    about_id: UUID
    reference: str


def sent(rows: Rows, about: About, cause: str, words: tuple[str, str], at: datetime) -> Message:
    """Return a message with subject and body, as it stands on the page of the applicant."""
    subject, body = words
    return rows.add(Message(**vars(about), cause=cause, subject=subject, body=body, created_at=at), at)
