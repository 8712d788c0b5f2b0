"""The sandbox's keys: always two published, the newest signs. They survive a restart."""

import json
import os
import threading
from pathlib import Path
from typing import Any
from uuid import uuid4

from joserfc.jwk import RSAKey


class SigningKeys:
    """Two RSA keys in `keys.json`, readable by the owner only."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "keys.json"
        self._lock = threading.Lock()
        if self._path.exists():
            stored = json.loads(self._path.read_text(encoding="ascii"))
            self._keys = [RSAKey.import_key(entry) for entry in stored]
        else:
            self._keys = [new_key(), new_key()]
            self._store()

    @property
    def current(self) -> RSAKey:
        """Return the key that signs."""
        with self._lock:
            return self._keys[-1]

    def find(self, kid: str) -> RSAKey | None:
        """Return a published key by its name."""
        with self._lock:
            return next((key for key in self._keys if key.kid == kid), None)

    def rotate(self) -> None:
        """Sign with a new key from now on; the one before stays published, the older one is gone."""
        with self._lock:
            self._keys = [self._keys[-1], new_key()]
            self._store()

    def published(self) -> dict[str, Any]:
        """Return the public halves as a JWK set."""
        with self._lock:
            return {"keys": [key.as_dict(private=False) for key in self._keys]}

    def _store(self) -> None:
        text = json.dumps([key.as_dict(private=True) for key in self._keys])
        temporary = self._path.with_suffix(".new")
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
        temporary.replace(self._path)


def new_key() -> RSAKey:
    """Return a fresh key for RS256 with a name of its own."""
    return RSAKey.generate_key(2048, {"kid": uuid4().hex, "use": "sig", "alg": "RS256"})
