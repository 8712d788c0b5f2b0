"""Remote signing over the CSC API, version 2.

Legal basis: Law on E-transactions 20/2023/QH15; Decree 23/2025/NĐ-CP on trust services.
"""

import base64
import binascii
import time
from collections.abc import Sequence
from typing import Any

import requests
from cryptography import x509
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from motcua.blocks.signatures.ports import (
    AuthorisationExpired,
    Credential,
    CredentialLocked,
    CredentialMissing,
    SigningOutcomeUnknown,
    SigningUnavailable,
    WrongPin,
)
from motcua.integrations.trust.transport import private_session
from motcua.kernel.errors import DomainError

SHA256_OID = "2.16.840.1.101.3.4.2.1"
SHA256_WITH_RSA_OID = "1.2.840.113549.1.1.11"


class CscSigningService:
    """The port `SigningService` over HTTP. `base_url`: what stands before "/csc/v2"; `timeout` in seconds."""

    def __init__(self, base_url: str, *, client_id: str, client_secret: str, timeout: float = 20.0) -> None:
        self._base = base_url.rstrip("/")
        self._client = (client_id, client_secret)
        self._timeout = timeout
        self._http = private_session(base_url)
        self._token = ""
        self._token_ends = 0.0

    def list_credentials(self, user: str) -> tuple[Credential, ...]:
        """Return the usable credentials of `user` with their certificate chains."""
        found = self._call("credentials/list", {"userID": user, "onlyValid": True})
        return tuple(self._credential(str(each)) for each in found.get("credentialIDs", ()))

    def authorise(self, credential_id: str, pin: str, count: int, description: str) -> str:
        """Return signature activation data for `count` signatures."""
        answer = self._call(
            "credentials/authorize",
            {
                "credentialID": credential_id,
                "numSignatures": count,
                "description": description,
                "authData": [{"id": "PIN", "value": pin}],
            },
        )
        if not answer.get("SAD"):
            raise SigningUnavailable
        return str(answer["SAD"])

    def sign_hash(self, credential_id: str, sad: str, hashes: Sequence[bytes]) -> tuple[bytes, ...]:
        """Return one signature for each SHA-256 hash. An answer that is lost or torn leaves the outcome
        unknown: the service may have signed."""
        answer = self._call(
            "signatures/signHash",
            {
                "credentialID": credential_id,
                "SAD": sad,
                "hashes": [base64.b64encode(each).decode() for each in hashes],
                "hashAlgorithmOID": SHA256_OID,
                "signAlgo": SHA256_WITH_RSA_OID,
                "operationMode": "S",
            },
            lost=SigningOutcomeUnknown,
        )
        try:
            signatures = tuple(base64.b64decode(each, validate=True) for each in answer["signatures"])
        except (KeyError, TypeError, binascii.Error) as error:
            raise SigningOutcomeUnknown from error
        if len(signatures) != len(hashes):
            raise SigningOutcomeUnknown
        return signatures

    def _credential(self, credential_id: str) -> Credential:
        answer = self._call(
            "credentials/info", {"credentialID": credential_id, "certificates": "chain", "certInfo": True}
        )
        try:
            chain = tuple(base64.b64decode(each) for each in answer["cert"]["certificates"])
            subject = x509.load_der_x509_certificate(chain[0]).subject.rfc4514_string()
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise SigningUnavailable from error
        return Credential(credential_id, chain, subject)

    def _call(
        self, method: str, body: dict[str, Any], *, lost: type[DomainError] = SigningUnavailable
    ) -> dict[str, Any]:
        """`lost` is the error when the request may have arrived and no readable answer came back."""
        token = self._access_token()
        response = self._post(
            f"{self._base}/csc/v2/{method}", lost, json=body, headers={"Authorization": f"Bearer {token}"}
        )
        if response.status_code == requests.codes.ok:
            return _json_of(response, lost)
        if response.status_code == requests.codes.service_unavailable:
            raise SigningUnavailable
        if response.status_code >= requests.codes.server_error:
            raise lost
        raise _refusal(_json_of(response, SigningUnavailable))

    def _access_token(self) -> str:
        if time.monotonic() >= self._token_ends:
            response = self._post(
                f"{self._base}/oauth2/token",
                SigningUnavailable,
                data={"grant_type": "client_credentials", "scope": "service"},
                auth=self._client,
            )
            if response.status_code != requests.codes.ok:
                raise SigningUnavailable
            answer = _json_of(response, SigningUnavailable)
            self._token = str(answer.get("access_token", ""))
            self._token_ends = time.monotonic() + float(answer.get("expires_in", 60)) - 10
        return self._token

    def _post(self, url: str, lost: type[DomainError], **options: Any) -> requests.Response:
        try:
            return self._http.post(url, timeout=self._timeout, allow_redirects=False, **options)
        except requests.RequestException as error:
            raise (SigningUnavailable if _never_arrived(error) else lost) from error


def _never_arrived(error: requests.RequestException) -> bool:
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(error, requests.ConnectTimeout) or isinstance(
        reason, NewConnectionError | ConnectTimeoutError
    )


def _json_of(response: requests.Response, otherwise: type[DomainError]) -> dict[str, Any]:
    try:
        answer = response.json()
    except ValueError as error:
        raise otherwise from error
    if not isinstance(answer, dict):
        raise otherwise
    return answer


def _refusal(answer: dict[str, Any]) -> DomainError:
    """Providers agree on field names, less on words; the description decides where the code is vague."""
    code = str(answer.get("error", ""))
    words = f"{code} {answer.get('error_description', '')}".casefold()
    if "lock" in words or "disabled" in words:
        return CredentialLocked()
    if code == "invalid_pin" or "pin" in words.split():
        return WrongPin()
    if "sad" in words.split() or "expired" in words:
        return AuthorisationExpired()
    if "credentialid" in words:
        return CredentialMissing()
    return SigningUnavailable()
