"""The items of a checklist as editors fill them in."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.admin.forms import SentenceWidget
from publishing.admin.rows import RowForm
from treatments.choices import ItemKind
from treatments.models import ChecklistItem

from .citing import BACKING, CitingInline
from .hours import first_day, last_day, times

A_YEAR = 366 * 24


class ItemForm(RowForm):
    """One step, ban or reason to get help; what does not fit its kind is said where it was typed."""

    line = ("kind", "text", "starts_h ends_h", "urgency")

    class Meta:
        widgets = {"text": SentenceWidget, "reason": SentenceWidget, "disagreement": SentenceWidget}
        help_texts = {
            "starts_h": gettext_lazy("Hours from hour 0 on: 24 is a day, −24 the day before."),
            "ends_h": gettext_lazy("Hours from hour 0 on. Empty where it has no end."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("starts_h", first_day), ("ends_h", last_day)):
            hour = getattr(self.instance, name)
            if hour is not None and name in self.fields:
                help_text = _("%(help)s Now: %(words)s.")
                self.fields[name].help_text = help_text % {"help": self.fields[name].help_text, "words": words(hour)}

    def said(self, name: str) -> str:
        """Return what a field says; its times together, in words and hours."""
        if name != "starts_h ends_h":
            return super().said(name)
        return "" if self.instance.starts_h is None else times(self.instance.starts_h, self.instance.ends_h)

    def clean(self) -> dict[str, Any]:
        """Ask “get help” for an urgency and no times, every other item for a start and no urgency."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind == ItemKind.GET_HELP:
            self._refuse_times(cleaned)
        elif kind:
            self._ask_for_a_start(cleaned)
        for name in ("starts_h", "ends_h"):
            if abs(cleaned.get(name) or 0) > A_YEAR:
                self.add_error(name, _("This is more than a year from hour 0. Check the number."))
        starts, ends = cleaned.get("starts_h"), cleaned.get("ends_h")
        if starts is not None and ends is not None and ends <= starts:
            self.add_error("ends_h", _("Let it end after it starts."))
        return cleaned

    def _refuse_times(self, cleaned: dict[str, Any]) -> None:
        for name in ("starts_h", "ends_h"):
            if cleaned.get(name) is not None:
                self.add_error(name, _("“Get help” stands at any time: leave this empty."))
        if cleaned.get("daily"):
            self.add_error("daily", _("“Get help” is nothing to do every day: leave this out."))
        if "urgency" in cleaned and not cleaned["urgency"]:
            self.add_error("urgency", _("Say how fast help is needed."))

    def _ask_for_a_start(self, cleaned: dict[str, Any]) -> None:
        if "starts_h" in cleaned and cleaned["starts_h"] is None:
            self.add_error("starts_h", _("Say when it starts: 0 is hour 0."))
        if cleaned.get("urgency"):
            self.add_error("urgency", _("Only “get help” has an urgency: leave this empty."))


class ItemInline(CitingInline):
    """What to do, what to leave alone and when to get help."""

    model = ChecklistItem
    form = ItemForm
    fields = (
        ("kind", "urgency"),
        "text",
        ("starts_h", "ends_h", "daily"),
        "short",
        "reason",
        "disagreement",
        *BACKING,
    )
    intro = gettext_lazy(
        "The phases and their headings are made from the times. A checklist cannot be published without an "
        "emergency and a reason to get help the same day."
    )
