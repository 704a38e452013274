"""How gunicorn serves the site; ``gunicorn`` started in this folder finds it by itself."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kpsite.demo import is_loopback

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpsite.settings")

wsgi_app = "kpsite.wsgi:application"
bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
loglevel = "warning"
control_socket_disable = True  # its one path is the same for every site of a person

HOW_TO_SIGN_IN = """
  The site:  {address}/
  Sign in:   {address}/admin/  as editor, moderator or admin, password kpsite-demo
  Stop it with Ctrl+C.
"""


def on_starting(server: Any) -> None:
    """Stop at once, with one sentence, over a bad setting or a demo that others could reach."""
    try:
        is_demo = settings.DEMO
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    if is_demo and not all(isinstance(each, tuple) and is_loopback(each[0]) for each in server.cfg.address):
        sys.exit("Bind to 127.0.0.1: with DEMO=1 the passwords are known, so only this machine may connect.")


def when_ready(server: Any) -> None:
    """Say where the demo is and how to sign in."""
    if settings.DEMO:
        host, port = server.cfg.address[0][:2]
        host = f"[{host}]" if ":" in host else host
        print(HOW_TO_SIGN_IN.format(address=f"http://{host}:{port}"), flush=True)
