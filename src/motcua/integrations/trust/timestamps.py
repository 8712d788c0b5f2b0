"""Time stamps over HTTP (RFC 3161)."""

import secrets

import requests

from motcua.blocks.signatures.ports import TimestampUnavailable
from motcua.integrations.trust.transport import private_session


class HttpTimestamper:
    """The port `Timestamper`. `url` takes the request itself; `timeout` in seconds."""

    def __init__(self, url: str, *, timeout: float = 20.0) -> None:
        self._url = url
        self._timeout = timeout
        self._http = private_session(url)

    def timestamp(self, digest: bytes) -> bytes:
        """Return the token over the SHA-256 `digest`, once it proves to answer this very request."""
        from asn1crypto import tsp  # slow to load, and the web asks for no time stamp

        nonce = secrets.randbits(64)
        response = self._ask(_request(digest, nonce))
        try:
            answer = tsp.TimeStampResp.load(response)
            granted = answer["status"]["status"].native in ("granted", "granted_with_mods")
            info = answer["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
            fits = (
                info["message_imprint"]["hashed_message"].native == digest and info["nonce"].native == nonce
            )
            token: bytes = answer["time_stamp_token"].dump()
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise TimestampUnavailable from error
        if not (granted and fits):
            raise TimestampUnavailable
        return token

    def _ask(self, request: bytes) -> bytes:
        try:
            response = self._http.post(
                self._url,
                data=request,
                headers={"Content-Type": "application/timestamp-query"},
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise TimestampUnavailable from error
        if response.status_code != requests.codes.ok:
            raise TimestampUnavailable
        return response.content


def _request(digest: bytes, nonce: int) -> bytes:
    from asn1crypto import tsp

    request = tsp.TimeStampReq(
        {
            "version": "v1",
            "message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest},
            "nonce": nonce,
            "cert_req": True,
        }
    )
    dumped: bytes = request.dump()
    return dumped
