"""What was sent up, kept until it has come in whole; nothing readable touches the disk."""

import io
import os
from tempfile import TemporaryFile
from typing import IO, Any

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CTR

# Bytes. A form is smaller, a photo is not; thousands may be sending at the same time.
IN_MEMORY = 64 * 1024


class Spool(io.RawIOBase):
    """Bytes that are written to the end, then read once: few in memory, many sealed in a nameless file.

    The key lives in this object only. Nobody but this process can reach the file, so nothing guards it against
    change.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        super().__init__()
        self.size = 0
        self._in_memory = in_memory
        self._file: IO[bytes] = io.BytesIO()
        self._cipher: Cipher[CTR] | None = None
        self._lock: CipherContext | None = None
        self._key: CipherContext | None = None

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        """Add to the end; OSError when the disk is full."""
        taken = bytes(data)
        self.size += len(taken)
        if self._lock is None and self.size > self._in_memory:
            self._move_to_disk()
        self._store(self._lock.update(taken) if self._lock else taken)
        return len(taken)

    def _store(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]

    def _move_to_disk(self) -> None:
        so_far = self._file
        so_far.seek(0)
        self._cipher = Cipher(AES256(os.urandom(32)), CTR(os.urandom(16)))
        self._lock = self._cipher.encryptor()
        # Unbuffered: a full disk is told by the write, not by something later.
        self._file = TemporaryFile(prefix="motcua-", buffering=0)  # noqa: SIM115  (closed with this object)
        self._store(self._lock.update(so_far.read()))

    def rewind(self) -> None:
        """Start to read; nothing is written after this."""
        self._file.seek(0)
        self._key = self._cipher.decryptor() if self._cipher else None

    def readinto(self, into: Any, /) -> int:
        view = memoryview(into)
        data = self._file.read(len(view))
        view[: len(data)] = self._key.update(data) if self._key else data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()
