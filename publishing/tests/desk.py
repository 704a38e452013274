"""The editors' desk: its address, its roles and what is typed there."""

from html import unescape
from typing import Any

ROOT = "/admin/articles/article/"
TYPED = {"title": "What is it?", "slug": "what-is-it", "summary": "In brief.", "body": "## Found\n\nSome words."}
#: Nobody, a member of staff without a group, an editor, a moderator, a superuser.
ROLES = ("anonymous", "staff", "editor", "moderator", "superuser")


def words(answer: Any) -> str:
    return unescape(answer.content.decode())
