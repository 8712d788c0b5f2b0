"""Where the outside world is reached. In demonstration mode these are the sandboxes on this machine."""

import os

from motcua.config.settings.environment import BASE_URL, MODE, VAR

_DEMO = MODE != "production"


def _setting(name: str, demo: str) -> str:
    return os.environ.get(name, demo if _DEMO else "")


VNEID_ISSUER = _setting("MOTCUA_VNEID_ISSUER", "http://localhost:8101")
VNEID_CLIENT_ID = _setting("MOTCUA_VNEID_CLIENT_ID", "motcua-demo")
VNEID_CLIENT_SECRET = _setting("MOTCUA_VNEID_CLIENT_SECRET", "motcua-demo-secret")
VNEID_REDIRECT_URI = f"{BASE_URL}/dang-nhap/vneid/ve"
MAIL_HOST = _setting("MOTCUA_MAIL_HOST", "127.0.0.1")
MAIL_PORT = int(_setting("MOTCUA_MAIL_PORT", "8102") or 0)
MAIL_FROM = os.environ.get("MOTCUA_MAIL_FROM", "mot-cua@xa.example.vn")
MAIL_FROM_NAME = os.environ.get("MOTCUA_MAIL_FROM_NAME", "Một cửa")
MAIL_USER = os.environ.get("MOTCUA_MAIL_USER", "")
MAIL_PASSWORD = os.environ.get("MOTCUA_MAIL_PASSWORD", "")
TRUST_URL = _setting("MOTCUA_TRUST_URL", "http://127.0.0.1:8104")
TRUST_CLIENT_ID = _setting("MOTCUA_TRUST_CLIENT_ID", "motcua")
TRUST_CLIENT_SECRET = _setting("MOTCUA_TRUST_CLIENT_SECRET", "motcua-demo-secret")
TSA_URL = _setting("MOTCUA_TSA_URL", "http://127.0.0.1:8104/tsa")
# The push services of Chrome and Edge, Firefox, Safari, and Edge on Windows; nothing is sent anywhere else.
PUSH_SERVICES = [
    *os.environ.get(
        "MOTCUA_PUSH_SERVICES",
        "fcm.googleapis.com,*.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com",
    ).split(","),
    *filter(None, [_setting("MOTCUA_PUSH_SANDBOX", "http://127.0.0.1:8105")]),
]
PUSH_CONTACT = os.environ.get("MOTCUA_PUSH_CONTACT", f"mailto:{MAIL_FROM}")
# The national portal through the data exchange; without an address nothing is taken from it and nothing told.
PORTAL_URL = _setting("MOTCUA_PORTAL_URL", "http://127.0.0.1:8106/XrdAdapter/RestService/forward")
PORTAL_PROVIDER = _setting("MOTCUA_PORTAL_PROVIDER", "http://127.0.0.1:8106")
PORTAL_USER = _setting("MOTCUA_PORTAL_USER", "motcua")
PORTAL_PASSWORD = _setting("MOTCUA_PORTAL_PASSWORD", "motcua-demo-secret")
PORTAL_DESTINATION = os.environ.get("MOTCUA_PORTAL_DESTINATION", "VN:GOV:000.00.00.G22:vpcpdvcprovider")
PORTAL_FILES = os.environ.get("MOTCUA_PORTAL_FILES", "")
PORTAL_UNITS = os.environ.get("MOTCUA_PORTAL_UNITS", "")
MOTCUA_VAPID_KEY = VAR / "secrets" / "vapid.pem"
# PEM files of the roots that signatures may lead to.
MOTCUA_TRUST_ROOTS = os.environ.get("MOTCUA_TRUST_ROOTS", str(VAR / "trust"))
