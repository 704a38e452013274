"""Whose work a row is: the starter content's own account, and what somebody else did since."""

from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from accounts.models import User
from claims.models import Answer, Claim, ClaimVersion, Question
from claims.queries import newest_face, row_face, rows
from publishing.models import Publication, Topic, TopicVersion, WorkingCopy

USERNAME = "starter-content"
PUBLIC_NAME = "starter content"
WRITE_ARTICLES = ("articles.add_article", "articles.change_article")
WRITE_TREATMENTS = tuple(
    f"treatments.{verb}_{model}" for model in ("treatment", "aftercarechecklist") for verb in ("add", "change")
)
WRITE_TOPICS = ("publishing.add_topic", "publishing.change_topic")
SIGN_OFF_AND_PUBLISH = (
    "claims.sign_off_claim",
    "publishing.publish_page",
    "publishing.settle_finding",
    "publishing.settle_risky_finding",
)
IMPORTER = "imported-pages"
UNCHANGED = "[]"


def starter() -> User:
    """Return the account in whose name starter content is loaded."""
    return _account(USERNAME, PUBLIC_NAME, (*WRITE_ARTICLES, *WRITE_TREATMENTS, *WRITE_TOPICS, *SIGN_OFF_AND_PUBLISH))


def importer() -> User:
    """Return the account in whose name pages are imported as drafts, where nobody is named."""
    return _account(IMPORTER, "", WRITE_ARTICLES)


def _account(username: str, public_name: str, permissions: tuple[str, ...]) -> User:
    """Return an account with exactly these permissions; nobody can sign in with it."""
    user, _ = User.objects.get_or_create(username=username, defaults={"public_name": public_name})
    user.set_unusable_password()
    user.is_staff = user.is_superuser = False
    user.is_active = True
    user.save()
    user.groups.clear()
    names = (name.split(".") for name in permissions)
    user.user_permissions.set(
        Permission.objects.get(content_type__app_label=app, codename=codename) for app, codename in names
    )
    # Afresh, as an account remembers the permissions that it was asked for.
    return User.objects.get(pk=user.pk)


def log(row: Model, by: User, is_new: bool) -> None:
    """Note in the admin's history that the loader wrote a row."""
    LogEntry.objects.log_actions(
        user_id=by.pk, queryset=[row], action_flag=ADDITION if is_new else CHANGE,
        change_message="Loaded from files.", single_object=True,
    )  # fmt: skip


def edited_since(model: type[Model], by: User) -> set[Any]:
    """Return the keys of the rows that somebody other than ``by`` was the last to change."""
    found = _logged(model, by)
    if model is Claim:
        found |= _rewritten(ClaimVersion, "claim_id", by) | _proposed()
    elif model is Question:
        found |= _rewritten(Answer, "question_id", by) | _unsigned()
    elif model is Topic:
        found |= _rewritten(TopicVersion, "topic_id", by)
    elif issubclass(model, WorkingCopy):
        theirs = Q(page__in=_rewritten(Publication, "page_id", by)) | ~Q(saved_by=by)
        found |= set(model.objects.filter(theirs).values_list("pk", flat=True))
    return found


def _logged(model: type[Model], by: User) -> set[Any]:
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
    oldest_first = entries.exclude(change_message=UNCHANGED).order_by("action_time", "pk")
    newest = dict(oldest_first.values_list("object_id", "user_id"))
    return {int(key) for key, user in newest.items() if key and user != by.pk}


def _rewritten(record: Any, series: str, by: User) -> set[Any]:
    """Return the series whose newest record was written by somebody else."""
    newest = dict(record.objects.order_by("number").values_list(series, "by"))
    return {key for key, user in newest.items() if user != by.pk}


def _proposed() -> set[Any]:
    """Return claims whose row says something else than readers see."""
    found = ((claim, newest_face(claim)) for claim in rows())
    return {claim.pk for claim, newest in found if newest is not None and row_face(claim, newest) != newest}


def _unsigned() -> set[Any]:
    """Return questions whose row proposes another answer than the one that was signed off."""
    newest = dict(Answer.objects.order_by("number").values_list("question", "text"))
    proposed = Question.objects.values_list("pk", "answer")
    return {key for key, answer in proposed if newest.get(key, answer) != answer}
