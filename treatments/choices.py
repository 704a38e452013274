"""The words of treatments and checklists, as they are stored and as readers see them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Severity(TextChoices):
    """How a contraindication is meant; the labels are the headings that its rows stand under."""

    STOP = "stop", _("Do not have it if:")
    CAUTION = "caution", _("Ask a doctor first if:")


class Aspect(TextChoices):
    """What can be told at a glance, in the order of the page."""

    SESSIONS = "sessions", _("Sessions")
    INTERVAL = "interval", _("Weeks between")
    RECOVERY = "recovery", _("Recovery")
    WHO = "who_does_it", _("Who does it")
    SETTING = "setting", _("Where")
    COST = "cost", _("Cost")
    REGULATOR = "regulator", _("Regulator")


class ItemKind(TextChoices):
    """What a checklist's item asks for."""

    DO = "do", _("do")
    DONT = "dont", _("don’t")
    GET_HELP = "get-help", _("get help")


class Urgency(TextChoices):
    """How fast help is needed, the fastest first; the labels are headings."""

    EMERGENCY = "emergency", _("Call your emergency number now, or go to emergency care")
    SAME_DAY = "same-day", _("Get medical help today")
    SOON = "soon", _("See someone soon")
