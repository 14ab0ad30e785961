"""Django settings from the environment. Without ``SIKER_HOSTS`` this is the embedded server: loopback only, plain HTTP.

With ``SIKER_HOSTS`` (comma-separated names) it is a public server behind a reverse proxy that ends TLS: HTTPS only, HSTS,
secure cookies, no automatic approval of stations, a second factor for everybody. DEBUG is never on.

``SIKER_DATA_DIR``          database, photos, key file (default ``var/siker``)
``SIKER_HOSTS``             names this server answers to; the proxy must pass ``Host`` on unchanged, it is signed
``SIKER_PUBLIC_URL``        where QR codes lead (default: the first host)
``SIKER_MASTER_KEY``, ``SIKER_MASTER_KEY_FILE``  the secret everything is encrypted under (see ``siker.keyring``)
``SIKER_SECRET_KEY``        Django's own secret (default: derived from the master key)
``DATABASE_URL``            ``postgresql://…`` in place of the embedded SQLite
``SIKER_BEHIND_PROXY``      trust ``X-Forwarded-Proto`` and the last ``X-Forwarded-For`` (default: yes when public)
``SIKER_AUTO_APPROVE``      approve new stations without a second person (default: only when embedded)
``SIKER_REGION``            Kemendagri code of the kabupaten or kota whose firms register here (default: 33.74, Kota Semarang)
``SIKER_REQUIRE_MFA``       no page without a second factor (default: yes when public)
``SIKER_EMAIL_URL``         where letters go: ``smtp://user:password@host:587/?tls=1`` (STARTTLS), ``smtps://…:465``, or ``console:`` (default)
``SIKER_EMAIL_FROM``        the sender of letters
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from siker import keyring


def _flag(name: str, default: bool) -> bool:
    text = os.environ.get(name, "").strip().lower()
    return default if not text else text in {"1", "true", "yes", "on", "ya"}


ROOM = Path(__file__).resolve().parent
SIKER_DATA_DIR = Path(os.environ.get("SIKER_DATA_DIR") or "var/siker").absolute()
_HOSTS = [name.strip() for name in os.environ.get("SIKER_HOSTS", "").split(",") if name.strip()]
SIKER_EMBEDDED = not _HOSTS
SIKER_BEHIND_PROXY = _flag("SIKER_BEHIND_PROXY", default=not SIKER_EMBEDDED)
SIKER_AUTO_APPROVE = _flag("SIKER_AUTO_APPROVE", default=SIKER_EMBEDDED)
SIKER_REQUIRE_MFA = _flag("SIKER_REQUIRE_MFA", default=not SIKER_EMBEDDED)
SIKER_PUBLIC_URL = (
    os.environ.get("SIKER_PUBLIC_URL") or ("http://127.0.0.1:8765" if SIKER_EMBEDDED else f"https://{_HOSTS[0]}")
).rstrip("/")
SIKER_REGION = os.environ.get("SIKER_REGION", "").strip() or "33.74"
SIKER_MASTER_KEY = keyring.find(SIKER_DATA_DIR)

DEBUG = False
SECRET_KEY = (
    os.environ.get("SIKER_SECRET_KEY")
    or (keyring.derive(SIKER_MASTER_KEY, "django-secret").hex() if SIKER_MASTER_KEY else "")
    or secrets.token_hex(32)
)
ALLOWED_HOSTS = _HOSTS or ["127.0.0.1", "localhost", "[::1]"]

DATABASE_URL = os.environ.get("DATABASE_URL", "")
SIKER_ON_POSTGRESQL = DATABASE_URL.startswith(("postgres://", "postgresql://"))
DATABASES: dict[str, Any]
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": SIKER_DATA_DIR / "siker.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 10,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "siker.audit",
    "siker.accounts",
    "siker.fleet",
    "siker.feed",
    "siker.ingest",
    "siker.ak1",
    "siker.employers",
    "siker.vacancies",
    "siker.applications",
    "siker.seekers",
    "siker.figures",
    "siker.notices",
    "siker.nightly",
    "siker.rights",
    "siker.web",
]
MIDDLEWARE = [
    "siker.web.middleware.server_time",
    "siker.web.middleware.client_address",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "siker.urls"
WSGI_APPLICATION = "siker.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOM / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "siker.web.context.desk",
            ]
        },
    }
]
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOM / "static", ("rights", ROOM / "rights" / "static"), ("fonts", ROOM.parent / "assets" / "fonts")]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

# --- Sign-in ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_ADAPTER = "siker.accounts.adapter.OfficeAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/300s/key"}  # also guards the second factor; axes counts passwords
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_CHANGE_EMAIL = False
ALLAUTH_TRUSTED_PROXY_COUNT = 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "SIKER"
MFA_ADAPTER = "siker.accounts.adapter.SealedMfaAdapter"
ACCOUNT_FORMS = {"login": "siker.accounts.views.OfficeLoginForm"}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "siker.accounts.views.counted_name"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "next", "q", "nik"]  # never kept as typed
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True

# --- Letters and the jobs that send them -----------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
_MAIL = urlsplit(os.environ.get("SIKER_EMAIL_URL") or "console:")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _MAIL.scheme in {'smtp', 'smtps'} else 'console'}.EmailBackend"
EMAIL_HOST = _MAIL.hostname or "localhost"
EMAIL_PORT = _MAIL.port or (465 if _MAIL.scheme == "smtps" else 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_USE_TLS = not EMAIL_USE_SSL and parse_qs(_MAIL.query).get("tls", ["0"])[0] in {"1", "starttls"}
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SIKER_EMAIL_FROM") or f"siker@{_HOSTS[0] if _HOSTS else 'localhost'}"
PASSWORD_RESET_TIMEOUT = 2 * 3600

# --- Transport and browser protection --------------------------------------------------------------------------------
if SIKER_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = not SIKER_EMBEDDED
SECURE_REDIRECT_EXEMPT = [r"^sync/v1/health$"]
SECURE_HSTS_SECONDS = 0 if SIKER_EMBEDDED else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not SIKER_EMBEDDED
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # the preload list is the domain owner's decision, not one server's
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" would make browsers send "Origin: null" with our own forms
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not SIKER_EMBEDDED
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_NAME = "siker_session"
CSRF_COOKIE_NAME = "siker_csrf"
CSRF_FAILURE_VIEW = "siker.web.views.csrf_failed"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in _HOSTS]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
FILE_UPLOAD_HANDLERS = ["siker.web.uploads.MeasuredUpload"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}}

# --- Logs: never an address with a code, never a value ---------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"plain": {"()": "siker.web.logs.WithoutRequest"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["plain"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "siker": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.request": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
        "django_tasks": {"level": "ERROR"},
        "django_tasks_db": {"level": "ERROR"},
        "http_message_signatures": {"level": "ERROR"},
    },
}
