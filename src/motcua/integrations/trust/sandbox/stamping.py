"""The time-stamp authority: RFC 3161 requests in, signed tokens out."""

# mypy: untyped-calls-exclude="pyhanko,pyhanko_certvalidator"

from datetime import datetime

from asn1crypto import cms, core, tsp, x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import Hash
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.general import as_signing_certificate, simple_cms_attribute
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from motcua.integrations.trust.sandbox.authority import Authority


class StampingAuthority:
    """Stamps with the certificate that `authority` keeps for it."""

    def __init__(self, authority: Authority) -> None:
        self._key = authority.tsa_key
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
        stamper = _Stamper(self._certificate, self._key, self._above, fixed_dt=at.replace(microsecond=0))
        answer: bytes = stamper.request_tsa_response(asked).dump()
        return answer


class _Stamper(DummyTimeStamper):
    """Signs with a key that is read already, and encodes once.

    The one of the library reads and checks its key at each stamp, and encodes nested values of its own making anew at
    each look: that is nine tenths of a stamp.
    """

    tsa_key: RSAPrivateKey

    def _sign_tst_info(
        self, tst_info_data: bytes, md_algorithm: str, dt: datetime
    ) -> tuple[bytes, cms.CMSAttributes]:
        hashing = get_pyca_cryptography_hash(md_algorithm)
        digest = Hash(hashing)
        digest.update(tst_info_data)
        attributes = [
            simple_cms_attribute("content_type", "tst_info"),
            simple_cms_attribute("signing_time", cms.Time({"utc_time": core.UTCTime(dt)})),
            simple_cms_attribute("message_digest", digest.finalize()),
            simple_cms_attribute("signing_certificate", self._certificate_told()),
        ]
        encoded = cms.CMSAttributes(attributes).dump()
        return self.tsa_key.sign(encoded, PKCS1v15(), hashing), cms.CMSAttributes.load(encoded)

    def _certificate_told(self) -> tsp.SigningCertificate:
        return tsp.SigningCertificate.load(as_signing_certificate(self.tsa_cert).dump())


def rejection() -> bytes:
    """Return the DER answer that grants nothing."""
    answer: bytes = tsp.TimeStampResp({"status": {"status": "rejection"}}).dump()
    return answer
