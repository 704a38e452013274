"""Step: one page of the admin in front of one action on a working copy."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views import View

from publishing.actions.copies import model_permission
from publishing.models import WorkingCopy

from .forms import ConfirmForm


class Step(View):
    """One action on one page: GET explains and asks, POST acts, says what it did and goes back to the copy."""

    model_admin: Any = None
    path: ClassVar[str]
    link: ClassVar[Any] = ""
    title: ClassVar[Any] = ""
    intro: ClassVar[Any] = ""
    button: ClassVar[Any] = ""
    done: Any
    permission: ClassVar[str] = ""
    form_class: type[Form] = ConfirmForm
    template = "admin/publishing/step.html"

    @classmethod
    def is_allowed(cls, user: Any, copy: WorkingCopy) -> bool:
        """Tell whether this person may take this step with this page."""
        return user.has_perm(cls.permission or model_permission(copy, "change"))

    @classmethod
    def is_open(cls, user: Any, copy: WorkingCopy) -> bool:
        """Tell whether this person may take it and there is something to do."""
        return cls.is_allowed(user, copy)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the copy; refuse who may not take this step."""
        self.copy = get_object_or_404(self.model_admin.get_queryset(request).select_related("page"), pk=kwargs["pk"])
        if not self.is_allowed(request.user, self.copy):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the step's form."""
        return self.show(self.make_form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take the step; on a refusal show why, with nothing lost."""
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            self.act(form.cleaned_data)
        except PermissionDenied as denied:
            self.refuse(form, ValidationError(str(denied)))
            return self.show(form)
        except ValidationError as error:
            self.refuse(form, error)
            return self.show(form)
        messages.success(request, str(self.done))
        return HttpResponseRedirect(self.model_admin.step_url("change", self.copy))

    def make_form(self, data: Any = None) -> Any:
        """Return the step's form."""
        return self.form_class(data, initial=self.initial())

    def initial(self) -> dict[str, Any]:
        """Return what the form starts with."""
        return {}

    def act(self, data: dict[str, Any]) -> None:
        """Call the action. Raises ValidationError."""
        raise NotImplementedError

    def refuse(self, form: Any, error: ValidationError) -> None:
        """Show the action's refusal in the form."""
        form.add_error(None, error.messages)

    def show(self, form: Any, **more: Any) -> HttpResponse:
        """Render the step's page."""
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "title": self.title,
            "subtitle": self.copy.title,
            "step": self,
            "copy": self.copy,
            "form": form,
            "media": form.media,
            "back_url": self.model_admin.step_url("change", self.copy),
            **more,
        }
        return render(self.request, self.template, context)
