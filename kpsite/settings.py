"""The site's settings, all from the environment; README.md lists the variables.

Three ways to run: production (the default, which refuses to start half-configured), ``DEMO=1`` (as readers
would get it, on this machine only, with accounts to try) and ``DEBUG=1`` (for working on the code).
"""

import zoneinfo
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_noop

from kpsite import mailing
from kpsite.databases import database
from kpsite.env import env, kept_secret, must, read
from kpsite.languages import CONTENT_LANGUAGE, FORMAT_MODULE_PATH, LANGUAGE_CODE, LOCALE_PATHS, USE_I18N  # noqa: F401
from kpsite.logs import logging
from kpsite.services import (  # noqa: F401
    CONTACT_EMAIL,
    CROSSREF_URL,
    KEEP_ANSWERS,
    NCBI_URL,
    PRIVATE_LINK_HOSTS,
)

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(read(env.str, "VAR_DIR", BASE_DIR / "var", wanted="a folder the site may write to"))

# --- which way it runs --------------------------------------------------------------------------------------

DEBUG = read(env.bool, "DEBUG", False, wanted="1 or 0")
DEMO = read(env.bool, "DEMO", False, wanted="1 or 0")
PRODUCTION = not (DEBUG or DEMO)

SECRET_WANTED = (
    "a secret of at least 50 characters, such as the output of "
    "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
)
SECRET_KEY = read(env.str, "SECRET_KEY", "", wanted=SECRET_WANTED)
if PRODUCTION:
    is_strong = len(SECRET_KEY) >= 50 and len(set(SECRET_KEY)) >= 5 and "insecure" not in SECRET_KEY
    must("SECRET_KEY", SECRET_KEY, fits=is_strong, wanted=SECRET_WANTED)
elif not SECRET_KEY:
    SECRET_KEY = kept_secret(VAR_DIR / "secret_key")

HOSTS_WANTED = "the host names this site answers to, separated by commas, such as kp.example.org"
LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = read(env.list, "ALLOWED_HOSTS", [], wanted=HOSTS_WANTED)
if PRODUCTION:
    has_names = bool(ALLOWED_HOSTS) and not any("/" in host or host == "*" for host in ALLOWED_HOSTS)
    must("ALLOWED_HOSTS", ALLOWED_HOSTS, fits=has_names, wanted=HOSTS_WANTED)
elif DEMO or not ALLOWED_HOSTS:
    ALLOWED_HOSTS = LOOPBACK_HOSTS

ORIGINS_WANTED = "origins with their scheme, separated by commas, such as https://kp.example.org"
CSRF_TRUSTED_ORIGINS = read(env.list, "CSRF_TRUSTED_ORIGINS", [], wanted=ORIGINS_WANTED)
must(
    "CSRF_TRUSTED_ORIGINS",
    CSRF_TRUSTED_ORIGINS,
    fits=all("://" in origin for origin in CSRF_TRUSTED_ORIGINS),
    wanted=ORIGINS_WANTED,
)

#: How many proxies of our own stand in front; their forwarding headers are believed, nobody else's.
TRUSTED_PROXIES = read(env.int, "TRUSTED_PROXIES", 0, wanted="the number of proxies in front, 0 or more")
must("TRUSTED_PROXIES", TRUSTED_PROXIES, fits=TRUSTED_PROXIES >= 0, wanted="a number of 0 or more")

#: Whether what an editor says of a sentence that overstates takes a moderator's nod.
FOUR_EYES = read(env.bool, "FOUR_EYES", True, wanted="1 or 0")

# --- what it is made of -------------------------------------------------------------------------------------

SITE_NAME = read(env.str, "SITE_NAME", "KP & Microneedling", wanted="the name readers see")
#: Whom readers call in an emergency. Each number in it can be called from a phone.
NUMBERS_WANTED = "whom to call in an emergency, such as: 112 in Europe"
EMERGENCY_NUMBERS = read(
    env.str,
    "EMERGENCY_NUMBERS",
    gettext_noop("999 or 112 in the UK, 112 in Europe, 911 in North America"),
    wanted=NUMBERS_WANTED,
)
must(
    "EMERGENCY_NUMBERS",
    EMERGENCY_NUMBERS,
    fits=any(letter.isdigit() for letter in EMERGENCY_NUMBERS),
    wanted=NUMBERS_WANTED,
)

