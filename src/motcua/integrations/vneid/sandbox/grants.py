"""What the provider keeps about its client and about a code it handed out."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from motcua.integrations.vneid.sandbox.personas import Persona


@dataclass(frozen=True)
class Client:
    """The one relying party this sandbox knows."""

    client_id: str
    client_secret: str
    redirect_uris: tuple[str, ...]

    def may_return_to(self, url: str) -> bool:
        """Tell whether a logout may end at `url`: anywhere on a site that logins come back to."""
        return urlsplit(url)[:2] in {urlsplit(uri)[:2] for uri in self.redirect_uris}


@dataclass(frozen=True)
class Grant:
    """A code that was handed out, and what became of it."""

    persona: Persona
    redirect_uri: str
    nonce: str
    challenge: str
    expires: float
    access_token: str = ""


class OAuthError(Exception):
    """An error of the protocol, by its name in the standard."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(name)
        self.name = name
        self.detail = detail
