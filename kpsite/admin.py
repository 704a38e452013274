"""Registers every ModelAdmin: this room alone knows what all the others hold."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.admin import AccountAdmin
from articles.admin import ArticleAdmin
from articles.models import Article
from claims.admin import (
    CaveatAdmin,
    ClaimAdmin,
    ClaimVersionAdmin,
    QuestionAdmin,
    SourceAdmin,
    SourceFindingAdmin,
    WatchWordAdmin,
)
from claims.models import Caveat, Claim, ClaimVersion, Question, Source, SourceFinding, WatchWord
from moderation.admin import CorrectionAdmin, FlagAdmin, StockReasonAdmin
from moderation.admin.telling import LeadsToBar, TellsOfModeration, doubts_on
from moderation.models import Correction, Flag, StockReason
from pictures.admin import PictureAdmin
from pictures.models import Picture
from publishing.admin import PublicationAdmin, TopicAdmin
from publishing.models import Publication, Topic
from publishing.queries import made_on
from treatments.admin import ChecklistAdmin, TreatmentAdmin
from treatments.models import AftercareChecklist, AtAGlance, ChecklistItem, Contraindication, Treatment


class ClaimWithPagesAdmin(ClaimAdmin):
    """Claims, with the pages that make them."""

    def made_on(self, slug: str) -> list[tuple[str, str, bool]]:
        """Return title, address and “only reported” of each live page that has the claim."""
        return made_on(slug)

    def doubts(self, request: HttpRequest, claim: Claim) -> list[tuple[str, str]]:
        """Return the flags that stand open on the claim."""
        return doubts_on(request.user, claim)


class ToldArticleAdmin(TellsOfModeration, ArticleAdmin):
    """Articles, with what moderators say of them."""


class ToldTreatmentAdmin(TellsOfModeration, TreatmentAdmin):
    """Treatments, with what moderators say of them."""


class ToldChecklistAdmin(TellsOfModeration, ChecklistAdmin):
    """Aftercare checklists, with what moderators say of them."""


class LeadingPublicationAdmin(LeadsToBar, PublicationAdmin):
    """Publications, with the way to the moderators' bar."""


class SourceWithRowsAdmin(SourceAdmin):
    """Sources, which rows of pages name as well as claims."""

    def why_kept(self, source: Source) -> str:
        """Name the claims that cite the source, or say that steps or contraindications do."""
        rows = (model._default_manager.filter(sources=source) for model in (AtAGlance, ChecklistItem, Contraindication))
        if why := super().why_kept(source):
            return why
        if any(found.exists() for found in rows):
            return gettext("This source cannot be deleted: a treatment or a checklist rests on it.")
        return ""


admin.site.site_header = _("KP & Microneedling: editors’ desk")
admin.site.site_title = _("Editors’ desk")
admin.site.index_title = _("What would you like to do?")

admin.site.register(Article, ToldArticleAdmin)
admin.site.register(Treatment, ToldTreatmentAdmin)
admin.site.register(AftercareChecklist, ToldChecklistAdmin)
admin.site.register(Publication, LeadingPublicationAdmin)
admin.site.register(Topic, TopicAdmin)
admin.site.register(Claim, ClaimWithPagesAdmin)
admin.site.register(Question, QuestionAdmin)
admin.site.register(Caveat, CaveatAdmin)
admin.site.register(Source, SourceWithRowsAdmin)
admin.site.register(SourceFinding, SourceFindingAdmin)
admin.site.register(ClaimVersion, ClaimVersionAdmin)
admin.site.register(WatchWord, WatchWordAdmin)
admin.site.register(Flag, FlagAdmin)
admin.site.register(StockReason, StockReasonAdmin)
admin.site.register(Picture, PictureAdmin)
admin.site.register(Correction, CorrectionAdmin)
admin.site.register(get_user_model(), AccountAdmin)
