"""What can be cited, as frozen data: a version of a claim, an answer to a question, a version of a page, a source."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from claims.ageing import day_of
from claims.choices import Verification
from claims.faces import ClaimFace, SourceFace
from claims.languages import content_language

DOI = "https://doi.org/"
#: What may stand in an address of a citation as it is; the rest would end a field of BibTeX or RIS.
IN_ADDRESS = ":/?#[]@!$&'()*+,=%~"


@dataclass(frozen=True)
class Work:
    """One thing to cite. ``published`` is year, month and day, the year alone, or nothing.

    ``key`` names it in files; ``form`` is a type of CSL; ``read_on`` the day on which it was read, None where no
    address is given; ``note`` what must be said with it. Titles of claims carry verdict and caveats themselves.
    """

    key: str
    title: str
    url: str
    form: str = "webpage"
    author: str = ""
    container: str = ""
    published: tuple[int, ...] = ()
    read_on: date | None = None
    doi: str = ""
    note: str = ""


@content_language()
def of_claim(face: ClaimFace, on: date) -> Work:
    """Return a claim, in the version that readers see on a day, with the verdict and the caveats of that day."""
    words = [f"{face.verdict_words}.", face.due_words, *(f"{each.label} {each.text}" for each in face.leading_caveats)]
    if face.certainty_words:
        words.insert(1, _("Evidence: %(words)s.") % {"words": face.certainty_words})
    if face.notice:
        words.insert(0, f"{_('Being re-checked')}.")
    said = " ".join(filter(None, words))
    return _own(
        face.slug,
        _("“%(statement)s” [claim, version %(number)s: %(said)s]")
        % {"statement": face.statement, "number": face.number, "said": said},
        reverse("claims:version", args=[face.slug, face.number]),
        day_of(parse_datetime(face.at)).isoformat(),
        on,
    )


@content_language()
def of_question(slug: str, text: str, number: int, day: date | None, on: date) -> Work:
    """Return a question with the number of its signed-off answer (0 for none) and the day of that."""
    what = _("question, answer %(number)s") % {"number": number} if number else _("question without an answer yet")
    published = day.isoformat() if day else ""
    return _own(f"question-{slug}", f"{text} [{what}]", reverse("claims:question", args=[slug]), published, on)


@content_language()
def of_page(key: str, title: str, url: str, number: int, day: date, on: date) -> Work:
    """Return a version of a page by its title, which states no claim, and the address of that version."""
    what = _("version %(number)s") % {"number": number}
    return _own(key, f"{title} [{what}]", url, day.isoformat(), on)


@content_language()
def of_source(source: SourceFace, on: date) -> Work:
    """Return a source as it is public: a copy by its original, a retracted or lost one with words that say so."""
    doi = source.href.removeprefix(DOI) if source.href.startswith(DOI) else ""
    publisher = source.original or source.container
    author = source.authors or publisher or (urlsplit(source.href).hostname or "")
    states = {Verification.RETRACTED: _("retracted"), Verification.NOT_FOUND: _("could not be found")}
    state = states.get(Verification(source.verification), "")
    return Work(
        key=source.key,
        title=f"{source.title} [{state}]" if state else source.title,
        url=_address(source.href),
        form=_form(source, is_registered=bool(doi) or "pubmed.ncbi.nlm.nih.gov" in source.href),
        author=author,
        container="" if publisher == author else publisher,
        published=(source.year,) if source.year else (),
        read_on=on if source.href and not doi else None,
        doi=doi,
        note=_("This source was retracted: do not rely on it.") if state == states[Verification.RETRACTED] else "",
    )


def _form(source: SourceFace, *, is_registered: bool) -> str:
    if is_registered and source.container:
        return "article-journal"
    return "webpage" if source.href else "document"


def _own(key: str, title: str, path: str, published: str, on: date) -> Work:
    return Work(
        key=key,
        title=title,
        url=_address(f"{settings.SITE_URL}{path}"),
        author=settings.SITE_NAME,
        published=tuple(int(part) for part in re.findall(r"\d+", published)),
        read_on=on,
    )


def _address(url: str) -> str:
    return quote(url, safe=IN_ADDRESS)
