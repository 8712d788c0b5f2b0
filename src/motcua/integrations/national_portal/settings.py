"""What has to be known about the exchange before the first call."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit


@dataclass(frozen=True)
class PortalSettings:
    """Addresses, account and limits. Times are in seconds, sizes in bytes.

    `address` is the adapter of the province's security server up to `/forward`. Plain http is accepted for this
    machine and for private addresses written as numbers: inside the province's network the adapter speaks http.
    """

    address: str
    provider_url: str
    """The portal's own address behind the exchange, as the exchange's operator gives it."""
    username: str
    password: str = field(repr=False)
    destination: str = "VN:GOV:000.00.00.G22:vpcpdvcprovider"
    units: tuple[str, ...] = ()
    """Identifiers of the agencies that are connected; empty: every commune of this installation."""
    files_at: str = ""
    """Scheme and host that attachments are fetched from, and from nowhere else; empty: those of `address`."""
    timeout: float = 20.0
    max_answer: int = 8 * 1024 * 1024
    max_file: int = 100 * 1024 * 1024
    ca_bundle: str = ""

    def __post_init__(self) -> None:
        for name in ("address", "provider_url", "username", "password"):
            if not getattr(self, name):
                raise ValueError(f"National portal: {name} is missing")
        for url in filter(None, (self.address, self.files_at)):
            if not is_safe_url(url):
                raise ValueError("National portal: use https (http only inside a private network)")

    @property
    def files_origin(self) -> tuple[str, str]:
        """Scheme and host with port that attachments may be fetched from."""
        parts = urlsplit(self.files_at or self.address)
        return parts.scheme, parts.netloc


def is_safe_url(url: str) -> bool:
    """Tell whether an account may travel to `url`: https, or http that does not leave the private network."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    if parts.scheme != "http" or not parts.hostname:
        return False
    try:
        return ip_address(parts.hostname).is_private
    except ValueError:
        return parts.hostname == "localhost"
