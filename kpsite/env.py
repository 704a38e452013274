"""Settings from the environment, where a bad value is answered with one sentence."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

env = Env()


def read(reader: Callable[..., Any], name: str, default: Any, *, wanted: str) -> Any:
    """Return the variable ``name`` through ``reader``, such as ``env.bool``.

    An empty variable counts as not set. ``wanted`` ends the sentence “Set NAME to …” for a bad value.
    """
    if not os.environ.get(name, "").strip():
        return default
    try:
        return reader(name)
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(f"Set {name} to {wanted}.") from error


def must(name: str, value: Any, *, fits: bool, wanted: str) -> Any:
    """Return ``value`` if it ``fits``; else stop the start with a sentence that says what to set."""
    if not fits:
        raise ImproperlyConfigured(f"Set {name} to {wanted}.")
    return value


def kept_secret(path: Path) -> str:
    """Return the secret kept in ``path``, made once; two processes that start together get the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # the other process was first: its secret counts
        finally:
            fresh.unlink()
    return path.read_text().strip()
