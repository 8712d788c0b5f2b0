"""How requests to trust services travel."""

from urllib.parse import urlsplit

import requests

_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


def private_session(url: str) -> requests.Session:
    """Return a session for `url`; ValueError when a PIN would leave this machine unencrypted.

    Proxies and passwords lying about in the environment are not used.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _THIS_MACHINE):
        raise ValueError("trust services need https (http only on this machine)")
    session = requests.Session()
    session.trust_env = False
    return session
