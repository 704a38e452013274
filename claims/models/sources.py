"""Source: a work that can be cited."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.choices import Tier, Verification
from claims.faces import SourceFace
from claims.identifiers import DOI, PMID, SLUG, normalise_doi, normalise_pmid

from .fields import choice_constraint


class Source(models.Model):
    """A work that can be cited by DOI, PMID, ISBN or address.

    A source that is not ``linkable`` was read in a mirror or reprint: it is cited by its ``original`` and shown
    without a link, unless it has a DOI or PMID.
    """

    key = models.CharField(_("key"), max_length=80, unique=True, help_text=_("A short name, such as “dermnet-kp”."))
    type = models.CharField(_("type"), max_length=60, help_text=_("Such as “web page” or “journal article”."))
    tier = models.CharField(_("kind of publisher"), max_length=20, choices=Tier.choices)
    title = models.CharField(_("title"), max_length=400)
    authors = models.CharField(_("authors"), max_length=300, blank=True)
    container = models.CharField(_("published in"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    pmid = models.CharField("PMID", max_length=9, blank=True)
    isbn = models.CharField("ISBN", max_length=20, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    linkable = models.BooleanField(
        _("may be linked"), default=True, help_text=_("Untick it for a mirror, a reprint or an index.")
    )
    original = models.CharField(
        _("original publisher"), max_length=300, blank=True, help_text=_("Cited in place of a copy.")
    )
    verification = models.CharField(
        _("verification"), max_length=20, choices=Verification.choices, default=Verification.UNVERIFIED
    )
    note = models.TextField(_("note for editors"), blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("key",)
        constraints = (
            models.UniqueConstraint(
                fields=("doi",),
                condition=~Q(doi=""),
                name="source_doi_unique",
                violation_error_message=_("Another source has this DOI."),
            ),
            models.UniqueConstraint(
                fields=("pmid",),
                condition=~Q(pmid=""),
                name="source_pmid_unique",
                violation_error_message=_("Another source has this PMID."),
            ),
            models.CheckConstraint(
                condition=Q(doi="") | Q(doi__regex=DOI),
                name="source_doi_shape",
                violation_error_message=_("A DOI starts with “10.”, such as 10.1000/182."),
            ),
            models.CheckConstraint(
                condition=Q(pmid="") | Q(pmid__regex=PMID),
                name="source_pmid_shape",
                violation_error_message=_("A PMID is a number of up to nine digits."),
            ),
            models.CheckConstraint(
                condition=Q(key__regex=SLUG),
                name="source_key_shape",
                violation_error_message=_("Use a–z, 0–9 and single hyphens in the key."),
            ),
            models.CheckConstraint(
                condition=Q(linkable=True) | ~Q(original=""),
                name="source_copy_names_original",
                violation_error_message=_("Name the original publisher of a work that may not be linked."),
            ),
            choice_constraint("source", "tier", Tier),
            choice_constraint("source", "verification", Verification),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.key})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row with DOI and PMID in their stored form."""
        self._normalise()
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        """Bring DOI and PMID into their stored form, then validate."""
        self._normalise()
        super().clean_fields(exclude=exclude)

    def _normalise(self) -> None:
        self.doi = normalise_doi(self.doi)
        self.pmid = normalise_pmid(self.pmid)

    @property
    def href(self) -> str:
        """The address that readers may follow, or ""."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return self.url if self.linkable else ""

    def as_face(self) -> SourceFace:
        """Return the source as readers see it."""
        return SourceFace(
            key=self.key,
            title=self.title,
            authors=self.authors,
            container=self.container,
            year=self.year or 0,
            tier=self.tier,
            verification=self.verification,
            original=self.original,
            href=self.href,
        )
