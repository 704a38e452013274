"""Questions in the admin: the answer that is proposed, and the one that readers see."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions import sign_off_answer
from claims.models import Answer, Claim, Question
from records.digests import digest

from .forms import QuestionForm
from .keeping import KeepsWhatIsUsed, named
from .links import claim_links
from .signoff import SignOffPage
from .words import word_pieces


class QuestionAdmin(SignOffPage, KeepsWhatIsUsed):
    """The questions that claims answer."""

    form = QuestionForm
    list_display = ("slug", "text", "signed_off", "waiting")
    list_display_links = ("slug", "text")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("slug", "text")
    search_help_text = gettext_lazy("Search by slug or question")
    fields = ("slug", "text", "yes_no", "answer", "signed_off", "rivals")

    class Media:
        css = {"all": ("admin_claims/claims.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Annotate the answer that readers see."""
        newest = Answer.objects.filter(question=OuterRef("pk")).order_by("-number")
        return super().get_queryset(request).annotate(signed=Subquery(newest.values("text")[:1]))

    def get_readonly_fields(self, request: HttpRequest, obj: Question | None = None) -> tuple[str, ...]:
        """A slug is an address: it never changes."""
        return ("slug", "signed_off", "rivals") if obj else ("signed_off", "rivals")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Offer the sign-off to those who may."""
        context["may_sign_off"] = self.may_sign_off(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def view_on_site(self, question: Question) -> str | None:
        """Return the question's public page, if one of its claims is public."""
        is_public = Claim.objects.filter(question=question).exclude(versions=None).exists()
        return reverse("claims:question", args=[question.slug]) if is_public else None

    def why_kept(self, question: Question) -> str:
        """Name the claims that answer the question."""
        slugs = list(Claim.objects.filter(question=question).values_list("slug", flat=True))
        if slugs:
            said = _("This question cannot be deleted: these claims answer it: %(claims)s.")
            return said % {"claims": named(slugs)}
        return _("Readers have seen its answer, so it cannot be deleted.") if question.answers.exists() else ""

    def show(self, request: HttpRequest, row: Question, status: int = 200, refusals: Any = ()) -> HttpResponse:
        """Show the answer that readers see beside the proposed one."""
        question = self.get_queryset(request).get(pk=row.pk)
        before, after = word_pieces(question.signed or "", question.answer)
        return self.page(
            request, "admin/claims/question/sign_off.html", question, status, before=before, after=after,
            title=_("Sign off an answer"), subtitle=question.text, seen=_seen(question), refusals=refusals,
            rivals=self.rivals(question), media=self.media,
        )  # fmt: skip

    def judge(self, request: HttpRequest, row: Question) -> HttpResponse:
        """Sign the proposed answer off, if it is still the one that was shown."""
        by: Any = request.user
        with transaction.atomic():
            row = Question.objects.select_for_update().get(pk=row.pk)
            if request.POST.get("seen") != _seen(row):
                changed = _("This answer changed while you were reading. Here it is as it stands now.")
                return self.show(request, row, 409, [changed])
            try:
                answer = sign_off_answer(question=row, text=row.answer, by=by)
            except ValidationError as refusal:
                return self.show(request, row, 200, refusal.messages)
        return self.judged(request, row, _("Signed off as answer %(number)d.") % {"number": answer.number})

    @admin.display(description=gettext_lazy("answer that readers see"))
    def signed_off(self, question: Any) -> str:
        """The newest answer that a moderator signed off."""
        return getattr(question, "signed", None) or "–"

    @admin.display(description=gettext_lazy("waiting"))
    def waiting(self, question: Any) -> str:
        """Whether the proposed answer waits for a moderator."""
        return _("Answer waits") if question.answer and question.answer != question.signed else ""

    @admin.display(description=gettext_lazy("claims that answer it"))
    def rivals(self, question: Question) -> SafeString | str:
        """The claims that answer the question, as rivals."""
        return claim_links(self.admin_site, Claim.objects.filter(question=question)) if question.pk else ""


def _seen(question: Question) -> str:
    """Return the fingerprint of what a moderator sees: the question and its answers, public and proposed."""
    newest = question.answers.order_by("-number").first()
    columns = {"text": question.text, "answer": question.answer, "public": newest.text if newest else ""}
    return digest(columns, str(newest.number if newest else 0))
