"""The groups Editors and Moderators, owned by code: after every migrate they hold exactly what stands here.

Permissions are plain strings, so that this room knows no other; what no app has yet is left out.
"""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission

EDITORS = "Editors"
MODERATORS = "Moderators"


def _each(actions: str, app: str, *models: str) -> set[str]:
    return {f"{app}.{action}_{model}" for model in models for action in actions.split()}


#: Editors write. Taking a tie (a caveat or a source of a claim) away is a proposal, so they may do it.
EDITOR_PERMISSIONS = frozenset(
    _each("add change view", "claims", "question", "claim", "caveat", "source")
    | _each("add change view delete", "claims", "evidence", "claimcaveat")
    | _each("add change view", "pictures", "picture")
    | _each("add change view delete", "articles", "article")  # delete discards what was never published
    | _each("add change view delete", "treatments", "treatment", "treatmentclaim", "ataglance", "contraindication")
    | _each("add change view delete", "treatments", "aftercarechecklist", "checklistitem")
    | _each("add change view", "publishing", "topic")
    | {"claims.view_claimversion", "claims.view_answer", "claims.view_sourcefinding"}
    | {"publishing.view_publication", "publishing.view_page"}
    | {"publishing.publish_page", "publishing.settle_finding"}
)

#: Moderators judge, and do all that editors do.
MODERATOR_PERMISSIONS = EDITOR_PERMISSIONS | {
    "claims.sign_off_claim",
    "publishing.withdraw_page",
    "publishing.rename_page",
    "publishing.settle_risky_finding",
    "moderation.decide_flag",
    "moderation.view_flag",
    *_each("add change view delete", "moderation", "stockreason"),
    *_each("add change view delete", "claims", "watchword"),
    "publishing.delete_topic",
}

GROUPS = {EDITORS: EDITOR_PERMISSIONS, MODERATORS: MODERATOR_PERMISSIONS}


def after_migrate(app_config: AppConfig, using: str, **kwargs: Any) -> None:
    """Set the groups once, when the last app has its permissions."""
    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    if app_config.name == last.name and using == "default":
        sync_groups()


def sync_groups() -> None:
    """Give each group exactly its permissions."""
    rows = Permission.objects.select_related("content_type")
    known = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    for name, wanted in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([known[each] for each in wanted if each in known])
