"""Language, time and static files."""

from motcua.config.settings.environment import BASE_URL, MODE, ROOT, VAR

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if MODE == "test" else 3600
MOTCUA_MODE = MODE
MOTCUA_VAR = VAR
MOTCUA_ROOT = ROOT
MOTCUA_BASE_URL = BASE_URL
MOTCUA_FILES = VAR / "files"
MOTCUA_KEYS = VAR / "secrets" / "keyring.json"
MOTCUA_SEALS = VAR / "seals"
MOTCUA_PROCEDURES = ROOT / "procedures"
MOTCUA_GUIDANCE = ROOT / "guidance"
MOTCUA_FONTS = ROOT / "node_modules" / "@expo-google-fonts"
