"""Tokens of the sandbox, right ones and, on command, wrong ones."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any

from joserfc import jws
from joserfc.jwk import RSAKey

from motcua.integrations.vneid.sandbox.faults import Faults
from motcua.integrations.vneid.sandbox.keys import SigningKeys, new_key

Claims = dict[str, Any]
WRONG_CLAIMS: dict[str, Callable[[Claims], Claims]] = {
    "wrong_iss": lambda claims: claims | {"iss": "https://ke-gia-mao.example.vn"},
    "wrong_aud": lambda claims: claims | {"aud": "cong-khac", "azp": "cong-khac"},
    "wrong_azp": lambda claims: claims | {"aud": [claims["aud"], "cong-khac"], "azp": "cong-khac"},
    "missing_azp": lambda claims: without(claims, "azp") | {"aud": [claims["aud"], "cong-khac"]},
    "future_iat": lambda claims: claims | {"iat": claims["iat"] + 3600, "exp": claims["exp"] + 3600},
    "old_iat": lambda claims: claims | {"iat": claims["iat"] - 86_400},
    "expired_token": lambda claims: claims | {"iat": claims["iat"] - 500, "exp": claims["iat"] - 200},
    "not_yet_valid": lambda claims: claims | {"nbf": claims["iat"] + 3600},
    "wrong_nonce": lambda claims: claims | {"nonce": "nonce-cua-nguoi-khac"},
    "missing_nonce": lambda claims: without(claims, "nonce"),
    "wrong_at_hash": lambda claims: claims | {"at_hash": half_hash("token-khac")},
}


def mint(claims: Claims, keys: SigningKeys) -> str:
    """Sign `claims` with the current key."""
    return sign({"alg": "RS256", "typ": "JWT", "kid": keys.current.kid}, claims, keys.current)


def mint_spoilt(claims: Claims, keys: SigningKeys, faults: Faults) -> str:
    """Sign like `mint`, but wrongly where a fault is armed."""
    key = keys.current
    header: Claims = {"alg": "RS256", "typ": "JWT", "kid": key.kid}
    for name, spoil in WRONG_CLAIMS.items():
        if faults.take(name):
            claims = spoil(claims)
    if faults.take("alg_none"):
        return unsigned(header | {"alg": "none"}, claims) + "."
    if faults.take("hs256_public_key"):
        # The classic trick: the public key, known to all, used as the secret of an HMAC.
        signed = unsigned(header | {"alg": "HS256"}, claims)
        return signed + "." + part(hmac.digest(key.as_pem(private=False), signed.encode(), "sha256"))
    if faults.take("rs512"):
        header["alg"], key = "RS512", RSAKey.import_key(key.as_pem(private=True))
    if faults.take("unknown_kid"):
        header["kid"] = "khong-ai-cong-bo"
    return sign(header, claims, new_key() if faults.take("wrong_key") else key)


def sign(header: Claims, claims: Claims, key: RSAKey) -> str:
    """Return the compact token."""
    return jws.serialize_compact(header, encode(claims), key, algorithms=["RS256", "RS512"])


def half_hash(value: str) -> str:
    """Return the left half of the SHA-256 of `value`, base64url."""
    return part(hashlib.sha256(value.encode()).digest()[:16])


def part(content: bytes) -> str:
    """Return base64url without padding."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def unsigned(header: Claims, claims: Claims) -> str:
    """Return the first two parts of a token."""
    return f"{part(encode(header))}.{part(encode(claims))}"


def encode(value: Claims) -> bytes:
    """Return compact JSON."""
    return json.dumps(value, separators=(",", ":")).encode()


def without(claims: Claims, name: str) -> Claims:
    """Return `claims` without one of them."""
    return {key: value for key, value in claims.items() if key != name}
