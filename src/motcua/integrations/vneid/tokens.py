"""The checks an id token has to pass. Pure but for the keys, which are handed in."""

import base64
import hashlib
import hmac
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from motcua.integrations.vneid.errors import TokenInvalid

ALGORITHM = "RS256"


@dataclass(frozen=True)
class Expected:
    """What a token must say to be the answer to one login. `now` in seconds since 1970."""

    issuer: str
    client_id: str
    nonce: str
    access_token: str
    now: float
    leeway: float
    max_age: float


def verified_claims(token: str, key: Callable[[str], RSAKey | None], expected: Expected) -> Mapping[str, Any]:
    """Return the claims of an id token that passes every check, else raise `TokenInvalid`.

    The algorithm comes from us, never from the token: RS256 only, so neither `none` nor HS256 keyed with the
    public key can pass.
    """
    claims = signed_claims(token, key)
    check_audience(claims, expected)
    check_times(claims, expected)
    if not hmac.compare_digest(_text(claims, "nonce"), expected.nonce.encode()):
        raise TokenInvalid("nonce")
    if not _text(claims, "sub"):
        raise TokenInvalid("sub")
    if "at_hash" in claims and _text(claims, "at_hash") != half_hash(expected.access_token):
        raise TokenInvalid("at_hash")
    return claims


def signed_claims(token: str, key: Callable[[str], RSAKey | None]) -> Mapping[str, Any]:
    """Return the claims when the signature is right."""
    header = read_header(token)
    if header.get("alg") != ALGORITHM:
        raise TokenInvalid("alg")
    kid = header.get("kid")
    if "crit" in header or not isinstance(kid, str) or not kid:
        raise TokenInvalid("header")
    found = key(kid)
    if found is None:
        raise TokenInvalid("kid")
    try:
        claims = json.loads(jws.deserialize_compact(token, found, algorithms=[ALGORITHM]).payload)
    except (JoseError, ValueError, RecursionError):
        raise TokenInvalid("signature") from None
    if not isinstance(claims, dict):
        raise TokenInvalid("format")
    return claims


def read_header(token: str) -> Mapping[str, Any]:
    """Return the header, not yet believed."""
    try:
        first = token.partition(".")[0].encode("ascii")
        header = json.loads(base64.urlsafe_b64decode(first + b"=" * (-len(first) % 4)))
    except (ValueError, RecursionError):
        raise TokenInvalid("format") from None
    if not isinstance(header, dict) or token.count(".") != 2:
        raise TokenInvalid("format")
    return header


def check_audience(claims: Mapping[str, Any], expected: Expected) -> None:
    """Refuse a token of another issuer, for another client, or handed out through another client."""
    if claims.get("iss") != expected.issuer:
        raise TokenInvalid("iss")
    audience = claims.get("aud")
    audiences = [audience] if isinstance(audience, str) else audience
    if not isinstance(audiences, list) or expected.client_id not in audiences:
        raise TokenInvalid("aud")
    if ("azp" in claims or len(audiences) > 1) and claims.get("azp") != expected.client_id:
        raise TokenInvalid("azp")


def check_times(claims: Mapping[str, Any], expected: Expected) -> None:
    """Refuse a token that is over, not valid yet, or issued in the future or too long ago."""
    if _seconds(claims, "exp") <= expected.now - expected.leeway:
        raise TokenInvalid("exp")
    issued = _seconds(claims, "iat")
    if issued > expected.now + expected.leeway:
        raise TokenInvalid("iat_future")
    if issued < expected.now - expected.max_age - expected.leeway:
        raise TokenInvalid("iat_old")
    if "nbf" in claims and _seconds(claims, "nbf") > expected.now + expected.leeway:
        raise TokenInvalid("nbf")


def half_hash(value: str) -> bytes:
    """Return the left half of the SHA-256 of `value`, base64url without padding (OpenID Connect 3.1.3.6)."""
    return base64.urlsafe_b64encode(hashlib.sha256(value.encode()).digest()[:16]).rstrip(b"=")


def _text(claims: Mapping[str, Any], name: str) -> bytes:
    value = claims.get(name)
    return value.encode("utf-8", "replace") if isinstance(value, str) else b""


def _seconds(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TokenInvalid(name)
    return value
