"""What ``manage.py check`` says about accounts."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError
from django.db.models import Model

from .groups import GROUPS


def _permissions(model: type[Model]) -> set[str]:
    meta = model._meta
    names = {f"{action}_{meta.model_name}" for action in meta.default_permissions}
    return {f"{meta.app_label}.{name}" for name in names | {own for own, _ in meta.permissions}}


@register
def check_groups(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Find permissions that a group lists and no installed app has."""
    has = {each for model in apps.get_models() for each in _permissions(model)}
    wanted: set[str] = set().union(*GROUPS.values())
    return [
        Warning(f"No app has the permission {each}.", hint="Correct accounts/groups.py.", id="accounts.W002")
        for each in sorted(wanted - has)
    ]


@register(Tags.security, deploy=True)
def check_demo_accounts(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name the demo accounts that are still active."""
    if settings.DEMO:
        return []
    demo = get_user_model()._default_manager.filter(is_demo=True, is_active=True)
    try:
        names = list(demo.order_by("username").values_list("username", flat=True))
    except DatabaseError:
        return []  # before the first migrate there are no accounts
    if not names:
        return []
    said = f"Active demo accounts: {', '.join(names)}. They cannot sign in without DEMO=1."
    return [Warning(said, hint="Deactivate them, or start with a fresh database.", id="accounts.W001")]
