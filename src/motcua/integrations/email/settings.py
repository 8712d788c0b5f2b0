"""Which relay carries our mail, and in whose name."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class EmailSettings:
    """The relay and the sender. `timeout` in seconds, for each answer of the relay."""

    host: str
    port: int
    sender_address: str
    sender_name: str
    protection: Literal["none", "starttls", "tls"] = "starttls"
    """`none` only towards a relay on this machine."""
    username: str = ""
    password: str = field(default="", repr=False)
    reply_to: str = ""
    timeout: float = 15.0

    def __post_init__(self) -> None:
        if "@" not in self.sender_address:
            raise ValueError("e-mail: the sender address is missing")
        if self.protection == "none" and self.host not in {"127.0.0.1", "::1", "localhost"}:
            raise ValueError("e-mail: the relay must be reached by TLS (none only on this machine)")

    @property
    def domain(self) -> str:
        """Return the domain of the sender, which names our messages."""
        return self.sender_address.rpartition("@")[2]
