"""The time-stamp authority: RFC 3161 requests in, signed tokens out."""

# mypy: untyped-calls-exclude=pyhanko_certvalidator

from datetime import datetime

from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.integrations.trust.sandbox.authority import Authority


class StampingAuthority:
    """Stamps with the certificate that `authority` keeps for it."""

    def __init__(self, authority: Authority) -> None:
        der = authority.tsa_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        self._key = keys.PrivateKeyInfo.load(der)
        self._certificate = x509.Certificate.load(authority.tsa.public_bytes(Encoding.DER))
        self._above = SimpleCertificateStore()
        self._above.register_multiple(
            [x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in authority.chain]
        )

    def answer(self, request: bytes, *, at: datetime, wrong_digest: bool = False) -> bytes:
        """Return the DER answer to a DER request. Raises ValueError when it is no request."""
        asked = tsp.TimeStampReq.load(request)
        if wrong_digest:
            imprint = asked["message_imprint"]["hashed_message"].native
            asked["message_imprint"]["hashed_message"] = bytes(byte ^ 1 for byte in imprint)
        stamper = DummyTimeStamper(
            self._certificate, self._key, self._above, fixed_dt=at.replace(microsecond=0)
        )
        answer: bytes = stamper.request_tsa_response(asked).dump()
        return answer


def rejection() -> bytes:
    """Return the DER answer that grants nothing."""
    answer: bytes = tsp.TimeStampResp({"status": {"status": "rejection"}}).dump()
    return answer
