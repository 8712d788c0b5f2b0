"""The key by which push services know this installation (RFC 8292), made once and kept with its other keys."""

import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.jwk import ECKey

from motcua.integrations.webpush.encoding import to_text

# RFC 8292, section 2: no more than a day; half of it leaves room for clocks that differ.
LIFE_SECONDS = 12 * 3600


class VapidKey:
    """The pair in a PEM file of mode 0600. A new one would part us from every browser that was switched on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._key: ec.EllipticCurvePrivateKey | None = None

    def create(self) -> None:
        """Make the pair unless there is one; of two processes the first wins."""
        if self._path.exists():
            return
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        aside = self._path.with_suffix(f".{os.getpid()}.tmp")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(pem)
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(aside, self._path)
        except FileExistsError:
            pass
        finally:
            aside.unlink()

    def _private(self) -> ec.EllipticCurvePrivateKey:
        if self._key is None:
            found = serialization.load_pem_private_key(self._path.read_bytes(), None)
            if not isinstance(found, ec.EllipticCurvePrivateKey):
                raise ValueError(f"{self._path} is not a key on a curve")
            self._key = found
        return self._key

    def public(self) -> str:
        """Return the public key as browsers take it: the uncompressed point in base64url."""
        point = self._private().public_key()
        return to_text(
            point.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
        )

    def authorization(self, origin: str, contact: str, now: float) -> str:
        """Return the `Authorization` of a request to a push service (RFC 8292, section 3). `now`: seconds."""
        pem = self._private().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        claims = {"aud": origin, "exp": int(now) + LIFE_SECONDS, "sub": contact}
        token = jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, ECKey.import_key(pem))
        return f"vapid t={token}, k={self.public()}"
