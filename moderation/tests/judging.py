"""A moderator at work: the flag's screen as a test uses it."""

from html import unescape
from typing import Any

from django.test import Client

from moderation.models import Flag, FlagStep


def address(flag: Flag) -> str:
    return f"/admin/moderation/flags/{flag.pk}/"


def press(client: Client, flag: Flag, act: str, seen: int = 0, **typed: Any) -> Any:
    """Send one act of the screen; ``typed`` are fields with their prefix, as ``agree__reason``."""
    fields = {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(address(flag), {"act": act, "seen": seen, **fields})


def words(answer: Any) -> str:
    return unescape(answer.content.decode())


def states(flag: Flag) -> list[str]:
    return list(FlagStep.objects.filter(flag=flag).order_by("number").values_list("state", flat=True))


def agree(desk: Client, flag: Flag, *follows: str, **typed: Any) -> Any:
    """Agree by the screen, with the claim as the screen showed it."""
    shown = desk.get(address(flag)).context["scene"]
    fields = {name.replace("__", "-"): value for name, value in typed.items()}
    return desk.post(
        address(flag),
        {
            "act": "agree",
            "seen": 0,
            "agree-reason": "You are right.",
            "claim_seen": shown.fingerprint,
            "follows": follows,
            **fields,
        },
    )
