"""A flag is judged once, with a reason and with all that follows from it, or not at all."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from claims.models import ClaimVersion
from claims.queries import newest_faces
from moderation.actions import (
    AddCaveat,
    Consequence,
    Correct,
    Overtaken,
    SendBack,
    SignOff,
    Withdraw,
    agree,
    disagree,
    look,
    mark_serious,
    raise_flag,
    reopen,
    same_as,
    undo,
    wait,
)  # fmt: skip
from moderation.models import Correction, Flag, FlagStep
from moderation.queries import sent_back
from moderation.reports.outcomes import outcome
from publishing.models import Publication
from records.models import AppendOnlyError
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def flag(mo: User) -> Flag:
    return raise_flag(claim=factory.signed(by=mo), doubt="not-true")


@pytest.fixture
def page_flag(edith: User) -> Flag:
    publication = factory.published(factory.article(by=edith), by=edith)
    return raise_flag(page=publication.page, doubt="confusing")


def states(flag: Flag) -> list[str]:
    return list(FlagStep.objects.filter(flag=flag).values_list("state", flat=True).order_by("number"))


def test_an_editor_judges_no_flag(flag: Flag, edith: User) -> None:
    for act in (look, mark_serious, undo):
        with pytest.raises(PermissionDenied):
            act(flag=flag, by=edith, seen=0)
    assert states(flag) == []


def test_the_whole_life_of_a_flag_is_kept(flag: Flag, mo: User) -> None:
    look(flag=flag, by=mo, seen=0)
    until = timezone.localdate() + timedelta(days=14)
    wait(flag=flag, on="the authors", until=until, reason="We asked the authors.", by=mo, seen=1)
    disagree(flag=flag, reason="The study is right.", by=mo, seen=2)
    reopen(flag=flag, reason="A new study.", by=mo, seen=3)
    assert states(flag) == ["looking", "waiting", "not-agreed", "looking"]
    flag.refresh_from_db()
    assert flag.state == "looking"
    with pytest.raises(AppendOnlyError):
        FlagStep.objects.filter(flag=flag).delete()


def test_the_second_of_two_moderators_is_told_who_was_first(flag: Flag, mo: User) -> None:
    disagree(flag=flag, reason="No.", by=mo, seen=0)
    with pytest.raises(Overtaken, match="mo was first: “Not changed”"):
        agree(flag=flag, reason="Yes.", consequences=[Correct("This.", "That.")], by=mo, seen=0)
    assert states(flag) == ["not-agreed"]
    assert not Correction.objects.exists()


@pytest.mark.parametrize("act", [disagree, agree])
def test_an_answer_takes_a_reason(act, flag: Flag, mo: User) -> None:  # type: ignore[no-untyped-def]
    more = {"consequences": [Correct("This.", "That.")]} if act is agree else {}
    with pytest.raises(ValidationError, match="Give a reason"):
        act(flag=flag, reason="  ", by=mo, seen=0, **more)
    assert states(flag) == []


def test_agreeing_without_a_consequence_is_refused(flag: Flag, mo: User) -> None:
    with pytest.raises(ValidationError, match="what follows"):
        agree(flag=flag, reason="Yes.", consequences=[], by=mo, seen=0)


def test_a_new_verdict_follows(flag: Flag, mo: User) -> None:
    verdict = SignOff("contested", "low", "A second study disagrees.")
    step = agree(flag=flag, reason="You are right.", consequences=[verdict], by=mo, seen=0)
    assert newest_faces()["it-may-help"].verdict == "contested"
    version = step.claim_version
    assert version is not None and (version.number, step.state) == (2, "agreed")


def test_a_caveat_follows_and_readers_see_it_at_once(flag: Flag, mo: User) -> None:
    extra = factory.caveat("dark-marks", "stop", "It can leave dark marks.")
    step = agree(flag=flag, reason="You are right.", consequences=[AddCaveat(extra)], by=mo, seen=0)
    face = newest_faces()["it-may-help"]
    assert [caveat.slug for caveat in face.caveats] == ["not-sure", "dark-marks"]
    assert step.claim_version is not None
    assert (face.number, face.notice) == (step.claim_version.number, "Being re-checked")


def test_a_caveat_too_many_is_refused(flag: Flag, mo: User) -> None:
    for number in range(3):
        extra = factory.caveat(f"extra-{number}")
        agree(flag=flag, reason="Yes.", consequences=[AddCaveat(extra)], by=mo, seen=number * 2)
        reopen(flag=flag, reason="More.", by=mo, seen=number * 2 + 1)
    with pytest.raises(ValidationError, match="at most 4 caveats"):
        agree(flag=flag, reason="Yes.", consequences=[AddCaveat(factory.caveat("fifth"))], by=mo, seen=6)
    assert len(newest_faces()["it-may-help"].caveats) == 4


def test_a_withdrawal_follows(page_flag: Flag, mo: User) -> None:
    page = page_flag.page
    assert page is not None
    step = agree(
        flag=page_flag, reason="Yes.", consequences=[Withdraw(page, "It was wrong.")], by=mo, seen=0
    )  # fmt: skip
    assert not Publication.objects.shown().exists()
    assert step.withdrawal is not None and step.withdrawal.public_note == "It was wrong."


def test_a_page_is_sent_back_and_a_correction_published_together(page_flag: Flag, mo: User) -> None:
    page = page_flag.page
    assert page is not None
    both: list[Consequence] = [SendBack(page), Correct("We said this.", "We say that now.")]
    step = agree(flag=page_flag, reason="Yes.", consequences=both, by=mo, seen=0)
    assert step.sent_back == page
    assert Correction.objects.get().subject == "/articles/what-helps/"


def test_one_refused_consequence_undoes_the_others(flag: Flag, mo: User) -> None:
    both: list[Consequence] = [Correct("We said this.", "We say that now."), SignOff("supported", "low", "")]
    with pytest.raises(ValidationError, match="reasons"):
        agree(flag=flag, reason="Yes.", consequences=both, by=mo, seen=0)
    assert (states(flag), Correction.objects.count(), ClaimVersion.objects.count()) == ([], 0, 1)


def test_a_later_report_is_the_same_as_an_earlier_one(flag: Flag, mo: User) -> None:
    later = raise_flag(claim=flag.claim, doubt="confusing")
    same_as(flag=later, earlier=flag, by=mo, seen=0)
    later.refresh_from_db()
    assert later.state == "duplicate"
    with pytest.raises(ValidationError, match="earlier report"):
        same_as(flag=flag, earlier=later, by=mo, seen=0)


def test_a_day_that_has_passed_is_nothing_to_wait_for(flag: Flag, mo: User) -> None:
    with pytest.raises(ValidationError, match="still to come"):
        wait(flag=flag, on="the authors", until=timezone.localdate(), reason="We asked.", by=mo, seen=0)


def test_serious_shows_readers_that_the_claim_is_being_rechecked(flag: Flag, mo: User) -> None:
    step = mark_serious(flag=flag, by=mo, seen=0)
    assert newest_faces()["it-may-help"].notice == "Being re-checked"
    assert (step.state, step.is_serious) == ("received", True)
    assert Flag.objects.get().is_serious


def test_what_was_judged_opens_again_only_for_something_new(flag: Flag, mo: User) -> None:
    disagree(flag=flag, reason="No.", by=mo, seen=0)
    with pytest.raises(ValidationError, match="an answer already"):
        look(flag=flag, by=mo, seen=1)
    with pytest.raises(ValidationError, match="new source"):
        reopen(flag=flag, reason=" ", by=mo, seen=1)


def test_a_misclick_is_taken_back(flag: Flag, mo: User) -> None:
    look(flag=flag, by=mo, seen=0)
    disagree(flag=flag, reason="No.", by=mo, seen=1)
    step = undo(flag=flag, by=mo, seen=2)
    flag.refresh_from_db()
    assert (flag.state, step.undoes, states(flag)) == ("looking", 2, ["looking", "not-agreed", "looking"])


def test_who_takes_a_reopening_back_leaves_all_that_had_followed(flag: Flag, mo: User) -> None:
    both: list[Consequence] = [SignOff("contested", "low", "New."), Correct("This.", "That.")]
    first = agree(flag=flag, reason="Yes.", consequences=both, by=mo, seen=0)
    for seen in (1, 3):
        reopen(flag=flag, reason="A slip.", by=mo, seen=seen)
        step = undo(flag=flag, by=mo, seen=seen + 1)
    assert (step.state, step.reason, step.undoes) == ("agreed", "Yes.", 4)
    assert (step.claim_version, step.correction) == (first.claim_version, first.correction)
    said = outcome(flag)
    assert said.words == "You were right: changed in version 2"
    assert [change.url for change in said.changes] == ["/evidence/it-may-help/#history", "/corrections/"]
    with pytest.raises(ValidationError, match="nothing to take back"):
        undo(flag=flag, by=mo, seen=5)


def test_a_page_that_was_mended_is_not_sent_back_anew_when_a_reopening_is_taken_back(
    page_flag: Flag, edith: User, mo: User
) -> None:
    page = page_flag.page
    assert page is not None
    step = agree(flag=page_flag, reason="Yes.", consequences=[SendBack(page)], by=mo, seen=0)
    assert sent_back() == [step]
    factory.published(Article.objects.get(), by=edith)
    reopen(flag=page_flag, reason="A slip.", by=mo, seen=1)
    assert undo(flag=page_flag, by=mo, seen=2).sent_back == page
    assert sent_back() == []
    assert outcome(page_flag).words == "You were right: changed in version 2"


@pytest.mark.parametrize("consequence", [SignOff("contested", "low", "New."), Correct("This.", "That.")])
def test_what_readers_saw_is_not_taken_back(consequence: Consequence, flag: Flag, mo: User) -> None:
    agree(flag=flag, reason="Yes.", consequences=[consequence], by=mo, seen=0)
    with pytest.raises(ValidationError, match="Reopen it instead"):
        undo(flag=flag, by=mo, seen=1)


def test_somebody_elses_step_is_not_taken_back(flag: Flag, mo: User, django_user_model: type[User]) -> None:
    root = django_user_model.objects.create_superuser("root", public_name="Root")
    look(flag=flag, by=root, seen=0)
    with pytest.raises(ValidationError, match="your own last step"):
        undo(flag=flag, by=mo, seen=1)
