"""How the site uses its database."""

from typing import Any

import dj_database_url


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for the database at ``url``, its connection kept open."""
    config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None))
    if config["ENGINE"] != "django.db.backends.sqlite3":
        config["CONN_HEALTH_CHECKS"] = True
    else:
        # WAL must come with IMMEDIATE: alone, a read that turns into a write fails at once as "locked".
        # FULL: an acknowledged save survives a power cut.
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
        }
    return config
