"""Faults on command: what the sandbox shall do wrong, and how often."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ENDPOINTS = ("discovery", "jwks", "authorize", "token", "userinfo", "logout")
CARRIAGE = ("500", "delay", "timeout", "truncated", "wrong_content_type", "slow_drip", "dropped", "30mb")
"""Faults of the carriage, for every endpoint: `userinfo_500`, `token_delay`, `token_dropped` and so on.
`dropped`: the work was done, and the answer never left."""
PROTOCOL = frozenset(
    {
        *("access_denied", "wrong_state", "missing_state", "authorize_server_error"),
        *("expired_code", "code_reuse", "no_id_token"),
        *("wrong_aud", "wrong_iss", "wrong_azp", "missing_azp"),
        *("alg_none", "hs256_public_key", "rs512", "unknown_kid", "wrong_key"),
        *("future_iat", "old_iat", "expired_token", "not_yet_valid"),
        *("wrong_nonce", "missing_nonce", "wrong_at_hash"),
        *("userinfo_sub_mismatch", "userinfo_no_name", "userinfo_bad_number"),
    }
)
COMMANDS = frozenset({"rotate_keys", "clock_offset"})
"""Done at once and lasting: new signing key; the sandbox's clock runs `seconds` ahead (negative: behind)."""
KNOWN = PROTOCOL | COMMANDS | {f"{endpoint}_{kind}" for endpoint in ENDPOINTS for kind in CARRIAGE}
SECONDS = {"delay": 0.5, "timeout": 30.0, "slow_drip": 0.05}


@dataclass
class Fault:
    """An armed fault: how many times more, and how long where that means something."""

    times: int
    seconds: float | None


class Faults:
    """What is armed. A fault that was used up is gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: dict[str, Fault] = {}

    def arm(self, command: Mapping[str, Any]) -> str:
        """Arm `{"name", "times": 1, "seconds": null}` and return the name. Raises ValueError."""
        name, times, seconds = command.get("name"), command.get("times", 1), command.get("seconds")
        if not isinstance(name, str) or name not in KNOWN:
            raise ValueError("unknown fault")
        if isinstance(times, bool) or not isinstance(times, int) or not 1 <= times <= 1_000_000:
            raise ValueError("times: a whole number from 1")
        if seconds is not None and (isinstance(seconds, bool) or not isinstance(seconds, int | float)):
            raise ValueError("seconds: a number")
        if name not in COMMANDS:
            with self._lock:
                self._armed[name] = Fault(times, seconds)
        return name

    def take(self, name: str) -> Fault | None:
        """Return the fault when it is armed, and use it once."""
        with self._lock:
            fault = self._armed.get(name)
            if fault is None:
                return None
            fault.times -= 1
            if fault.times == 0:
                del self._armed[name]
            return fault

    def clear(self) -> None:
        """Disarm everything."""
        with self._lock:
            self._armed.clear()

    def armed(self) -> dict[str, dict[str, float | None]]:
        """Return what is armed."""
        with self._lock:
            return {name: {"times": f.times, "seconds": f.seconds} for name, f in self._armed.items()}
