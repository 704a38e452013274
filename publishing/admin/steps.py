"""The steps beside a working copy, one for each action on it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from publishing import actions
from publishing.models import Publication, WorkingCopy
from publishing.plans import NotFit, plan
from publishing.rendering import preview_response

from .findings import Findings
from .forms import CancelForm, PublishForm, RenameForm, RestoreForm, WithdrawForm
from .step import Step

READ_ONLY = ["get", "head", "options"]
SCHEDULED = _("Version %(number)d is scheduled.")


class Preview(Step):
    """The saved copy as readers would see it."""

    path = "preview"
    link = _("Preview")
    title = _("Preview")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the public page."""
        return preview_response(request, self.copy.kind, self.copy.kind.snapshot(self.copy))

    http_method_names = READ_ONLY


class Publish(Step):
    """All that stands against publishing, the change note, and when to go live."""

    path = "publish"
    link = _("Publish…")
    title = _("Publish")
    button = _("Publish")
    done: Any = ""
    permission = actions.publications.PUBLISH
    template = "admin/publishing/publish.html"

    def make_form(self, data: Any = None) -> PublishForm:
        """Plan the publication and ask for what it needs."""
        self.plan = plan(self.copy)
        return PublishForm(data, plan=self.plan, initial={"seen_version": self.copy.version})

    def act(self, data: dict[str, Any]) -> None:
        """Publish the version that the editor saw."""
        self.copy.version = data["seen_version"]
        reviewer = {name: data[name] for name in actions.publications.NO_REVIEWER}
        publication = actions.publish(
            copy=self.copy,
            by=self.request.user,
            change_note=data["change_note"],
            live_at=data["live_at"],
            is_correction=data["is_correction"],
            acknowledged=data.get("acknowledged", ()),
            reviewer=reviewer,
        )
        said = _("Version %(number)d is published.") if data["live_at"] is None else SCHEDULED
        self.done = said % {"number": publication.number}

    def refuse(self, form: Any, error: ValidationError) -> None:
        """Point at the list of what is left."""
        if isinstance(error, NotFit):
            form.add_error(None, _("Not published: mend the errors, and tick each warning that you have seen."))
        else:
            form.add_error(None, error.messages)

    def show(self, form: Any, **more: Any) -> HttpResponse:
        """List errors and warnings with their places."""
        scheduled = self.copy.page.publications.scheduled().first()
        return super().show(form, plan=self.plan, scheduled=scheduled, findings_url=self.findings_url(), **more)

    def findings_url(self) -> str:
        """Return where what the claim finder found is settled; "" where nothing is, or not by this person."""
        is_offered = self.plan.has_findings and Findings.is_allowed(self.request.user, self.copy)
        return self.model_admin.step_url(Findings.path, self.copy) if is_offered else ""


class Versions(Step):
    """All versions of a page, for those who write it."""

    path = "versions"
    link = _("Versions")
    title = _("Versions")
    template = "admin/publishing/versions.html"
    http_method_names = READ_ONLY

    def show(self, form: Any, **more: Any) -> HttpResponse:
        """List them, the newest first, with what can be done with each."""
        rows = self.copy.page.publications.select_related("cancellation").defer("content").order_by("-number")
        scheduled = set(self.copy.page.publications.scheduled().values_list("pk", flat=True))
        return super().show(form, versions=rows, scheduled=scheduled, **more)


class OneVersion(Step):
    """A step that concerns one version, named by ``?version=``."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the version, too."""
        number = request.GET.get("version", "")
        found = Publication.objects.filter(number=number if number.isdecimal() else -1)
        copy = get_object_or_404(self.model_admin.get_queryset(request), pk=kwargs["pk"])
        self.publication = get_object_or_404(found.select_related("page"), page=copy.page_id)
        return super().dispatch(request, *args, **kwargs)


class Restore(OneVersion):
    """A version's text back into the working copy."""

    path = "restore"
    title = _("Bring back the text of an old version")
    intro = _(
        "The text of that version takes the place of what is being written. Readers see nothing of it until "
        "you publish."
    )
    button = _("Bring it back")
    done = _("The old text is back in the working copy. Publish it when it is ready.")
    form_class = RestoreForm

    def act(self, data: dict[str, Any]) -> None:
        """Restore it."""
        actions.restore(publication=self.publication, by=self.request.user, seen_version=data["seen_version"])

    def initial(self) -> dict[str, Any]:
        """Remember which text the editor saw."""
        return {"seen_version": self.copy.version}


class Cancel(OneVersion):
    """A scheduled version called off."""

    path = "cancel"
    title = _("Call off a scheduled version")
    intro = _("Readers will not see it. What is live now stays.")
    button = _("Call it off")
    done = _("The scheduled version is called off.")
    permission = actions.publications.PUBLISH
    form_class = CancelForm

    def act(self, data: dict[str, Any]) -> None:
        """Cancel it."""
        actions.cancel(publication=self.publication, by=self.request.user, reason=data["reason"])


class Withdraw(Step):
    """A page taken away from readers."""

    path = "withdraw"
    link = _("Withdraw…")
    title = _("Withdraw the page")
    intro = _("The address will answer “gone”, with your note. A scheduled version is called off.")
    button = _("Withdraw it")
    done = _("The page is withdrawn.")
    permission = "publishing.withdraw_page"
    form_class = WithdrawForm

    @classmethod
    def is_open(cls, user: Any, copy: WorkingCopy) -> bool:
        """Tell whether there is anything to withdraw."""
        row: Any = copy
        return super().is_open(user, copy) and row.live_is_withdrawal is False

    def act(self, data: dict[str, Any]) -> None:
        """Withdraw it."""
        actions.withdraw(page=self.copy.page, public_note=data["public_note"], by=self.request.user)


class Rename(Step):
    """A page moved to another address."""

    path = "rename"
    link = _("Change the address…")
    title = _("Change the address")
    button = _("Change it")
    done = _("The page has a new address. The old one leads there.")
    permission = "publishing.rename_page"
    form_class = RenameForm

    def initial(self) -> dict[str, Any]:
        """Start with today's slug."""
        return {"slug": self.copy.page.slug}

    def act(self, data: dict[str, Any]) -> None:
        """Rename it."""
        actions.rename_page(page=self.copy.page, slug=data["slug"], by=self.request.user)


ALL: tuple[type[Step], ...] = (Preview, Publish, Findings, Versions, Restore, Cancel, Withdraw, Rename)
