"""What the environment says. Read once, named once."""

import os
from pathlib import Path
from typing import Literal, cast

Mode = Literal["demo", "production", "test"]

ROOT = Path(__file__).resolve().parents[4]
MODE: Mode = cast(Mode, os.environ.get("MOTCUA_MODE", "production"))
VAR = Path(os.environ.get("MOTCUA_VAR", ROOT / "var")).resolve()
BASE_URL = os.environ.get("MOTCUA_BASE_URL", "http://localhost:8100").rstrip("/")

if MODE not in ("demo", "production", "test"):
    raise SystemExit(f"MOTCUA_MODE phải là demo, production hoặc test, không phải {MODE!r}.")


def secret_key() -> str:
    """Return the key that signs sessions: from the environment, or from the file made at the first start."""
    given = os.environ.get("MOTCUA_SECRET_KEY")
    if given:
        return given
    kept = VAR / "secrets" / "secret_key"
    if kept.exists():
        return kept.read_text().strip()
    if MODE == "production":
        raise SystemExit(
            "Thiếu MOTCUA_SECRET_KEY. Hãy đặt biến này hoặc khởi động bằng «motcua up» để tạo khóa."
        )
    return "only-for-a-trial-on-one-machine-and-for-tests"
