"""Reasons that moderators have at hand when they leave a row as it is."""

from django.utils.translation import gettext_lazy as _

from moderation.queue import ACTS, Act, Kind

#: What fits every kind, after the reasons of the kind itself.
ALWAYS = (_("The editors were asked about it."), _("It is being worked on."))

REASONS = {
    Kind.UNREVIEWED: (
        _("It waits for a source that was asked for."),
        _("It waits for a moderator who knows the subject."),
    ),
    Kind.RECHECK: (_("The check goes on. The notice stays until it is done."),),
    Kind.PROPOSED: (_("The change is not finished yet."),),
    Kind.CONTRADICTION: (
        _("They are about different people."),
        _("They are about different treatments."),
        _("The caveats of both say why they differ."),
    ),
    Kind.SECOND_HAND: (
        _("The report gives the work’s own figures."),
        _("No copy of the work can be had, and a caveat says so."),
    ),
    Kind.WEAK_SOURCES: (_("The source is being looked for."), _("A caveat says how little is behind it.")),
    Kind.OTHER_POPULATION: (
        _("Both names mean the same people."),
        _("These people are among those who were studied."),
        _("A caveat tells readers so."),
    ),
    Kind.OLD_SEARCH: (_("A new search is planned."),),
}


#: Why what was found about a source may be wrong.
DISMISSALS = (
    _("It is about another work."),
    _("The notice only corrects details."),
    _("The link works: I opened it."),
    _("The title differs only in spelling."),
)


def at_hand(kind: Kind) -> list[str]:
    """Return the reasons for leaving a row of a kind as it is, at most six; none where it is never just left."""
    if Act.LEAVE not in ACTS[kind]:
        return []
    return [str(reason) for reason in (*REASONS.get(kind, ()), *ALWAYS)][:6]
