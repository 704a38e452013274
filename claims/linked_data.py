"""What pages say to machines, in the words of schema.org: dictionaries to be written as JSON-LD. Pure.

A claim never goes without what must be said with it: verdict, evidence and gravest caveats are its ``description``.
No verdict becomes a number: there is no scale from true to false here, so that ratings carry words alone.
A question's page is no ``QAPage``, which is for answers that users give; it is a page about a ``Question``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .browsing import Group
from .choices import Severity, Tier, Verdict, rank
from .faces import ClaimFace, SourceFace
from .telling import judgement, with_label

Data = dict[str, Any]
CONTEXT = "https://schema.org"
DOI = "https://doi.org/"
#: What stands in journals; everything else is cited as a page.
SCHOLARLY = (Tier.REVIEW, Tier.TRIAL, Tier.CASE, Tier.GUIDELINE_BODY)


@dataclass(frozen=True)
class Site:
    """The site that the data speak for: its address without the last slash, its name, its language."""

    url: str
    name: str
    language: str

    def at(self, path: str) -> str:
        """Return the whole address of a path."""
        return f"{self.url}{path}"

    @property
    def ref(self) -> Data:
        """The site as other things name it."""
        return {"@type": "WebSite", "@id": self.at("/#site"), "name": self.name, "url": self.at("/")}

    @property
    def publisher(self) -> Data:
        """Those who keep the site."""
        return {"@type": "Organization", "@id": self.at("/#editors"), "name": self.name, "url": self.at("/")}


def document(data: Data) -> Data:
    """Return data as a document of its own."""
    return {"@context": CONTEXT, **data}


def whole_site(site: Site, search_path: str = "/search/") -> Data:
    """Return the site itself, and how it is searched."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": site.at(f"{search_path}?q={{words}}")},
        "query-input": "required name=words",
    }
    return {**site.ref, "inLanguage": site.language, "publisher": site.publisher, "potentialAction": search}


def web_page(site: Site, path: str, name: str, kind: str = "WebPage", **more: Any) -> Data:
    """Return one page of the site; what is empty is left out."""
    url = site.at(path)
    told = {"@type": kind, "@id": url, "url": url, "name": name, "inLanguage": site.language, "isPartOf": site.ref}
    return {**told, **{key: value for key, value in more.items() if value}}


def claim(site: Site, face: ClaimFace) -> Data:
    """Return a claim as any page holds it: its words, and what must be said with them."""
    return {
        "@type": "Claim",
        "@id": site.at(f"/evidence/{face.slug}/#claim"),
        "text": face.statement,
        "description": judgement(face),
    }


def source(face: SourceFace) -> Data:
    """Return a work that is cited, with its DOI where it has one."""
    cited: Data = {"@type": "ScholarlyArticle" if face.tier in SCHOLARLY else "WebPage", "name": face.title}
    if face.href:
        cited["@id"] = face.href
    if face.href.startswith(DOI):
        cited["identifier"] = f"doi:{face.href.removeprefix(DOI)}"
    return cited


def sources(faces: Iterable[ClaimFace]) -> list[Data]:
    """Return the works that claims cite, once each."""
    return [
        source(each) for each in {each.source.key: each.source for face in faces for each in face.evidence}.values()
    ]


def claim_page(site: Site, face: ClaimFace, made_on: Sequence[tuple[str, str, bool]] = ()) -> Data:
    """Return the page of one claim: who makes it, what it rests on, and the review of it once there is one."""
    whole = {
        **claim(site, face),
        "version": face.number,
        "dateModified": face.at,
        "appearance": [web_link(site, path, title) for title, path, is_reported in made_on if not is_reported],
        "citation": sources([face]),
        "review": _review(site, face),
    }
    name = f"{face.verdict_words}: “{face.statement}”"
    entity = {key: value for key, value in whole.items() if value}
    return web_page(site, f"/evidence/{face.slug}/", name, description=judgement(face), mainEntity=entity)


def web_link(site: Site, path: str, title: str) -> Data:
    """Return another page of the site by its address and title."""
    return {"@type": "WebPage", "@id": site.at(path), "name": title}


def _review(site: Site, face: ClaimFace) -> Data:
    """Return a moderator's judgement of a claim; nothing where none has judged it."""
    if face.verdict == Verdict.UNREVIEWED:
        return {}
    told = {
        "@type": "ClaimReview",
        "claimReviewed": face.statement,
        "description": judgement(face),
        "reviewBody": face.reasons,
        "reviewRating": {"@type": "Rating", "alternateName": face.verdict_words},
        "datePublished": face.checked_on,
        "author": site.publisher,
    }
    return {key: value for key, value in told.items() if value}


def question_page(site: Site, group: Group) -> Data:
    """Return the page of a question: its signed-off answer with the gravest caveat, and the claims that answer it."""
    caveats = [caveat for face in group.faces for caveat in face.caveats_by_gravity[:1]]
    gravest = max(caveats, key=lambda caveat: rank(Severity, caveat.severity), default=None)
    answer: Data = {"@type": "Answer", "text": group.answer}
    if gravest:
        answer["description"] = with_label(gravest)
    asked: Data = {"@type": "Question", "name": group.text, **({"acceptedAnswer": answer} if group.answer else {})}
    parts = [claim(site, face) for face in group.faces]
    return web_page(site, f"/questions/{group.slug}/", group.text, mainEntity=asked, hasPart=parts)


def source_page(site: Site, face: SourceFace) -> Data:
    """Return the page of one source."""
    return web_page(site, f"/sources/{face.key}/", face.title, mainEntity=source(face))


def register_page(site: Site, licence: str = "", downloads: Mapping[str, str] | None = None) -> Data:
    """Return the register as a set of data; ``downloads`` are its files: paths by media type."""
    files = [
        {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": site.at(path)}
        for media_type, path in (downloads or {}).items()
    ]
    told = _("Every claim of this site with its verdict, its certainty, its caveats and its sources, as they are now.")
    held = {"@type": "Dataset", "@id": site.at("/evidence/#register"), "name": _("The register of claims")}
    more = {"description": told, "url": site.at("/evidence/"), "creator": site.publisher, "isAccessibleForFree": True}
    dataset = {**held, **more, "license": licence, "distribution": files}
    entity = {key: value for key, value in dataset.items() if value}
    return web_page(site, "/evidence/", _("Evidence"), "CollectionPage", mainEntity=entity)


def breadcrumbs(site: Site, trail: Iterable[tuple[str, str]]) -> Data:
    """Return the way to a page, from the first page on: titles and paths in order."""
    steps = [
        {"@type": "ListItem", "position": place, "item": web_link(site, path, title)}
        for place, (title, path) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}
