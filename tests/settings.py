"""Django's settings for tests: the project's own, on databases that start when the first test asks for one.

The environment is set here, before the project's settings read it, so that a test can never reach a real installation.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_DATA = tempfile.mkdtemp(prefix="rantau-uji-")
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)
os.environ["RANTAU_DATA"] = _DATA
os.environ["RANTAU_FLEETING"] = "1"
os.environ["RANTAU_DATABASE_URL"] = "postgresql://rantau_app@localhost/belum_dimulai"
os.environ["RANTAU_OWNER_URL"] = "postgresql://rantau_owner@localhost/belum_dimulai"
for _name in ("RANTAU_HOSTS", "RANTAU_HTTPS", "RANTAU_SECRET_KEY", "RANTAU_KEYS_FILE", "RANTAU_KEYS_COMMAND"):
    os.environ.pop(_name, None)

from rantau.platform.crypto.keys import new_keyring as _new_keyring  # noqa: E402

os.environ["RANTAU_KEYS"] = _new_keyring().as_text()

from rantau.project.settings import *  # noqa: E402, F403
from rantau.project.settings import STORAGES as _STORAGES  # noqa: E402

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""Quick: Argon2 is slow on purpose. tests/unit/offices checks that the project itself uses Argon2."""
STORAGES = _STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
"""No collectstatic needed."""
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
