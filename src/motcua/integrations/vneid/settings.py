"""What has to be known about the provider before the first login."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class VneidSettings:
    """Address, client and limits. Times are in seconds, sizes in bytes.

    `issuer` is compared letter by letter with what the provider says. Plain http is accepted for addresses of
    this machine only (the sandbox).
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str = "openid"
    acr_values: str = ""
    discovery_url: str = ""
    """Where the provider describes itself; empty: the well-known place under the issuer."""
    timeout: float = 10.0
    """Longest silence, and longest whole answer, of one request."""
    leeway: float = 30.0
    """How far the provider's clock may differ from ours."""
    max_age: float = 600.0
    """How old an id token may be when it reaches us."""
    max_answer: int = 256 * 1024
    metadata_lifetime: float = 3600.0
    ca_bundle: str = ""
    """File with the certificates to trust; empty: the usual ones. Checking cannot be switched off."""
    proxy: str = ""

    def __post_init__(self) -> None:
        for name in ("issuer", "client_id", "client_secret"):
            if not getattr(self, name):
                raise ValueError(f"VNeID: {name} is missing")
        if not is_safe_url(self.issuer):
            raise ValueError("VNeID: the issuer must use https (http only on this machine)")
        if self.discovery_url and not is_safe_url(self.discovery_url):
            raise ValueError("VNeID: the discovery address must use https (http only on this machine)")

    @property
    def metadata_url(self) -> str:
        """Return the address of the provider's description of itself."""
        return self.discovery_url or self.issuer.rstrip("/") + "/.well-known/openid-configuration"


def is_safe_url(url: str) -> bool:
    """Tell whether secrets may travel to `url`: https, or http that does not leave this machine."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and parts.hostname in LOOPBACK
