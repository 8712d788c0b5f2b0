"""The SMTP side: takes messages, and on command refuses, delays or hangs up."""

import asyncio
import threading
from collections.abc import Mapping
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from motcua.integrations.email.sandbox.postbox import Postbox

KNOWN = ("reject_recipient", "reject", "temporary", "delay", "drop_after_accept", "drop_before_accept")
"""reject_recipient 550 to RCPT; reject 554 to DATA; temporary 451; delay `seconds` before the answer;
drop_after_accept: kept, connection cut before the answer; drop_before_accept: cut, nothing kept."""


class Faults:
    """What is armed: times left and seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: dict[str, tuple[int, float]] = {}

    def arm(self, command: Mapping[str, Any]) -> None:
        """Arm `{"name", "times": 1, "seconds": 0.5}`. Raises ValueError."""
        name, times, seconds = command.get("name"), command.get("times", 1), command.get("seconds", 0.5)
        if not isinstance(name, str) or name not in KNOWN:
            raise ValueError("unknown fault")
        if isinstance(times, bool) or not isinstance(times, int) or times < 1:
            raise ValueError("times: a whole number from 1")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds < 0:
            raise ValueError("seconds: a number from 0")
        with self._lock:
            self._armed[name] = (times, float(seconds))

    def take(self, name: str) -> float | None:
        """Return the seconds of the fault when it is armed, and use it once."""
        with self._lock:
            if name not in self._armed:
                return None
            times, seconds = self._armed.pop(name)
            if times > 1:
                self._armed[name] = (times - 1, seconds)
            return seconds

    def clear(self) -> None:
        """Disarm everything."""
        with self._lock:
            self._armed.clear()

    def armed(self) -> dict[str, dict[str, float]]:
        """Return what is armed."""
        with self._lock:
            return {name: {"times": times, "seconds": s} for name, (times, s) in self._armed.items()}


class MailHandler:
    """Hooks of aiosmtpd; their names are fixed by it."""

    def __init__(self, postbox: Postbox, faults: Faults) -> None:
        self._postbox = postbox
        self._faults = faults

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer RCPT."""
        if self._faults.take("reject_recipient") is not None:
            self._postbox.ledger.write("mail", "reject_recipient")
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Answer the text."""
        content = envelope.original_content or b""
        if (seconds := self._faults.take("delay")) is not None:
            await asyncio.sleep(seconds)
        for name, answer in (("reject", "554 5.7.1 Refused"), ("temporary", "451 4.3.0 Try again later")):
            if self._faults.take(name) is not None:
                self._postbox.ledger.write("mail", name)
                return answer
        if self._faults.take("drop_before_accept") is not None:
            self._postbox.ledger.write("mail", "drop_before_accept")
            return hang_up(server)
        number = self._postbox.keep(content)
        letter = self._postbox.letter(number)
        message_id = letter.message_id if letter else ""
        if self._faults.take("drop_after_accept") is not None:
            self._postbox.ledger.write("mail", "drop_after_accept", message_id=message_id)
            return hang_up(server)
        self._postbox.ledger.write("mail", "accepted", message_id=message_id)
        return f"250 2.0.0 OK {number}"


def hang_up(server: SMTP) -> str:
    """Cut the connection; the answer returned goes nowhere."""
    if isinstance(server.transport, asyncio.WriteTransport):
        server.transport.abort()
    return "421 4.4.2 Connection dropped"
