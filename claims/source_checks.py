"""What is wrong with one source, as the services and the web tell: facts for the queue, and words for the console."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .choices import Found, Teller
from .models import Source
from .outside import crossref, pubmed
from .outside.client import Client
from .outside.titles import are_alike
from .outside.transport import Unreachable
from .outside.works import Absent, Elsewhere, Notice, NoticeKind, Work
from .source_actions import Fact

KINDS = {NoticeKind.RETRACTED: Found.RETRACTED, NoticeKind.CONCERN: Found.CONCERN}


@dataclass
class Report:
    """What came of asking about one source: facts by who told them, and why others could not tell."""

    told: dict[Teller, list[Fact]] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)

    @property
    def facts(self) -> list[Fact]:
        """Return all facts."""
        return [fact for facts in self.told.values() for fact in facts]


@dataclass(frozen=True)
class Services:
    """The services that know works, and the client that asks them."""

    client: Client
    crossref: str
    pubmed: str


def verify(source: Source, services: Services) -> Report:
    """Ask Crossref about the source's DOI and PubMed about its PMID. Raises nothing: a report says what is unclear."""
    report = Report()
    if source.doi:
        ask = lambda: crossref.look_up(services.client, services.crossref, source.doi)  # noqa: E731
        _ask(report, source, Teller.CROSSREF, f"DOI {source.doi}", source.href, ask)
    if source.pmid:
        ask = lambda: pubmed.look_up(services.client, services.pubmed, source.pmid)  # noqa: E731
        _ask(report, source, Teller.PUBMED, f"PMID {source.pmid}", pubmed_page(source.pmid), ask)
    return report


def _ask(report: Report, source: Source, teller: Teller, name: str, link: str, ask: Callable[[], Work]) -> None:
    try:
        report.told[teller] = work_facts(source, ask(), teller=teller, name=name, link=link)
    except Absent:
        report.told[teller] = [absent_fact(teller, name, link)]
    except Elsewhere as error:
        report.unclear.append(
            _("%(name)s is registered with %(agency)s, which is not asked") % {"name": name, "agency": error}
        )
    except Unreachable as error:
        report.unclear.append(_("%(who)s could not tell: %(why)s") % {"who": teller.label, "why": error})


def work_facts(source: Source, work: Work, *, teller: Teller, name: str, link: str) -> list[Fact]:
    """Return what is wrong with a source, given what a service knows under its identifier (``name``)."""
    facts = [notice_fact(teller, name, notice, link) for notice in gravest(work.notices)]
    if work.titles and not are_alike(source.title, work.titles):
        words = _("%(who)s knows %(name)s as “%(theirs)s”%(year)s, not as “%(ours)s”.") % {
            "who": teller.label,
            "name": name,
            "theirs": work.titles[0],
            "year": f" ({work.year})" if work.year else "",
            "ours": source.title,
        }
        facts.append(Fact(Found.TITLE_MISMATCH, teller, words, (name, work.titles[0], source.title), link))
    return facts


def gravest(notices: tuple[Notice, ...]) -> list[Notice]:
    """Return the newest of the gravest notices, alone: who was retracted need not be doubted, too."""
    for kind in NoticeKind:
        if found := [notice for notice in notices if notice.kind == kind]:
            return [max(found, key=lambda notice: notice.on)]
    return []


def notice_fact(teller: Teller, name: str, notice: Notice, link: str) -> Fact:
    """Return that a work was retracted or is doubted, with the date if it is known."""
    told = {"who": teller.label, "name": name, "date": _shown(notice.on)}
    if notice.kind == NoticeKind.RETRACTED:
        dated, undated = (
            _("%(who)s says that %(name)s was retracted on %(date)s."),
            _("%(who)s says that %(name)s was retracted."),
        )
    else:
        dated = _("%(who)s names an expression of concern about %(name)s, of %(date)s.")
        undated = _("%(who)s names an expression of concern about %(name)s.")
    words = (dated if notice.on else undated) % told
    return Fact(KINDS[notice.kind], teller, words, (name,), notice.link or link)


def _shown(day: str) -> str:
    try:
        return date_format(date.fromisoformat(day))
    except ValueError:
        return day


def absent_fact(teller: Teller, name: str, link: str) -> Fact:
    """Return that nobody knows an identifier."""
    words = _("%(who)s knows no %(name)s.") % {"who": teller.label, "name": name}
    return Fact(Found.NOT_FOUND, teller, words, (name,), link)


def dead_link_fact(url: str, why: str) -> Fact:
    """Return that a link is dead."""
    words = _("%(url)s leads nowhere: %(why)s.") % {"url": url, "why": why}
    return Fact(Found.DEAD_LINK, Teller.WEB, words, (url,), url)


def pubmed_page(pmid: str) -> str:
    """Return the address of a work's page in PubMed."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
