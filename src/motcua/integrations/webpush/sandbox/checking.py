"""What a push service checks of a request (RFC 8030, 8188, 8292) before it takes a message."""

import re
import struct
import time
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from motcua.integrations.webpush.encoding import to_bytes, to_text

LARGEST = 4096
_DAY = 24 * 3600
_VAPID = re.compile(r"vapid t=([\w.-]+),\s*k=([\w-]+)")
_TOPIC = re.compile(r"[A-Za-z0-9_-]{1,32}")
# Salt, record size, length of the key's name, and the key itself (RFC 8188, section 2.1).
_HEADER = 16 + 4 + 1


class Refused(Exception):
    """The request is not taken; `status` says why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


def check(headers: Mapping[str, str], body: bytes, origin: str, bound_to: str) -> dict[str, object]:
    """Return the claims of the sender. Raises Refused.

    `bound_to`: the application server key that the subscription was made with; empty when with none.
    """
    claims = _sender(headers.get("Authorization", ""), origin, bound_to)
    if not headers.get("Ttl", "").isdigit():
        raise Refused(400, "TTL is needed")
    topic = headers.get("Topic")
    if topic is not None and not _TOPIC.fullmatch(topic):
        raise Refused(400, "Topic: 32 letters of base64url at most")
    if len(body) > LARGEST:
        raise Refused(413, f"{LARGEST} bytes at most")
    _sealed(headers.get("Content-Encoding", ""), body)
    return claims


def _sender(authorization: str, origin: str, bound_to: str) -> dict[str, object]:
    found = _VAPID.fullmatch(authorization)
    if found is None:
        raise Refused(401, "Authorization: vapid t=…, k=…")
    token, public = found.groups()
    try:
        decoded = jwt.decode(token, _key(public), algorithms=["ES256"])
    except (JoseError, ValueError) as problem:
        raise Refused(403, f"the token is not signed with k: {type(problem).__name__}") from None
    claims = decoded.claims
    if claims.get("aud") != origin:
        raise Refused(403, f"aud is {claims.get('aud')}, not {origin}")
    left = int(claims.get("exp", 0)) - time.time()
    if not 0 < left <= _DAY:
        raise Refused(403, "exp lies in the past, or more than a day ahead")
    if not str(claims.get("sub", "")).startswith(("mailto:", "https:")):
        raise Refused(403, "sub is no contact")
    if bound_to and public != bound_to:
        raise Refused(403, "the subscription belongs to another application server")
    return dict(claims)


def _key(public: str) -> ECKey:
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), to_bytes(public)).public_numbers()
    x, y = (to_text(number.to_bytes(32, "big")) for number in (point.x, point.y))
    return ECKey.import_key({"kty": "EC", "crv": "P-256", "x": x, "y": y})


def _sealed(encoding: str, body: bytes) -> None:
    """Look at the outside of the message: it says how it is encrypted, and by what key's other half."""
    if encoding != "aes128gcm":
        raise Refused(415, "Content-Encoding: aes128gcm is needed")
    if len(body) < _HEADER:
        raise Refused(400, "no header of aes128gcm")
    record, length = struct.unpack(">IB", body[16:_HEADER])
    if record < 18 or length != 65 or len(body) <= _HEADER + length:
        raise Refused(400, "no header of aes128gcm with a P-256 point")
