"""The register's words, as they are stored and as readers see them.

Stored values and labels are public: pages carry them in ``data-`` attributes and exports name them.
Certainty uses the four words of GRADE (Guyatt et al., BMJ 2008;336:924) for effects, harms and frequency.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class About(TextChoices):
    """What a claim speaks of."""

    EFFECT = "effect", _("what something does")
    HARM = "harm", _("what can go wrong")
    CONDITION = "condition", _("the condition itself")
    RULE = "rule", _("a regulator’s rule")
    ADVICE = "advice", _("advice")
    EVIDENCE = "evidence", _("what has been studied")


class Stance(TextChoices):
    """What a claim answers to its question."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNCERTAIN = "uncertain", _("Uncertain")


class Verdict(TextChoices):
    """A moderator's judgement, listed from the least to the most cautious."""

    SUPPORTED = "supported", _("Sources back this")
    CONTESTED = "contested", _("Sources disagree")
    UNREVIEWED = "unreviewed", _("Not checked yet")
    UNSUPPORTED = "unsupported", _("Not backed by evidence")
    REFUTED = "refuted", _("Evidence says otherwise")
    RETIRED = "retired", _("Taken back: do not rely on it")


class Certainty(TextChoices):
    """How sure the evidence makes us; the labels are what stands after “Evidence:”."""

    HIGH = "high", _("strong (high certainty)")
    MODERATE = "moderate", _("fair (moderate certainty)")
    LOW = "low", _("weak (low certainty)")
    VERY_LOW = "very_low", _("very weak (very low certainty)")
    NO_STUDIES = "no_studies", _("no study found")
    NOT_GRADED = "not_graded", _("not graded")


GRADED = (Certainty.HIGH, Certainty.MODERATE, Certainty.LOW, Certainty.VERY_LOW)


class Severity(TextChoices):
    """How grave a caveat is; the labels stand before its text."""

    NOTE = "note", _("Good to know:")
    CAUTION = "caution", _("Take care:")
    STOP = "stop", _("Warning:")


class Relation(TextChoices):
    """What a source does for a claim."""

    SUPPORTS = "supports", _("supports it")
    CONTRADICTS = "contradicts", _("contradicts it")
    MENTIONS = "mentions", _("mentions it")


class Read(TextChoices):
    """How much of a source was read for a claim. What was not read is not cited."""

    FULL_TEXT = "full text", _("the full text")
    ABSTRACT = "abstract", _("the abstract")
    PART = "part of page", _("part of the page")
    REPORT = "report of it", _("a report of it")


class Tier(TextChoices):
    """What kind of publisher stands behind a source."""

    REGULATOR = "regulator", _("regulator")
    PUBLIC_HEALTH = "public-health", _("public health service")
    GUIDELINE_BODY = "guideline-body", _("guideline body")
    HOSPITAL = "hospital", _("hospital")
    REVIEW = "review", _("review of studies")
    TRIAL = "trial", _("trial")
    REFERENCE = "reference", _("reference work")
    CASE = "case", _("case report")
    NEWS = "news", _("news")
    CLINIC = "clinic", _("clinic")
    SALON = "salon", _("salon")
    SEED = "seed", _("an article without sources")
    EDITORIAL = "editorial", _("the editors")


#: Support that rests on these alone cannot carry the verdict “Sources back this” for an effect or harm.
WEAK_TIERS = (Tier.NEWS, Tier.CLINIC, Tier.SALON, Tier.SEED, Tier.EDITORIAL)


class Verification(TextChoices):
    """Whether a source was found to be what it says it is."""

    UNVERIFIED = "unverified", _("not checked")
    VERIFIED = "verified", _("found and read")
    NOT_FOUND = "not found", _("could not be found")
    RETRACTED = "retracted", _("retracted")


class Found(TextChoices):
    """What is wrong with a source, the most urgent first."""

    RETRACTED = "retracted", _("It was retracted")
    CONCERN = "expression-of-concern", _("Its publisher doubts it")
    NOT_FOUND = "not-found", _("Nobody knows its DOI or PMID")
    TITLE_MISMATCH = "title-mismatch", _("Its DOI or PMID is that of another title")
    DEAD_LINK = "dead-link", _("Its link is dead")


class Teller(TextChoices):
    """Who says that something is wrong with a source."""

    CROSSREF = "crossref", "Crossref"
    PUBMED = "pubmed", "PubMed"
    RETRACTION_WATCH = "retraction-watch", "Retraction Watch"
    WEB = "web", _("the web")


class Outcome(TextChoices):
    """How a moderator settles what was found about a source."""

    ACCEPT = "accept", _("accepted")
    DISMISS = "dismiss", _("dismissed")


class Risk(TextChoices):
    """How much harm an outdated claim or page could do, from the least to the most."""

    LOW = "low", _("low")
    MEDIUM = "medium", _("medium")
    HIGH = "high", _("high")


class Stage(TextChoices):
    """How far past its next check a claim is, from the first stage to the last."""

    IN_TIME = "in_time", _("checked in time")
    DUE = "due", _("due for a new check")
    OVERDUE = "overdue", _("not checked lately")
    NOT_CHECKED = "not_checked", _("not currently checked")


def rank(choices: type[TextChoices], value: str) -> int:
    """Return the place of ``value`` in the order its choices are listed in, from 0.

    Raises ValueError for a value that is not among them.
    """
    return list(choices.values).index(value)
