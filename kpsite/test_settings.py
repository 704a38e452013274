"""Settings for tests: the site as readers get it, over plain HTTP, with quick passwords and its own files."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["DEBUG"] = os.environ["DEMO"] = "0"
os.environ["SECRET_KEY"] = "only-for-tests-and-never-for-a-site-that-people-visit"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ.pop("TRUSTED_PROXIES", None)
os.environ.pop("SITE_URL", None)
os.environ.pop("EMAIL_URL", None)
os.environ.pop("DEFAULT_FROM_EMAIL", None)
os.environ.pop("FOUR_EYES", None)

from kpsite.settings import *  # noqa: F403
from kpsite.settings import CACHES, DATABASES, PLAIN_STATIC, STORAGES

SCRATCH = tempfile.mkdtemp(prefix="kpsite-test-")
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

SENDS_MAIL = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": PLAIN_STATIC}
MEDIA_ROOT = Path(SCRATCH) / "media"
CACHES["sources"]["LOCATION"] = Path(SCRATCH) / "answers"
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads must meet the locks that visitors meet.
    DATABASES["default"]["TEST"] = {"NAME": f"{SCRATCH}/db.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;"
