"""What tests of reports share: a form as a browser sends it, read some time ago."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from moderation.reports import tokens

CLAIM_FORM = "/evidence/it-may-help/report/"
PAGE_FORM = "/articles/what-helps/report/"
A_WHILE = timedelta(minutes=1)
TOKEN = re.compile(r'name="token" value="([^"]+)"')


def token(signed: str = "claim:it-may-help", *, age: timedelta = A_WHILE) -> str:
    """Return the token of a form that was opened some time ago."""
    return tokens.issue(signed, at=timezone.now() - age)


def send(client: Client, address: str = CLAIM_FORM, **said: Any) -> Any:
    """Send a report as a browser does; what is not said is left empty. ``remote`` is where it comes from."""
    remote = said.pop("remote", "192.0.2.1")
    headers = said.pop("headers", {})
    fields = {"doubt": "not-true", "words": "I read otherwise.", "email": "", "subject_line": "", **said}
    fields.setdefault("token", token())
    return client.post(address, fields, REMOTE_ADDR=remote, headers=headers)


def token_in(response: Any) -> str:
    """Return the token of a form that was shown."""
    found = TOKEN.search(response.content.decode())
    assert found
    return found[1]
