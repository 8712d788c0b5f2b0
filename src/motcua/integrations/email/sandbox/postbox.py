"""The messages the sandbox took, as files, and the ledger of what it did."""

import threading
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from motcua.integrations.ledger import Ledger


@dataclass(frozen=True)
class Letter:
    """One message as the inbox shows it."""

    number: int
    sender: str
    recipient: str
    subject: str
    date: str
    message_id: str
    body: str
    repeated: bool
    """A message with the same Message-ID came before."""


class Postbox:
    """Messages in `mail/NNNNNN.eml`, kept over restarts, and the ledger of what was done with them."""

    def __init__(self, folder: Path) -> None:
        self._mail = folder / "mail"
        self._mail.mkdir(parents=True, exist_ok=True)
        self.ledger = Ledger(folder)
        self._lock = threading.Lock()
        self._letters: dict[int, Letter] = {}
        for path in sorted(self._mail.glob("*.eml")):
            self._remember(int(path.stem), path.read_bytes())

    def keep(self, content: bytes) -> int:
        """Store a message and return its number."""
        with self._lock:
            number = max(self._letters, default=0) + 1
            temporary = self._mail / f"{number:06}.new"
            temporary.write_bytes(content)
            temporary.replace(temporary.with_suffix(".eml"))
            self._remember(number, content)
            return number

    def letters(self) -> list[Letter]:
        """Return all messages, the newest first."""
        with self._lock:
            return sorted(self._letters.values(), key=lambda letter: -letter.number)

    def letter(self, number: int) -> Letter | None:
        """Return one message."""
        with self._lock:
            return self._letters.get(number)

    def _remember(self, number: int, content: bytes) -> None:
        mail = message_from_bytes(content, policy=default)
        part = mail.get_body(("plain",))
        message_id = str(mail["Message-ID"] or "")
        self._letters[number] = Letter(
            number=number,
            sender=str(mail["From"] or ""),
            recipient=str(mail["To"] or ""),
            subject=str(mail["Subject"] or "(không có tiêu đề)"),
            date=moment(mail),
            message_id=message_id,
            body=part.get_content().replace("\r\n", "\n") if part else "",
            repeated=any(other.message_id == message_id for other in self._letters.values()),
        )


def moment(mail: EmailMessage) -> str:
    """Return the date of a message as people here write it, or as it stands when it is none."""
    header = mail["Date"]
    sent = getattr(header, "datetime", None)
    return sent.strftime("%H:%M ngày %d/%m/%Y") if sent else str(header or "")
