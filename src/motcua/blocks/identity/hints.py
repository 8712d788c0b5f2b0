"""The provider's token for logging out, kept sealed in the session: it can carry personal data."""

import base64

from motcua.kernel import sealing

_CONTEXT = "session.logout_hint"


def seal_hint(hint: str) -> str:
    """Return a token sealed for the session; "" for none."""
    return base64.b64encode(sealing.seal(hint.encode(), context=_CONTEXT)).decode() if hint else ""


def open_hint(sealed: str) -> str | None:
    """Return the token; None when there is none or its key was retired since."""
    if not sealed:
        return None
    try:
        return sealing.unseal(base64.b64decode(sealed), context=_CONTEXT).decode()
    except sealing.SealBroken:
        # Without a hint the provider asks the person to confirm: nothing is lost.
        return None
