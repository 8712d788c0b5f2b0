"""Two roles on one database: the application, and the owner that migrates and dumps."""

import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

# Nobody waits longer than this for a row that another holds, and nobody who stands still in the middle of a
# transaction keeps its rows: a request then fails aloud instead of holding up all that come after it.
_LIMITS = "-c lock_timeout=20s -c idle_in_transaction_session_timeout=120s"
# A server that vanished without a word (seconds; milliseconds for what was sent and is not acknowledged).
_VANISHED = {"connect_timeout": 10, "tcp_user_timeout": 20_000}


def parse_url(url: str) -> dict[str, Any]:
    """Return Django's settings for a libpq URL; the host may be a socket folder (?host=/path)."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # A statement is planned once for each connection: a third of the database's work. Behind a pooler
        # that gives each transaction another connection, the pooler must know prepared statements. It must also
        # let the start-up parameter `options` pass (PgBouncer: ignore_startup_parameters = options).
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5, **_VANISHED, **query},
    }


_APP = os.environ.get("DATABASE_URL", "postgresql://motcua_app@/motcua?host=/nonexistent")
_OWNER = os.environ.get("MOTCUA_OWNER_URL", _APP)
DATABASES = {"default": parse_url(_APP), "owner": parse_url(_OWNER)}
_OPTIONS = DATABASES["default"]["OPTIONS"]
_OPTIONS["options"] = f"{_LIMITS} {_OPTIONS.get('options', '')}".strip()
MOTCUA_APP_ROLE = DATABASES["default"]["USER"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
