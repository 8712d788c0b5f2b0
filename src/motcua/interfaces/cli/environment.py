"""Mode, ports and the variables a child process receives."""

import os
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from motcua.interfaces.cli.database import Addresses
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.state import State

Mode = Literal["demo", "production", "test"]
DEFAULT_PORT = 8100


@dataclass(frozen=True)
class Ports:
    """Where each part listens on this machine; the sandboxes follow the port of the web."""

    web: int = DEFAULT_PORT

    @property
    def vneid(self) -> int:
        """OpenID provider."""
        return self.web + 1

    @property
    def mail(self) -> int:
        """SMTP."""
        return self.web + 2

    @property
    def inbox(self) -> int:
        """Web page of the mails sent."""
        return self.web + 3

    @property
    def trust(self) -> int:
        """Remote signing and time stamps."""
        return self.web + 4

    @property
    def push(self) -> int:
        """Push service of browsers."""
        return self.web + 5

    @property
    def portal(self) -> int:
        """The national portal."""
        return self.web + 6


def mode(default: Mode) -> Mode:
    """The mode of this start: ``MOTCUA_MODE``, else the default of the command.

    Raises:
        StartRefused: the variable holds something else.
    """
    given = os.environ.get("MOTCUA_MODE") or default
    for known in ("demo", "production", "test"):
        if given == known:
            return known
    raise StartRefused(f"MOTCUA_MODE phải là demo, production hoặc test, không phải {given!r}.")


def base_url(ports: Ports) -> str:
    """The address people use, as the product writes it into links."""
    return os.environ.get("MOTCUA_BASE_URL") or f"http://localhost:{ports.web}"


def port_from_environment() -> int:
    """The port to listen on: ``MOTCUA_PORT``, else the one in a local ``MOTCUA_BASE_URL``, else 8100.

    Raises:
        StartRefused: it is no port number.
    """
    given = os.environ.get("MOTCUA_PORT")
    parts = urlsplit(os.environ.get("MOTCUA_BASE_URL", ""))
    try:
        if given:
            return int(given)
        return parts.port or DEFAULT_PORT if parts.hostname in {"localhost", "127.0.0.1"} else DEFAULT_PORT
    except ValueError as error:
        raise StartRefused(f"Số cổng không đúng: {error}.") from error


def prepare(state: State, current: Mode, ports: Ports) -> None:
    """Name mode, folder, key and addresses in our own environment, for Django and for children."""
    os.environ.update(
        MOTCUA_MODE=current,
        MOTCUA_VAR=str(state.folder),
        MOTCUA_BASE_URL=base_url(ports),
        MOTCUA_SECRET_KEY=os.environ.get("MOTCUA_SECRET_KEY") or state.secret("secret_key"),
        DJANGO_SETTINGS_MODULE="motcua.config.settings",
    )
    if current == "demo":
        defaults = {
            "MOTCUA_VNEID_ISSUER": f"http://localhost:{ports.vneid}",
            "MOTCUA_VNEID_CLIENT_ID": "motcua-demo",
            "MOTCUA_VNEID_CLIENT_SECRET": "motcua-demo-secret",
            "MOTCUA_MAIL_PORT": str(ports.mail),
            "MOTCUA_TRUST_URL": f"http://127.0.0.1:{ports.trust}",
            "MOTCUA_TRUST_CLIENT_SECRET": "motcua-demo-secret",
            "MOTCUA_TSA_URL": f"http://127.0.0.1:{ports.trust}/tsa",
            "MOTCUA_PUSH_SANDBOX": f"http://127.0.0.1:{ports.push}",
            "MOTCUA_PORTAL_URL": f"http://127.0.0.1:{ports.portal}/XrdAdapter/RestService/forward",
            "MOTCUA_PORTAL_PROVIDER": f"http://127.0.0.1:{ports.portal}",
        }
        for name, value in defaults.items():
            os.environ.setdefault(name, value)


def for_child(addresses: Addresses, *, owner: bool = False) -> dict[str, str]:
    """The environment of a child; the owner's password only for one that migrates or dumps."""
    values = {**os.environ, "DATABASE_URL": addresses.application, "PYTHONUNBUFFERED": "1"}
    values.pop("MOTCUA_OWNER_URL", None)
    if owner:
        values["MOTCUA_OWNER_URL"] = addresses.owner
    return values
