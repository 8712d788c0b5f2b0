"""A browser as a push service and a sender know it: keys of its own, an address, and what it can open."""

import json
from typing import Any
from uuid import uuid4

import http_ece
import requests
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from motcua.blocks.messaging.ports import PushAddress
from motcua.integrations.webpush.encoding import to_text


class PushBrowser:
    """Keeps its keys, gets an address from a push service, opens what arrives there."""

    def __init__(self, service: str, server_key: str) -> None:
        self.service, self.key, self.auth = service, ec.generate_private_key(ec.SECP256R1()), uuid4().bytes
        made = requests.post(f"{service}/subscribe", json={"applicationServerKey": server_key}, timeout=5)
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.address = PushAddress(made.json()["endpoint"], to_text(point), to_text(self.auth))

    def forget(self) -> None:
        """Unsubscribe, as when the person clears the browser."""
        requests.delete(self.address.endpoint, timeout=5)

    def arrived(self) -> list[dict[str, Any]]:
        """Return what came, decrypted, with headers and claims."""
        name = self.address.endpoint.rpartition("/")[2]
        pushes = requests.get(f"{self.service}/_pushes", timeout=5).json()
        return [
            {**one, "told": json.loads(self._open(bytes.fromhex(one["body"])))}
            for one in pushes
            if one["to"] == name
        ]

    def _open(self, body: bytes) -> bytes:
        opened: bytes = http_ece.decrypt(
            body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"
        )
        return opened
