"""What changed between two faces of a claim, in words for readers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .choices import About, Relation
from .faces import ClaimFace


def differences(old: ClaimFace, new: ClaimFace) -> list[str]:
    """Say in sentences what ``new`` changed; an empty list where nothing that readers see did."""
    rules = (_statement, _verdict, _certainty, _notice, _caveats, _evidence, _question, _reasons, _scope, _search)
    return [sentence for rule in rules for sentence in rule(old, new)]


def _statement(old: ClaimFace, new: ClaimFace) -> Iterator[str]:
    if old.statement != new.statement:
        yield _("It was worded: “%(old)s”") % {"old": old.statement}


def _verdict(old: ClaimFace, new: ClaimFace) -> Iterator[str]:
    if old.verdict != new.verdict:
        yield _("Verdict: was “%(old)s”, now “%(new)s”.") % {
            "old": old.verdict_words,
            "new": new.verdict_words,
        }


def _certainty(old: ClaimFace, new: ClaimFace) -> Iterator[str]:
    if old.certainty != new.certainty:
        ungraded = _("not graded")
        words = {"old": old.certainty_words or ungraded, "new": new.certainty_words or ungraded}
        yield _("Evidence: was %(old)s, now %(new)s.") % words


def _notice(old: ClaimFace, new: ClaimFace) -> Iterator[str]:
    if new.notice and old.notice != new.notice:
        yield _("Notice: %(notice)s") % {"notice": new.notice_words}
    if old.notice and not new.notice:
        yield _("The re-check is done.")


def _caveats(old: ClaimFace, new: ClaimFace) -> Iterator[str]:
    before, after = {each.slug: each for each in old.caveats}, {each.slug: each for each in new.caveats}
    for slug, caveat in after.items():
        words = {"label": caveat.label, "text": caveat.text}
        if slug not in before:
            yield _("Caveat added: %(label)s %(text)s") % words
        elif before[slug] != caveat:
            yield _("Caveat changed: %(label)s %(text)s") % words
    for slug, caveat in before.items():
        if slug not in after:
            yield _("Caveat removed: %(text)s") % {"text": caveat.text}


def _evidence(old: ClaimFace, new: ClaimFace) -> Iterator[str]:
    before, after = ({each.source.key: each for each in face.evidence} for face in (old, new))
    for key, each in after.items():
        words = {"title": each.source.title, "relation": Relation(each.relation).label}
        if key not in before:
            yield _("Source added: %(title)s (%(relation)s).") % words
        elif before[key].relation != each.relation:
            yield _("Source judged anew: %(title)s (%(relation)s).") % words
        elif before[key] != each:
            yield _("Details of a source changed: %(title)s.") % words
    for key, each in before.items():
        if key not in after:
            yield _("Source removed: %(title)s.") % {"title": each.source.title}


def _question(old: ClaimFace, new: ClaimFace) -> Iterator[str]:
    if (old.question_text, old.stance) != (new.question_text, new.stance):
        yield _("What it answers: “%(question)s” %(stance)s") % {
            "question": new.question_text or _("no question"),
            "stance": new.stance_words,
        }


def _reasons(old: ClaimFace, new: ClaimFace) -> Iterator[str]:
    if old.reasons != new.reasons and new.reasons:
        yield _("Reasons: %(reasons)s") % {"reasons": new.reasons}


def _scope(old: ClaimFace, new: ClaimFace) -> Iterator[str]:
    if (old.about, old.population) != (new.about, new.population):
        words = {"about": About(new.about).label, "population": new.population or _("not said")}
        yield _("It is about %(about)s; in whom: %(population)s.") % words


def _search(old: ClaimFace, new: ClaimFace) -> Iterator[str]:
    if (old.searched_on, old.searched_where) != (new.searched_on, new.searched_where):
        yield _("Searched on %(day)s: %(where)s") % {"day": new.searched_on, "where": new.searched_where}
    if new.successor and old.successor != new.successor:
        yield _("In its place stands: %(slug)s") % {"slug": new.successor}
