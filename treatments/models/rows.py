"""CitingRow: a sentence of a working copy that names what it rests on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Source
from publishing.models import CopyRow


class CitingRow(CopyRow):
    """A row with the claim or the sources that back it; with neither, readers are told that there is none."""

    claim = models.ForeignKey(
        Claim,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("claim"),
        help_text=_("The claim that says this. Readers see its verdict and its caveats here."),
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        related_name="+",
        verbose_name=_("sources"),
        help_text=_("Without a claim and without a source readers see “No source found; cautious default.”"),
    )
    goes_further = models.BooleanField(
        _("goes further than its sources"), default=False, help_text=_("Part of it is our own cautious choice.")
    )

    class Meta(CopyRow.Meta):
        abstract = True
