"""Django's settings. Everything that differs between installations comes from `project.environment`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from rantau.platform.db.urls import database_settings
from rantau.project.environment import read_environment

ENVIRONMENT = read_environment()

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
DEMO = ENVIRONMENT.demo
DATA_FOLDER = ENVIRONMENT.data
CHECKPOINTS = ENVIRONMENT.checkpoints
CHECKPOINT_COMMAND = ENVIRONMENT.checkpoint_command
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

INSTALLED_APPS = [
    "rantau.platform.web",
    "rantau.platform.audit",
    "rantau.platform.files",
    "rantau.platform.jobs",
    "rantau.platform.limits",
    "rantau.platform.backups",
    "rantau.platform.sessions",
    "rantau.platform.keys",
    "rantau.platform.health",
    "rantau.platform.approval",
    "rantau.modules.areas",
    "rantau.modules.offices",
    "rantau.modules.sources",
    "rantau.modules.people",
    "rantau.modules.journeys",
    "rantau.modules.letters",
    "rantau.modules.notices",
    "rantau.modules.recaps",
    "rantau.modules.insight",
    "rantau.project.row_security",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "heroicons",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "rantau.platform.web.middleware.StrictHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rantau.platform.web.middleware.CompressedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "rantau.platform.web.middleware.IndonesianFirstMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rantau.modules.offices.middleware.ActorMiddleware",
    "rantau.platform.web.middleware.PrivatePagesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rantau.platform.web.middleware.PlainInputMiddleware",
    "rantau.platform.web.middleware.ErrorPageMiddleware",
]

ROOT_URLCONF = "rantau.project.urls"
WSGI_APPLICATION = "rantau.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "rantau.platform.web.context.shell",
            ]
        },
    }
]

_NO_DATABASE: dict[str, Any] = {"ENGINE": "django.db.backends.dummy"}
DATABASES: dict[str, dict[str, Any]] = {
    "default": database_settings(ENVIRONMENT.app_url) if ENVIRONMENT.app_url else _NO_DATABASE,
    "owner": database_settings(ENVIRONMENT.owner_url) if ENVIRONMENT.owner_url else _NO_DATABASE,
}
DATABASE_ROUTERS = ["rantau.platform.db.router.OwnerMigratesRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "offices.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "rantau.modules.offices.passwords.ContextWordsValidator"},
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
"""Sealed with the session: a message may quote the name of a file, and a cookie would carry it in clear."""
TRACE_WORDS = "rantau.project.trace_words"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "rantau.modules.offices.login.Door"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
"""allauth counts in the memory of one process; modules/offices/guesses counts exactly."""
ACCOUNT_FORMS = {"change_password": "rantau.modules.offices.web.login_forms.CountedChangePassword"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.https else 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Rantau"
MFA_ADAPTER = "rantau.modules.offices.code_sheet.SecondFactors"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "rantau.modules.offices.web.login_forms.CountedAuthenticate",
    "reauthenticate": "rantau.modules.offices.web.login_forms.CountedReauthenticate",
    "generate_recovery_codes": "rantau.modules.offices.web.login_forms.NewSheet",
    "activate_totp": "rantau.modules.offices.web.login_forms.CountedActivate",
    "authenticate_webauthn": "rantau.modules.offices.web.login_forms.CountedPasskeyStep",
    "login_webauthn": "rantau.modules.offices.web.login_forms.CountedPasskeyLogin",
    "reauthenticate_webauthn": "rantau.modules.offices.web.login_forms.CountedPasskeyAgain",
}
SECOND_FACTOR_REQUIRED = not DEMO
"""For every role that sees persons. In the example regency there are none to protect."""

SESSION_ENGINE = "rantau.platform.sessions.store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.https:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_TEMP_DIR = DATA_FOLDER / "sementara"
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "rantau.project.uploads.PrivateUploadHandler",
]
SILENCED_SYSTEM_CHECKS = ["files.E001"]
"""The folder of uploads need not be there yet: the handler makes it."""
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

BACKUPS_ELSEWHERE = ENVIRONMENT.backups
BACKUP_AT = None if DEMO else ENVIRONMENT.backup_at
"""Nobody needs the example again: `rantau demo` makes it."""
NOTICE_DAYS = ENVIRONMENT.notice_days
"""Days in which a notice is to be answered; 0: no deadline."""
HEALTH_SOURCES = "rantau.project.checking.SOURCES"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "rantau.platform.web.logs.MaskedFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
