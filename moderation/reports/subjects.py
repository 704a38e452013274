"""What a report can be about: a claim or a page, as readers see it now."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.faces import ClaimFace
from claims.models import Claim
from claims.queries import newest_faces
from claims.trail import Trail, claim_trail
from publishing import kinds
from publishing.models import Page, Publication
from publishing.trail import page_trail


@dataclass(frozen=True)
class Subject:
    """What the form is about: a claim (``face``), or a ``page`` with the claims that it makes (``faces``).

    ``key`` names it in counts, ``signed`` in tokens: it stays when a page gets another address.
    """

    key: str
    signed: str
    title: str
    url: str
    report_url: str
    face: ClaimFace | None = None
    page: Page | None = None
    faces: tuple[ClaimFace, ...] = ()

    @property
    def trail(self) -> Trail:
        """The way to what it is about, and from there to the form."""
        form = (_("Report"), self.report_url)
        if self.page is not None:
            return page_trail(kinds.get(self.page.kind), self.page, self.title, form)
        question = (self.face.question, self.face.question_text) if self.face and self.face.question else None
        return [*claim_trail(self.key, question), form]


class Moved(Exception):
    """Raised for a page's former slug; ``slug`` is what it has now."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def claim_subject(slug: str) -> Subject:
    """Return a claim that readers see, a retired one too. Raises Http404."""
    face = newest_faces([slug]).get(slug)
    if face is None:
        raise Http404(_("No claim has this address."))
    url = reverse("claims:claim", args=[slug])
    form = reverse("moderation:report_claim", args=[slug])
    return Subject(slug, f"claim:{slug}", face.statement, url, form, face=face)


def page_subject(path: str, slug: str) -> Subject:
    """Return a page that readers see. Raises Http404, and Moved for a slug that it had once."""
    kind = kinds.at_path(path)
    if kind is None:
        raise Http404(_("Nothing stands at this address."))
    shown = Publication.objects.shown().filter(page__kind=kind.name, page__slug=slug).select_related("page")
    publication = shown.defer("content").first()
    if publication is None:
        raise _elsewhere(kind, slug)
    made = publication.claims.order_by("position").values_list("claim_version__claim__slug", flat=True)
    slugs = list(dict.fromkeys(made))
    faces = newest_faces(slugs)
    return Subject(
        str(publication.page),
        f"page:{publication.page_id}",
        publication.title,
        publication.page.get_absolute_url(),
        reverse("moderation:report_page", args=[path, slug]),
        page=publication.page,
        faces=tuple(faces[each] for each in slugs if each in faces),
    )


def claim_row(slug: str) -> Claim:
    """Return the row of a claim that readers see."""
    return Claim.objects.get(slug=slug)


def _elsewhere(kind: kinds.Kind, slug: str) -> Exception:
    page = Page.objects.once_at(kind.name, slug).first()
    return Http404(_("Nothing stands at this address.")) if page is None else Moved(page.slug)
