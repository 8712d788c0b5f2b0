"""`WebPushChannel`: hands one notice to the push service of a browser, encrypted for that browser alone."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict

import http_ece
import requests
from cryptography.hazmat.primitives.asymmetric import ec

from motcua.blocks.messaging.ports import (
    PUSH,
    ChannelUnavailable,
    Delivered,
    OutgoingMessage,
    PushAddress,
)
from motcua.integrations.webpush.encoding import to_bytes
from motcua.integrations.webpush.keys import VapidKey
from motcua.integrations.webpush.settings import PushSettings

LATER = "Chưa báo tin lên máy được. Hệ thống sẽ tự gửi lại sau."
GONE = "Máy này không còn nhận tin báo nữa."
REFUSED = "Dịch vụ báo tin của trình duyệt không nhận tin này."
NOT_LISTED = "Địa chỉ báo tin của máy không thuộc dịch vụ được phép."
# What the notice says below its title: nothing of the dossier, which may lie in anybody's sight.
SAYS = "Bấm vào đây để xem."
# How long a push service keeps a notice for a phone that is switched off.
KEEP_SECONDS = 7 * 24 * 3600
_POINT, _AUTH = 65, 16


class WebPushChannel:
    """Sends notices to browsers; fulfils `MessageChannel` and `PushService`."""

    key = PUSH
    name = "Tin báo trên máy"

    def __init__(
        self, settings: PushSettings, vapid: VapidKey, *, now: Callable[[], float] = time.time
    ) -> None:
        self._settings, self._vapid, self._now = settings, vapid, now

    def public_key(self) -> str:
        """Return the public key of this installation."""
        return self._vapid.public()

    def accepts(self, address: PushAddress) -> bool:
        """Tell whether the address is of a listed push service and has keys to encrypt with."""
        return self._settings.origin_of(address.endpoint) is not None and _keys_of(address) is not None

    def recipient(self, address: PushAddress) -> str:
        """Return the address in one text."""
        return json.dumps(asdict(address))

    def send(self, message: OutgoingMessage) -> Delivered:
        """Hand the notice over. A push service that took it answers 201.

        Raises ChannelUnavailable: gone (404, 410), temporary (429 and its Retry-After, 5xx, no answer), permanent
        else. No answer is temporary: sent again it replaces itself, by its topic there and its tag in the browser.
        """
        address = PushAddress(**json.loads(message.recipient))
        origin, keys = self._settings.origin_of(address.endpoint), _keys_of(address)
        if origin is None or keys is None:
            raise ChannelUnavailable(permanent=True, message=NOT_LISTED)
        answer = self._post(address.endpoint, origin, message.message_id, _sealed(message, *keys))
        _judge(answer)
        return Delivered(channel=self.key, reference=answer.headers.get("Location", "")[:200])

    def _post(self, endpoint: str, origin: str, message_id: str, body: bytes) -> requests.Response:
        headers = {
            "Authorization": self._vapid.authorization(origin, self._settings.contact, self._now()),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEEP_SECONDS),
            "Urgency": "normal",
            "Topic": message_id.replace("-", "")[:32],
        }
        with requests.Session() as session:
            # Neither proxies from the environment nor a redirect lead anywhere but to the listed service.
            session.trust_env = False
            try:
                return session.post(
                    endpoint, body, headers=headers, timeout=self._settings.timeout, allow_redirects=False
                )
            except requests.RequestException:
                raise ChannelUnavailable(permanent=False, message=LATER) from None


def _keys_of(address: PushAddress) -> tuple[bytes, bytes] | None:
    """Return the browser's public point and secret, None when they are none."""
    try:
        point, auth = to_bytes(address.p256dh), to_bytes(address.auth)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return None
    return (point, auth) if len(point) == _POINT and len(auth) == _AUTH else None


def _sealed(message: OutgoingMessage, point: bytes, auth: bytes) -> bytes:
    """Return what the browser is told, encrypted for it with a key of this message alone (RFC 8291)."""
    told = {"title": message.subject, "body": SAYS, "url": message.link, "tag": message.message_id}
    body: bytes = http_ece.encrypt(
        json.dumps(told, ensure_ascii=False).encode(),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=point,
        auth_secret=auth,
        version="aes128gcm",
    )
    return body


def _judge(answer: requests.Response) -> None:
    code = answer.status_code
    if 200 <= code < 300:
        return
    if code in (404, 410):
        raise ChannelUnavailable(permanent=True, message=GONE, gone=True)
    if code == 429 or code >= 500:
        asked = answer.headers.get("Retry-After", "")
        wait = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 0
        raise ChannelUnavailable(permanent=False, message=LATER, wait_seconds=wait)
    raise ChannelUnavailable(permanent=True, message=REFUSED)
