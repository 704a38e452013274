"""Writing one step of a flag: locked, and refused to whoever saw an older one."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from moderation.choices import DECIDE as DECIDE
from moderation.models import Flag, FlagStep


class Overtaken(ValidationError):
    """Raised when somebody else took a step first; ``step`` is the newest one."""

    def __init__(self, step: FlagStep) -> None:
        self.step = step
        said = _("%(name)s was first: “%(state)s”, at %(time)s. Nothing of yours was done.")
        values = {
            "name": step.by.get_username(),
            "state": step.get_state_display(),
            "time": time_format(timezone.localtime(step.at)),
        }
        super().__init__(said % values)


def locked_flag(flag: Flag, seen: int, by: Any) -> Flag:
    """Return the flag, locked for this transaction. ``seen`` is the number of the newest step that ``by`` saw.

    Raises PermissionDenied, Overtaken.
    """
    if not by.has_perm(DECIDE):
        raise PermissionDenied(_("Only a moderator may do this."))
    flag = Flag.objects.select_for_update().get(pk=flag.pk)
    newest = newest_step(flag)
    if newest is not None and newest.number != seen:
        raise Overtaken(newest)
    return flag


def newest_step(flag: Flag) -> FlagStep | None:
    """Return the newest step of a flag; None where nobody has touched it yet."""
    return flag.steps.select_related("by").order_by("-number").first()


def write_step(flag: Flag, state: str, by: Any, **columns: Any) -> FlagStep:
    """Write the next step of a locked flag, and let the flag say what it says."""
    newest = newest_step(flag)
    columns.setdefault("is_serious", flag.is_serious)
    step = FlagStep(flag=flag, number=newest.number + 1 if newest else 1, state=state, by=by, **columns)
    step.save()
    flag.state, flag.is_serious = step.state, step.is_serious
    flag.save(update_fields=["state", "is_serious"])
    return step
