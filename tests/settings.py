"""Settings of the suite: the product's own, in test mode, with its state in a folder that is thrown away."""

import atexit
import os
import shutil
import tempfile

if "MOTCUA_VAR" not in os.environ or os.environ.get("MOTCUA_MODE") != "test":
    os.environ["MOTCUA_MODE"] = "test"
    os.environ["MOTCUA_VAR"] = tempfile.mkdtemp(prefix="motcua-test-")
    atexit.register(shutil.rmtree, os.environ["MOTCUA_VAR"], ignore_errors=True)

from motcua.config.settings import *  # noqa: F403  (the environment must be set first)

# The product's hash is slow by intent; the tests log in often.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  (whitenoise warns of a missing folder)
