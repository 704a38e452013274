"""The actions that write the register's records: who may, what they refuse, what readers then see."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from claims import actions
from claims.choices import Verdict
from claims.faces import ClaimFace
from claims.models import Answer, Caveat, Claim, ClaimVersion, Evidence, Source
from claims.queries import newest_face, newest_faces, proposals, row_face
from tests import factory

pytestmark = pytest.mark.django_db


def sign_off(claim: Claim, by: User, verdict: str = "supported", **more: Any) -> ClaimVersion:
    return actions.sign_off(
        claim=claim,
        by=by,
        **{"verdict": verdict, "certainty": "low", "reasons": "As the review says.", **more},
    )


def shown(claim: Claim) -> ClaimFace:
    face = newest_faces([claim.slug]).get(claim.slug)
    assert face is not None
    return face


def test_a_sign_off_makes_the_row_the_newest_version(mo: User) -> None:
    claim = factory.claim()
    version = sign_off(claim, mo, reasons="  Two trials agree. ")
    assert (version.number, version.verdict, version.certainty, version.by_name) == (
        1,
        "supported",
        "low",
        mo.public_name,
    )
    face = shown(claim)
    assert (face.statement, face.reasons, face.notice) == (claim.statement, "Two trials agree.", "")
    assert [caveat.slug for caveat in face.caveats] == ["not-sure"]
    assert [each.source.key for each in face.evidence] == ["review-2020"]


def test_what_is_saved_waits_until_it_is_signed_off(mo: User) -> None:
    claim = factory.signed(by=mo)
    Claim.objects.filter(pk=claim.pk).update(statement="It can help a lot.")
    assert shown(claim).statement == "It may help a little."
    assert set(proposals(Claim.objects.all())) == {claim.slug}
    assert sign_off(claim, mo).number == 2
    assert shown(claim).statement == "It can help a lot."
    assert proposals(Claim.objects.all()) == {}


def test_only_a_moderator_judges(edith: User) -> None:
    claim, question = factory.claim(), factory.question()
    for act in (
        lambda: sign_off(claim, edith),
        lambda: actions.retire(claim=claim, reasons="Wrong.", by=edith),
        lambda: actions.set_notice(claim=claim, by=edith),
        lambda: actions.sign_off_answer(question=question, text="No.", by=edith),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not ClaimVersion.objects.exists()
    assert not Answer.objects.exists()


def test_a_sign_off_that_does_not_fit_names_every_reason_and_writes_nothing(mo: User) -> None:
    claim = factory.claim(caveats=(), backed=False)
    with pytest.raises(ValidationError) as refused:
        sign_off(claim, mo, reasons=" ")
    assert len(refused.value.messages) == 3
    assert not ClaimVersion.objects.exists()


@pytest.mark.parametrize(("verdict", "certainty", "error"), [
    ("retired", "low", ValidationError), ("nonsense", "low", ValueError), ("supported", "sure", ValueError),
])  # fmt: skip
def test_a_sign_off_takes_only_its_own_words(mo: User, verdict: str, certainty: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        sign_off(factory.claim(), mo, verdict, certainty=certainty)


def test_an_added_caveat_is_live_at_once_and_needs_no_permission(edith: User, mo: User) -> None:
    claim = factory.signed(by=mo)
    claim.carried.create(caveat=factory.caveat("herpes", "stop", "Tell them about cold sores."), position=1)
    (version,) = actions.apply_caution(claims=[claim], by=edith)
    assert (version.number, version.verdict, version.by_name) == (2, "supported", edith.public_name)
    face = shown(claim)
    assert [caveat.slug for caveat in face.caveats] == ["not-sure", "herpes"]
    assert face.notice == "Being re-checked"
    assert face.is_alarming
    assert actions.apply_caution(claims=[claim], by=edith) == []


def test_a_caveat_that_a_proposal_took_off_goes_back_on_the_row(mo: User) -> None:
    claim = factory.signed(by=mo)
    claim.carried.all().delete()
    version = actions.add_caveat(claim=claim, caveat=factory.caveat(), by=mo)
    assert (version.number, [each.slug for each in version.as_face().caveats]) == (1, ["not-sure"])
    assert [each.caveat.slug for each in claim.carried.all()] == ["not-sure"]
    with pytest.raises(ValidationError, match="already"):
        actions.add_caveat(claim=claim, caveat=factory.caveat(), by=mo)


@pytest.mark.parametrize(("severity", "most"), [("note", 4), ("stop", 2)])
def test_no_caveat_is_added_beyond_what_readers_see_and_what_is_proposed(mo: User, severity: str, most: int) -> None:
    caveats = tuple(factory.caveat(f"one-{each}", severity) for each in range(most))
    claim = factory.signed(by=mo, caveats=caveats)
    claim.carried.filter(caveat=caveats[0]).delete()
    with pytest.raises(ValidationError, match=f"at most {most}"):
        actions.add_caveat(claim=claim, caveat=factory.caveat("new", severity), by=mo)
    assert claim.carried.count() == most - 1
    assert actions.add_caveat(claim=claim, caveat=caveats[0], by=mo).number == 1


def test_a_softened_caveat_waits(edith: User, mo: User) -> None:
    claim = factory.signed(by=mo)
    Caveat.objects.update(severity="note", text="All is well.")
    assert actions.apply_caution(claims=[claim], by=edith) == []
    assert shown(claim).caveats[0].text == "Nobody has studied this."
    sign_off(claim, mo)
    assert shown(claim).caveats[0].text == "All is well."


def test_a_retraction_reaches_every_claim_that_rests_on_the_source(edith: User, mo: User) -> None:
    first, second = factory.signed("first", by=mo), factory.signed("second", by=mo)
    unseen = factory.claim("unseen")
    Source.objects.update(verification="retracted")
    written = actions.apply_caution(claims=Claim.objects.all(), by=edith)
    assert [version.claim for version in written] == [first, second]
    assert all(shown(claim).evidence[0].source.verification == "retracted" for claim in (first, second))
    assert newest_face(unseen) is None


def test_caution_goes_live_without_the_softening_that_was_saved_beside_it(edith: User, mo: User) -> None:
    claim = factory.signed(by=mo)
    Claim.objects.filter(pk=claim.pk).update(statement="It can help everybody.")
    claim.carried.all().delete()
    Evidence.objects.create(claim=claim, source=factory.source("trial"), relation="contradicts", read="abstract")
    actions.apply_caution(claims=[claim], by=edith)
    face = shown(claim)
    assert face.statement == "It may help a little."
    assert [caveat.slug for caveat in face.caveats] == ["not-sure"]
    assert [each.relation for each in face.evidence] == ["supports", "contradicts"]


def test_a_notice_stands_until_a_sign_off(mo: User) -> None:
    claim = factory.signed(by=mo)
    actions.set_notice(claim=claim, notice=" A reader reported a burn. ", by=mo)
    assert shown(claim).notice == "A reader reported a burn."
    assert shown(claim).verdict == "supported"
    actions.set_notice(claim=claim, by=mo)
    assert shown(claim).notice == "Being re-checked"
    sign_off(claim, mo)
    assert shown(claim).notice == ""


def test_a_notice_needs_readers(mo: User) -> None:
    with pytest.raises(ValidationError, match="Readers do not see"):
        actions.set_notice(claim=factory.claim(), by=mo)


def test_a_notice_publishes_nothing_that_waits(mo: User) -> None:
    claim = factory.signed(by=mo)
    Claim.objects.filter(pk=claim.pk).update(statement="It surely helps.")
    actions.set_notice(claim=claim, by=mo)
    assert shown(claim).statement == "It may help a little."


def test_a_retired_claim_says_so_and_names_its_successor(mo: User) -> None:
    old, new = factory.signed("old", by=mo), factory.signed("new", by=mo)
    actions.retire(claim=old, reasons="Said better elsewhere.", successor=new, by=mo)
    face = shown(old)
    assert (face.verdict, face.successor, face.reasons) == (Verdict.RETIRED, "new", "Said better elsewhere.")
    assert face.caveats
    assert proposals(Claim.objects.all()) == {}


def test_a_retired_claim_can_be_signed_off_again(mo: User) -> None:
    old, new = factory.signed("old", by=mo), factory.signed("new", by=mo)
    actions.retire(claim=old, reasons="Said better elsewhere.", successor=new, by=mo)
    sign_off(old, mo)
    old.refresh_from_db()
    assert old.successor is None
    assert (shown(old).verdict, shown(old).successor) == ("supported", "")


def test_retiring_needs_reasons_and_goes_in_no_circle(mo: User) -> None:
    first, second = factory.signed("first", by=mo), factory.signed("second", by=mo)
    with pytest.raises(ValidationError, match="Say why"):
        actions.retire(claim=first, reasons=" ", by=mo)
    with pytest.raises(ValidationError, match="another successor"):
        actions.retire(claim=first, reasons="Wrong.", successor=first, by=mo)
    actions.retire(claim=first, reasons="Wrong.", successor=second, by=mo)
    first.refresh_from_db()
    with pytest.raises(ValidationError, match="another successor"):
        actions.retire(claim=second, reasons="Wrong.", successor=first, by=mo)
    second.refresh_from_db()
    assert second.successor is None
    assert shown(second).verdict == "supported"


def test_a_page_publishes_an_unseen_claim_as_not_checked_yet_once(edith: User) -> None:
    claim = factory.claim()
    (version,) = actions.ensure_published(claims=[claim], by=edith)
    assert (version.number, version.verdict, version.certainty) == (1, "unreviewed", "not_graded")
    assert actions.ensure_published(claims=[claim], by=edith) == []


def test_a_claim_without_a_caveat_is_not_published_and_neither_are_those_beside_it(edith: User) -> None:
    claims = [factory.claim("first"), factory.claim("bare", caveats=())]
    with pytest.raises(ValidationError, match="bare"):
        actions.ensure_published(claims=claims, by=edith)
    assert not ClaimVersion.objects.exists()


def test_answers_are_numbered_and_the_newest_counts(mo: User) -> None:
    question = factory.question()
    actions.sign_off_answer(question=question, text=" We do not know. ", by=mo)
    answer = actions.sign_off_answer(question=question, text="Perhaps.", by=mo)
    assert (answer.number, answer.text) == (2, "Perhaps.")
    assert [each.text for each in Answer.objects.newest()] == ["Perhaps."]


@pytest.mark.parametrize("text", ["", "  ", "word " * 26])
def test_an_answer_is_one_short_sentence(mo: User, text: str) -> None:
    with pytest.raises(ValidationError):
        actions.sign_off_answer(question=factory.question(), text=text, by=mo)


def test_a_stance_is_hidden_where_the_question_has_no_yes_or_no(mo: User) -> None:
    asked = factory.question(yes_no=False)
    assert row_face(factory.claim(question=asked, stance="uncertain")).stance == ""
