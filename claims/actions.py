"""Everything that writes the register's records. Each action is atomic and asks for its permission itself."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from .ageing import day_of
from .caution import more_cautious
from .choices import Certainty, Verdict
from .faces import RECHECKED, ClaimFace
from .fitness import misfits, too_many
from .indexing import index_question, index_version
from .models import Answer, Caveat, Claim, ClaimCaveat, ClaimVersion, Evidence, Question
from .queries import left_out, row_face, rows, stored_face

SIGN_OFF = "claims.sign_off_claim"


@transaction.atomic
def sign_off(*, claim: Claim, verdict: str, certainty: str, reasons: str, by: Any) -> ClaimVersion:
    """Make the claim's row its newest version, with a verdict, a certainty (GRADE's words) and reasons.

    Takes off any notice, and the claim's next check counts from today. Raises PermissionDenied unless ``by`` may
    sign off, ValidationError with one message for each thing that does not fit.
    """
    _demand(by, SIGN_OFF)
    if verdict == Verdict.RETIRED:
        raise ValidationError(_("Use “retire” to take a claim back."))
    claim = locked(claim)
    face = replace(
        row_face(claim),
        verdict=Verdict(verdict).value,
        certainty=Certainty(certainty).value,
        reasons=reasons.strip(),
        notice="",
        successor="",
        checked_on=day_of(None).isoformat(),
    )
    if messages := misfits(face):
        raise ValidationError(messages)
    if claim.successor is not None:
        Claim.objects.filter(pk=claim.pk).update(successor=None)
    return _write(claim, face, by)


@transaction.atomic
def retire(*, claim: Claim, reasons: str, by: Any, successor: Claim | None = None) -> ClaimVersion:
    """Take a claim back; pages that make it say so at once, and its address leads to ``successor`` if there is one.

    Raises PermissionDenied unless ``by`` may sign off, ValidationError without reasons or where the successor is
    the claim itself or retired in favour of it.
    """
    _demand(by, SIGN_OFF)
    if not reasons.strip():
        raise ValidationError(_("Say why the claim is taken back."))
    _refuse_circle(claim, successor)
    claim = locked(claim)
    public = stored_face(claim)
    if public is None:
        raise ValidationError(_("Readers do not see this claim yet, so there is nothing to take back."))
    Claim.objects.filter(pk=claim.pk).update(successor=successor)
    face = replace(
        public,
        verdict=Verdict.RETIRED.value,
        reasons=reasons.strip(),
        notice="",
        successor=successor.slug if successor else "",
    )
    return _write(claim, face, by)


@transaction.atomic
def set_notice(*, claim: Claim, by: Any, notice: str = "") -> ClaimVersion:
    """Say on every page that the claim is being re-checked; only a sign-off takes that off again.

    Raises PermissionDenied unless ``by`` may sign off, ValidationError for a claim that is not public.
    """
    _demand(by, SIGN_OFF)
    claim = locked(claim)
    public = stored_face(claim)
    if public is None:
        raise ValidationError(_("Readers do not see this claim yet."))
    return _write(claim, replace(public, notice=notice.strip() or RECHECKED), by)


@transaction.atomic
def apply_caution(*, claims: Iterable[Claim], by: Any) -> list[ClaimVersion]:
    """Publish at once what the rows of ``claims`` add in caution, and return the versions written.

    To be called after every save of a claim, its caveats, its evidence, or a caveat or source in use: for those,
    with all that ``queries.carrying`` or ``queries.citing`` find, as readers still see what a proposal takes away.
    What softens a claim stays a proposal. Needs no permission of its own: whoever may save may warn.
    """
    written = []
    for claim in _lock(claims):
        public = stored_face(claim)
        if public is None:
            continue
        row = row_face(claim, public)
        cautious = more_cautious(more_cautious(public, row), left_out(public, row))
        if cautious is not public:
            written.append(_write(claim, cautious, by))
    return written


@transaction.atomic
def add_caveat(*, claim: Claim, caveat: Caveat, by: Any) -> ClaimVersion:
    """Add a caveat to a public claim, for readers to see at once, and return the version that says so.

    One that a proposal took off, and that readers therefore see still, goes back on the claim's row. Raises
    PermissionDenied unless ``by`` may sign off, ValidationError where the claim is not public, has the caveat already
    or would have too many of them: what readers see and what is proposed count together.
    """
    _demand(by, SIGN_OFF)
    claim = locked(claim)
    public = stored_face(claim)
    if public is None:
        raise ValidationError(_("Readers do not see this claim yet."))
    row = row_face(claim, public)
    if any(each.slug == caveat.slug for each in row.caveats):
        raise ValidationError(_("The claim carries this caveat already."))
    caveats = (*row.caveats, caveat.as_face())
    if refusal := too_many(more_cautious(public, replace(row, caveats=caveats)).caveats):
        raise ValidationError(refusal)
    ClaimCaveat.objects.create(claim=claim, caveat=caveat, position=len(row.caveats))
    apply_caution(claims=[claim], by=by)
    return ClaimVersion.objects.filter(claim=claim).newest().get()


@transaction.atomic
def ensure_published(*, claims: Iterable[Claim], by: Any) -> list[ClaimVersion]:
    """Write the first version, “Not checked yet”, of each claim that has none, and return those written.

    Raises ValidationError for a claim without a caveat.
    """
    written = []
    for claim in _lock(claims):
        if stored_face(claim) is None:
            face = row_face(claim)
            if not face.caveats:
                raise ValidationError(_("Add a caveat to “%(claim)s” first.") % {"claim": claim.slug})
            written.append(_write(claim, face, by))
    return written


@transaction.atomic
def sign_off_answer(*, question: Question, text: str, by: Any) -> Answer:
    """Make ``text`` the answer that readers see. Raises PermissionDenied, or ValidationError if it does not fit."""
    _demand(by, SIGN_OFF)
    text = text.strip()
    if not text or len(text.split()) > 25 or len(text) > 250:
        raise ValidationError(_("Answer in one sentence, or two short ones: 1 to 25 words."))
    question = Question.objects.select_for_update().get(pk=question.pk)
    newest = question.answers.order_by("-number").first()
    number = newest.number + 1 if newest else 1
    answer = Answer(question=question, question_text=question.text, number=number, text=text, by=by)
    answer.save()
    index_question(question.slug)
    return answer


def _demand(by: Any, permission: str) -> None:
    if not by.has_perm(permission):
        raise PermissionDenied(_("Only a moderator may do this."))


def locked(claim: Claim) -> Claim:
    """Return the claim with all that its face is made of, so that nobody changes that before the transaction ends."""
    return _lock([claim])[0]


def _lock(claims: Iterable[Claim]) -> list[Claim]:
    keys = [claim.pk for claim in claims]
    list(Claim.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    if connection.features.has_select_for_update:  # SQLite locks the whole database: it has done so already
        # What is tied to a claim from now on waits for the claim's own lock; what is tied already, for these.
        for tied in (ClaimCaveat.objects.select_related("caveat"), Evidence.objects.select_related("source")):
            list(tied.select_for_update().filter(claim__in=keys).order_by("pk"))
    return list(rows(Claim.objects.filter(pk__in=keys)).order_by("pk"))


def _write(claim: Claim, face: ClaimFace, by: Any) -> ClaimVersion:
    newest = stored_face(claim)
    version = ClaimVersion(
        claim=claim,
        number=newest.number + 1 if newest else 1,
        verdict=face.verdict,
        certainty=face.certainty,
        face=face.as_json(),
        by=by,
    )
    version.save()
    index_version(version, newest)
    return version


def _refuse_circle(claim: Claim, successor: Claim | None) -> None:
    while successor is not None:
        if successor.pk == claim.pk:
            raise ValidationError(_("Choose another successor: this one leads back to the claim itself."))
        successor = successor.successor
