"""What is written to the console."""

from typing import Any


def logging(is_chatty: bool) -> dict[str, Any]:
    """Return ``LOGGING``: all of it on the console; ``is_chatty`` adds each request."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": ["console"], "level": "INFO" if is_chatty else "WARNING", "propagate": False},
            "django.request": {"level": "ERROR"},  # not every 404
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # nor every scanner
            "gunicorn.http.wsgi": {"level": "ERROR"},  # not every HEAD
        },
    }
