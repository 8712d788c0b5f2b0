"""Sessions, passwords, lock-out, headers. Legal basis: TCVN 14423:2026, level 3; Decree 331/2026."""

import os
from datetime import timedelta

from csp.constants import NONE, SELF

from motcua.config.settings.environment import BASE_URL, MODE, secret_key

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = ["*"] if MODE != "production" else [BASE_URL.split("//")[1].split(":")[0].split("/")[0]]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "motcua.interfaces.portal.csrf.csrf_failure"
_TLS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _TLS
SECURE_HSTS_SECONDS = 31536000 if _TLS else 0
# How many reverse proxies of ours stand before us: their word counts, and the client is this far from the end
# of X-Forwarded-For. With none, what a client says of itself is ignored.
MOTCUA_PROXIES = int(os.environ.get("MOTCUA_PROXIES", "0"))
if MOTCUA_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_NAME = "motcua"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
X_FRAME_OPTIONS = "SAMEORIGIN"
# Idle limits in seconds; the middleware enforces them (D.2 line 4: 15 minutes, administrators 5).
MOTCUA_IDLE_LIMITS = {"officer": 15 * 60, "admin": 5 * 60, "citizen": 30 * 60}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "style-src": [SELF],
        "script-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
    }
}

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "motcua.blocks.identity.passwords.StrengthValidator"},
    {"NAME": "motcua.blocks.identity.passwords.HistoryValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(hours=12)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "motcua.interfaces.ui.errors.locked_out"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
# Its log keeps the addresses of every login, citizens too; the audit keeps what the law asks for.
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "password", "code"]

# Nothing of an upload touches the disk in clear; over the limit it is counted, not kept.
FILE_UPLOAD_HANDLERS = ["motcua.blocks.documents.api.MemoryUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A page with a repeating group of 50 rows of 20 fields, a date in three boxes.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
MOTCUA_UPLOAD_LIMIT = 20 * 1024 * 1024
