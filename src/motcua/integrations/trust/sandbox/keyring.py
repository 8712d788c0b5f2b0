"""The signing keys of the sandbox: who owns them, their PINs, and the authorisations given."""

import hashlib
import json
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from motcua.integrations.trust.sandbox.authority import Authority, Key, key_pem, load_key

WRONG_PINS_ALLOWED = 5
SAD_SECONDS = 300


class Refused(Exception):
    """An error answer of the CSC API: a code and a description."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error = error
        self.description = description


@dataclass
class Entry:
    """A credential. The PIN is kept as a salted hash."""

    id: str
    user: str
    kind: str
    salt: str
    pin_hash: str
    wrong_pins: int
    key: Key
    certificate: x509.Certificate


@dataclass
class Authorisation:
    """What a SAD allows: so many signatures with one credential until `ends`."""

    credential_id: str
    left: int
    ends: datetime


class Keyring:
    """Credentials in `folder`, one JSON file each; authorisations in memory."""

    def __init__(self, folder: Path, authority: Authority) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._authority = authority
        self._lock = threading.Lock()
        self._entries = {path.stem: _load(path) for path in sorted(folder.glob("*.json"))}
        self._authorisations: dict[str, Authorisation] = {}

    def create(self, wanted: dict[str, Any]) -> Entry:
        """Return the credential of this user with this name and kind; make it when it is new."""
        user, name, kind = (str(wanted[key]) for key in ("user", "common_name", "kind"))
        if kind not in ("person", "agency"):
            raise Refused("invalid_request", "kind: person or agency")
        credential_id = hashlib.sha256("\n".join((user, name, kind)).encode()).hexdigest()[:24]
        with self._lock:
            if credential_id not in self._entries:
                key, certificate = self._authority.issue(
                    common_name=name,
                    organisation=str(wanted.get("organisation", "")),
                    title=str(wanted.get("title", "")),
                    kind="person" if kind == "person" else "agency",
                )
                entry = Entry(credential_id, user, kind, secrets.token_hex(8), "", 0, key, certificate)
                self._entries[credential_id] = entry
            entry = self._entries[credential_id]
            entry.pin_hash = _hashed(entry.salt, str(wanted["pin"]))
            entry.wrong_pins = 0
            self._save(entry)
            return entry

    def of_user(self, user: str) -> list[str]:
        """Return the ids of the credentials of `user`."""
        return [entry.id for entry in self._entries.values() if entry.user == user]

    def get(self, credential_id: str) -> Entry:
        """Return the credential; Refused when there is none."""
        entry = self._entries.get(credential_id)
        if entry is None:
            raise Refused("invalid_request", "Invalid parameter credentialID")
        return entry

    def authorise(self, credential_id: str, pin: str, count: int, *, ends: datetime) -> str:
        """Return a SAD after the right PIN; five wrong ones lock the credential."""
        entry = self.get(credential_id)
        with self._lock:
            if entry.wrong_pins >= WRONG_PINS_ALLOWED:
                raise Refused("invalid_request", "Credential locked")
            if not secrets.compare_digest(_hashed(entry.salt, pin), entry.pin_hash):
                entry.wrong_pins += 1
                self._save(entry)
                raise Refused("invalid_pin", "The PIN is invalid")
            entry.wrong_pins = 0
            self._save(entry)
            sad = secrets.token_urlsafe(24)
            self._authorisations[sad] = Authorisation(credential_id, count, ends)
            return sad

    def lock(self, credential_id: str) -> None:
        """Lock a credential as five wrong PINs do."""
        entry = self.get(credential_id)
        entry.wrong_pins = WRONG_PINS_ALLOWED
        self._save(entry)

    def sign(self, credential_id: str, sad: str, hashes: Sequence[bytes], *, now: datetime) -> list[bytes]:
        """Return a signature for each SHA-256 hash and use up the SAD."""
        entry = self.get(credential_id)
        with self._lock:
            allowed = self._authorisations.get(sad)
            if allowed is None or allowed.credential_id != credential_id or allowed.left < len(hashes):
                raise Refused("invalid_request", "Invalid parameter SAD")
            if now >= allowed.ends:
                raise Refused("invalid_request", "The SAD expired")
            allowed.left -= len(hashes)
        return [entry.key.sign(each, PKCS1v15(), Prehashed(SHA256())) for each in hashes]

    def _save(self, entry: Entry) -> None:
        content = {
            "id": entry.id,
            "user": entry.user,
            "kind": entry.kind,
            "salt": entry.salt,
            "pin_hash": entry.pin_hash,
            "wrong_pins": entry.wrong_pins,
            "key": key_pem(entry.key).decode(),
            "certificate": entry.certificate.public_bytes(Encoding.PEM).decode(),
        }
        path = self._folder / f"{entry.id}.json"
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(content), encoding="utf-8")
        fresh.replace(path)


def _load(path: Path) -> Entry:
    content = json.loads(path.read_text(encoding="utf-8"))
    content["key"] = load_key(content["key"].encode())
    content["certificate"] = x509.load_pem_x509_certificate(content["certificate"].encode())
    return Entry(**content)


def _hashed(salt: str, pin: str) -> str:
    return hashlib.scrypt(pin.encode(), salt=salt.encode(), n=2**10, r=8, p=1).hex()
