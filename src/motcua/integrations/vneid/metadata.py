"""The provider's description of itself and its public keys, remembered for a while."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from motcua.integrations.vneid.errors import ProviderFault, ProviderTimeout
from motcua.integrations.vneid.settings import VneidSettings, is_safe_url
from motcua.integrations.vneid.transport import Answer, Transport

LEAST_KEY_BITS = 2048
# Seconds for which a provider that did not answer in time is not asked again: who waited meanwhile is told at once.
REST = 5.0


@dataclass(frozen=True)
class Metadata:
    """The addresses of the provider."""

    authorization_endpoint: str
    token_endpoint: str
    userinfo_endpoint: str
    jwks_uri: str
    end_session_endpoint: str


class ProviderMetadata:
    """Fetches addresses and keys once per lifetime; keys once more when a token names one we do not know."""

    def __init__(self, settings: VneidSettings, transport: Transport) -> None:
        self._settings = settings
        self._transport = transport
        self._lock = threading.Lock()
        self._metadata: tuple[float, Metadata] | None = None
        self._keys: tuple[float, dict[str, RSAKey]] | None = None
        self._failed: tuple[float, ProviderTimeout] | None = None

    def addresses(self) -> Metadata:
        """Return the addresses, from memory when they are fresh."""
        with self._lock:
            known = self._metadata
            if known is None or self._is_stale(known[0]):
                known = self._metadata = (time.monotonic(), self._fetch_metadata())
            return known[1]

    def key(self, kid: str) -> RSAKey | None:
        """Return the key named `kid`, or None when the provider does not publish it, even asked afresh."""
        url = self.addresses().jwks_uri
        with self._lock:
            fetched_now = self._keys is None or self._is_stale(self._keys[0])
            keys = self._fetch_keys(url) if fetched_now or self._keys is None else self._keys[1]
            if kid not in keys and not fetched_now:
                keys = self._fetch_keys(url)
            return keys.get(kid)

    def _fetch_metadata(self) -> Metadata:
        if self._failed is not None and time.monotonic() - self._failed[0] < REST:
            raise self._failed[1]
        try:
            answer = expect_ok("discovery", self._transport.get("discovery", self._settings.metadata_url))
            return read_metadata(answer.body, self._settings.issuer)
        except ProviderTimeout as failure:
            self._failed = (time.monotonic(), failure)
            raise

    def _fetch_keys(self, url: str) -> dict[str, RSAKey]:
        keys = read_keys(expect_ok("jwks", self._transport.get("jwks", url)).body)
        self._keys = (time.monotonic(), keys)
        return keys

    def _is_stale(self, fetched: float) -> bool:
        return time.monotonic() - fetched > self._settings.metadata_lifetime


def expect_ok(step: str, answer: Answer) -> Answer:
    """Return `answer` when its status is 200, else raise `ProviderFault`."""
    if answer.status != 200:
        raise ProviderFault(f"{step}_{answer.status}")
    return answer


def read_metadata(body: Mapping[str, Any], issuer: str) -> Metadata:
    """Check the description against the issuer we were told, and keep its addresses."""
    if body.get("issuer") != issuer:
        raise ProviderFault("discovery_issuer")
    return Metadata(
        authorization_endpoint=address(body, "authorization_endpoint"),
        token_endpoint=address(body, "token_endpoint"),
        userinfo_endpoint=address(body, "userinfo_endpoint"),
        jwks_uri=address(body, "jwks_uri"),
        end_session_endpoint=address(body, "end_session_endpoint") if "end_session_endpoint" in body else "",
    )


def address(body: Mapping[str, Any], name: str) -> str:
    """Return an address of the description that secrets may travel to."""
    url = body.get(name)
    if not isinstance(url, str) or not is_safe_url(url):
        raise ProviderFault(f"discovery_{name}")
    return url


def read_keys(body: Mapping[str, Any]) -> dict[str, RSAKey]:
    """Keep the RSA signature keys that carry a name; keys of other kinds are none of our business."""
    keys = {}
    entries = body.get("keys")
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict) or entry.get("kty") != "RSA" or entry.get("use", "sig") != "sig":
            continue
        try:
            key = RSAKey.import_key({name: entry[name] for name in ("kty", "n", "e")})
        except (JoseError, KeyError, ValueError, TypeError):
            raise ProviderFault("jwks_key") from None
        if isinstance(entry.get("kid"), str) and key.public_key.key_size >= LEAST_KEY_BITS:
            keys[entry["kid"]] = key
    if not keys:
        raise ProviderFault("jwks_empty")
    return keys
