"""Bytes as Web Push writes them: base64url without padding."""

import base64
import binascii


def to_text(content: bytes) -> str:
    """Return bytes as text."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def to_bytes(text: str) -> bytes:
    """Return what a text stands for. Raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as problem:
        raise ValueError("no base64url") from problem
