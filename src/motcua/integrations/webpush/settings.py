"""Which push services messages may be sent to, and in whose name."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})
LONGEST_ENDPOINT = 1000


@dataclass(frozen=True)
class PushSettings:
    """The list and the contact. `timeout` in seconds.

    services: names of hosts ("fcm.googleapis.com"), of all below one ("*.notify.windows.com"), or a push service on
    this machine with its port ("http://127.0.0.1:8105").
    contact: where the operator of a push service reaches us, "mailto:…" or "https://…" (RFC 8292, section 2.1).
    """

    services: tuple[str, ...]
    contact: str
    timeout: float = 10.0

    def __post_init__(self) -> None:
        if not self.contact.startswith(("mailto:", "https://")):
            raise ValueError("web push: the contact must be mailto: or https:")
        for one in self.services:
            if "/" in one and urlsplit(one).hostname not in _THIS_MACHINE:
                raise ValueError(f"web push: {one}: only a name of a host, or an address on this machine")

    def origin_of(self, endpoint: str) -> str | None:
        """Return the origin of an endpoint of a listed push service, None for any other address."""
        if len(endpoint) > LONGEST_ENDPOINT or not endpoint.isascii() or not endpoint.isprintable():
            return None
        try:
            parts = urlsplit(endpoint)
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError:
            return None
        # "http://listed@elsewhere", "http://listed\\@elsewhere": read differently by different readers.
        if not host or "@" in parts.netloc or "\\" in endpoint or parts.fragment:
            return None
        origin = f"{parts.scheme}://{parts.netloc.lower()}"
        if origin in self.services:
            return origin
        listed = parts.scheme == "https" and port in (None, 443) and _is_below(host, self.services)
        return f"https://{host}" if listed else None


def _is_below(host: str, services: Iterable[str]) -> bool:
    return any(host == one or (one.startswith("*.") and host.endswith(one[1:])) for one in services)
