"""Encryption of personal data at rest: AES-256-GCM under rotating keys, and a blind index for look-ups.

A sealed token is: version (1 byte) | key number (4) | nonce (12) | ciphertext with tag. The context
(table and field, or kind of file) is bound as associated data, so a token cannot be moved elsewhere.
Legal basis: Law 91/2025/QH15 (protection of sensitive personal data); security level 3.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_HEADER = 5
_NONCE = 12


class SealBroken(Exception):
    """The token was altered, moved to another field, or its key is gone."""


@dataclass(frozen=True)
class Keyring:
    """Keys by number; the highest seals, all unseal. The index key never rotates with them."""

    keys: dict[int, bytes]
    index_key: bytes

    @property
    def primary(self) -> int:
        return max(self.keys)


def _encode(ring: Keyring) -> str:
    keys = {str(n): base64.b64encode(k).decode() for n, k in ring.keys.items()}
    return json.dumps({"keys": keys, "index_key": base64.b64encode(ring.index_key).decode()}, indent=1)


def _decode(text: str) -> Keyring:
    raw = json.loads(text)
    keys = {int(n): base64.b64decode(k) for n, k in raw["keys"].items()}
    return Keyring(keys, base64.b64decode(raw["index_key"]))


def _write(path: Path, ring: Keyring) -> None:
    # A half-written keyring loses every sealed row: write aside, flush to disk, then rename.
    aside = path.with_suffix(f".{os.getpid()}.tmp")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(_encode(ring))
        out.flush()
        os.fsync(out.fileno())
    aside.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


class KeyStore:
    """The keyring in a file of mode 0600, read again when it changes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int] | None = None
        self._ring: Keyring | None = None

    def ring(self) -> Keyring:
        """Return the keyring; FileNotFoundError when it was never made."""
        status = self.path.stat()
        # Two changes may fall into one tick of the file system's clock; each makes a new file.
        stamp = (status.st_ino, status.st_mtime_ns)
        if self._ring is None or stamp != self._seen:
            self._ring, self._seen = _decode(self.path.read_text()), stamp
        return self._ring

    def create(self) -> None:
        """Make a first keyring unless one exists."""
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(self.path, Keyring({1: secrets.token_bytes(32)}, secrets.token_bytes(32)))

    def rotate(self) -> int:
        """Add a new primary key and return its number; older keys still unseal."""
        ring = self.ring()
        number = ring.primary + 1
        _write(self.path, Keyring({**ring.keys, number: secrets.token_bytes(32)}, ring.index_key))
        return number

    def retire(self, number: int) -> None:
        """Drop an old key that seals nothing any more; ValueError for the primary key."""
        ring = self.ring()
        if number == ring.primary:
            raise ValueError("the primary key is in use")
        _write(self.path, Keyring({n: k for n, k in ring.keys.items() if n != number}, ring.index_key))


_store: KeyStore | None = None


def use(store: KeyStore) -> None:
    """Set the key store of this process; `config` calls it once at start."""
    global _store
    _store = store


def store() -> KeyStore:
    """Return the key store; LookupError before `config` has set it."""
    if _store is None:
        raise LookupError("no key store is set")
    return _store


def seal(plain: bytes, *, context: str) -> bytes:
    """Encrypt under the primary key, bound to the context."""
    ring = store().ring()
    header = _VERSION + ring.primary.to_bytes(4, "big")
    nonce = os.urandom(_NONCE)
    return header + nonce + AESGCM(ring.keys[ring.primary]).encrypt(nonce, plain, header + context.encode())


def unseal(token: bytes, *, context: str) -> bytes:
    """Decrypt; SealBroken when the token was altered, moved, or its key is gone."""
    header, nonce, body = token[:_HEADER], token[_HEADER : _HEADER + _NONCE], token[_HEADER + _NONCE :]
    key = store().ring().keys.get(key_number(token))
    if key is None or header[:1] != _VERSION:
        raise SealBroken(f"no key opens this token ({context})")
    try:
        return AESGCM(key).decrypt(nonce, body, header + context.encode())
    except (InvalidTag, ValueError) as broken:  # ValueError: cut so short that no nonce is left
        raise SealBroken(f"the token does not belong here or was altered ({context})") from broken


def key_number(token: bytes) -> int:
    """Return the number of the key that sealed a token."""
    return int.from_bytes(token[1:_HEADER], "big")


def blind_index(value: str, *, purpose: str) -> bytes:
    """Return 16 bytes that are equal for equal values of one purpose and tell nothing else."""
    return derived_key(value, purpose=purpose)[:16]


def derived_key(value: str, *, purpose: str) -> bytes:
    """Return the key of 32 bytes that belongs to one thing, for one purpose that nothing else is derived for."""
    return hmac.new(store().ring().index_key, f"{purpose}\0{value}".encode(), hashlib.sha256).digest()


def content_digest(value: Any, *, of: str) -> str:
    """Return the keyed digest of a JSON value as the content of one thing: without the key it tells nothing."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blind_index(text, purpose=f"content\0{of}").hex()