INSTALLED_APPS = [
    "kpsite.apps.KpsiteConfig",
    "records",
    "accounts",
    "pictures",
    "search",
    "claims",
    "publishing",
    "articles",
    "treatments",
    "moderation",
    "markdownx",
    "axes",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "kpsite.demo.LoopbackOnlyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "kpsite.middleware.AdminFrameMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kpsite.middleware.PublicGZipMiddleware",
    "kpsite.middleware.CharsetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kpsite.urls"
WSGI_APPLICATION = "kpsite.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kpsite.context.site",
            ],
        },
    },
]

# --- e-mail ---------------------------------------------------------------------------------------------------

SITE_URL_WANTED = "the address of this site, such as https://kp.example.org, for links in e-mail and feeds"
SITE_HOST = ALLOWED_HOSTS[0].removeprefix(".")
USUAL_URL = f"https://{SITE_HOST}" if PRODUCTION else "http://127.0.0.1:8000"
SITE_URL = read(env.str, "SITE_URL", USUAL_URL, wanted=SITE_URL_WANTED).rstrip("/")
must("SITE_URL", SITE_URL, fits=mailing.is_site_url(SITE_URL, secure=PRODUCTION), wanted=SITE_URL_WANTED)

# Without one a public site sends no e-mail, and asks readers for no address. Its console is no place for addresses.
MAIL_SERVER = read(
    lambda name: mailing.mail_server(env.str(name)),
    "EMAIL_URL",
    mailing.mail_server("" if PRODUCTION else mailing.CONSOLE),
    wanted=mailing.WANTED,
)
must("EMAIL_URL", MAIL_SERVER, fits=not (PRODUCTION and MAIL_SERVER.is_console), wanted=mailing.WANTED)
SENDS_MAIL = bool(MAIL_SERVER.backend)
EMAIL_BACKEND = MAIL_SERVER.backend or "django.core.mail.backends.dummy.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL_SERVER.use_ssl, MAIL_SERVER.use_tls
EMAIL_TIMEOUT = 10  # seconds
SENDER_WANTED = "the address that e-mail comes from, such as kpsite <no-reply@kp.example.org>"
DEFAULT_FROM_EMAIL = read(env.str, "DEFAULT_FROM_EMAIL", f"no-reply@{SITE_HOST}", wanted=SENDER_WANTED)
must("DEFAULT_FROM_EMAIL", DEFAULT_FROM_EMAIL, fits=mailing.is_sender(DEFAULT_FROM_EMAIL), wanted=SENDER_WANTED)

# --- the database -------------------------------------------------------------------------------------------

DATABASE_URL = read(env.str, "DATABASE_URL", f"sqlite:///{VAR_DIR / 'kpsite.sqlite3'}", wanted="an address")
must(
    "DATABASE_URL",
    DATABASE_URL,
    fits=DATABASE_URL.startswith(("sqlite://", "postgres://", "postgresql://")),
    wanted="sqlite:////path/to/file or postgres://user:password@host/name",
)
VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": database(DATABASE_URL)}

# --- what is asked about sources outside --------------------------------------------------------------------

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "sources": {  # in files: it must outlive the command
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "answers",
        "TIMEOUT": KEEP_ANSWERS * 86_400,
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
# --- who may sign in ----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"

AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = 1  # hours
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # who signed in from where is not kept
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
#: Returns the network address of a visitor; rooms below look it up here.
CLIENT_IP = AXES_CLIENT_IP_CALLABLE = "kpsite.proxies.client_ip"

# --- cookies, under /admin/ only, and what browsers are told ------------------------------------------------

SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
# In the session: the other storage sets a cookie for the whole site.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "publishing.admin.editor.csrf_failure"

SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, over plain HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = read(env.int, "HSTS_SECONDS", 31_536_000, wanted="a number of seconds") if PRODUCTION else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Whether the domain's other hosts speak HTTPS too is not the site's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# --- files --------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
MANIFEST_STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_STATIC if DEBUG else MANIFEST_STATIC},
}
FILE_UPLOAD_PERMISSIONS = 0o644
#: A checklist's form has a dozen fields for each of its steps.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- words and times ----------------------------------------------------------------------------------------

ZONE_WANTED = "a time zone, such as Europe/London"
TIME_ZONE = read(env.str, "TIME_ZONE", "Europe/London", wanted=ZONE_WANTED)
must("TIME_ZONE", TIME_ZONE, fits=TIME_ZONE in zoneinfo.available_timezones(), wanted=ZONE_WANTED)
USE_TZ = True

# Plain paths, not names of addresses: the widget's script reads them.
MARKDOWNX_URLS_PATH = "/admin/mdx/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/admin/mdx/upload/"
MARKDOWNX_MARKDOWNIFY_FUNCTION = "claims.markup.render"

LOGGING = logging(is_chatty=DEBUG)
