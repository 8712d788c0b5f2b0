"""The methods of the CSC API, version 2, that the sandbox offers: JSON in, JSON out."""

import base64
import binascii
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding

from motcua.integrations.ledger import Ledger
from motcua.integrations.trust.sandbox.authority import Authority
from motcua.integrations.trust.sandbox.faults import Faults
from motcua.integrations.trust.sandbox.keyring import SAD_SECONDS, Keyring, Refused

SHA256_OID = "2.16.840.1.101.3.4.2.1"
Answer = dict[str, Any]


class CscApi:
    """Answers the calls; what it refuses raises Refused."""

    def __init__(self, authority: Authority, keyring: Keyring, faults: Faults, ledger: Ledger) -> None:
        self._authority = authority
        self._keyring = keyring
        self._faults = faults
        self._ledger = ledger
        self.methods: dict[str, Callable[[Answer], Answer]] = {
            "info": self.info,
            "credentials/list": self.list_credentials,
            "credentials/info": self.credential_info,
            "credentials/authorize": self.authorize,
            "signatures/signHash": self.sign_hash,
        }

    def now(self) -> datetime:
        """Return the time on the sandbox's clock, which a fault may have set wrong."""
        return datetime.now(UTC) + timedelta(seconds=self._faults.clock_offset)

    def info(self, _body: Answer) -> Answer:
        """Describe the service."""
        return {
            "specs": "2.0.0.0",
            "name": "Motcua trust sandbox",
            "logo": "",
            "region": "VN",
            "lang": "vi",
            "description": "Môi trường thử nghiệm: chữ ký không có giá trị pháp lý.",
            "authType": ["oauth2client"],
            "methods": sorted(self.methods),
        }

    def list_credentials(self, body: Answer) -> Answer:
        """Return the ids of a user's credentials."""
        return {"credentialIDs": self._keyring.of_user(str(body.get("userID", "")))}

    def credential_info(self, body: Answer) -> Answer:
        """Describe a credential with its certificate chain."""
        entry = self._keyring.get(str(body.get("credentialID", "")))
        certificate = entry.certificate
        chain = (certificate, *self._authority.chain)
        return {
            "description": certificate.subject.rfc4514_string(),
            "key": {"status": "enabled", "algo": ["1.2.840.113549.1.1.11"], "len": entry.key.key_size},
            "cert": {
                "status": "valid",
                "certificates": [_base64(each.public_bytes(Encoding.DER)) for each in chain],
                "issuerDN": certificate.issuer.rfc4514_string(),
                "serialNumber": f"{certificate.serial_number:X}",
                "subjectDN": certificate.subject.rfc4514_string(),
                "validFrom": f"{certificate.not_valid_before_utc:%Y%m%d%H%M%S}Z",
                "validTo": f"{certificate.not_valid_after_utc:%Y%m%d%H%M%S}Z",
            },
            "auth": {"mode": "explicit", "expression": "PIN", "objects": [{"type": "Password", "id": "PIN"}]},
            "SCAL": "1",
            "multisign": 100,
        }

    def authorize(self, body: Answer) -> Answer:
        """Exchange a PIN for a SAD."""
        credential_id, count = str(body.get("credentialID", "")), body.get("numSignatures")
        if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= 100:
            raise Refused("invalid_request", "Invalid parameter numSignatures")
        if self._faults.take("locked"):
            self._keyring.lock(credential_id)
        pins = [each.get("value") for each in body.get("authData", ()) if each.get("id") == "PIN"]
        seconds = -1 if self._faults.take("expired_sad") else SAD_SECONDS
        ends = self.now() + timedelta(seconds=seconds)
        try:
            sad = self._keyring.authorise(credential_id, str(pins[0] if pins else ""), count, ends=ends)
        except Refused as refused:
            self._ledger.write("authorize", refused.description, credential=credential_id, count=count)
            raise
        self._ledger.write("authorize", "ok", credential=credential_id, count=count)
        return {"SAD": sad, "expiresIn": SAD_SECONDS}

    def sign_hash(self, body: Answer) -> Answer:
        """Sign SHA-256 hashes."""
        credential_id = str(body.get("credentialID", ""))
        hashes = _hashes(body)
        try:
            signatures = self._keyring.sign(credential_id, str(body.get("SAD", "")), hashes, now=self.now())
        except Refused as refused:
            self._ledger.write("signHash", refused.description, credential=credential_id, count=len(hashes))
            raise
        if self._faults.take("wrong_signature"):
            signatures = [secrets.token_bytes(len(each)) for each in signatures]
        self._ledger.write("signHash", "ok", credential=credential_id, count=len(hashes))
        return {"signatures": [_base64(each) for each in signatures]}


def _hashes(body: Answer) -> list[bytes]:
    if body.get("hashAlgorithmOID") != SHA256_OID:
        raise Refused("invalid_request", "Invalid parameter hashAlgorithmOID")
    try:
        hashes = [base64.b64decode(each, validate=True) for each in body["hashes"]]
    except (KeyError, TypeError, binascii.Error) as error:
        raise Refused("invalid_request", "Invalid parameter hashes") from error
    if not hashes or any(len(each) != 32 for each in hashes):
        raise Refused("invalid_request", "Invalid parameter hashes")
    return hashes


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
