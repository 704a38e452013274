"""What readers find of the register follows every act on it."""

import pytest

from accounts.models import User
from claims import actions
from claims.models import Answer, ClaimCaveat, ClaimVersion, Evidence
from publishing.indexing import differences
from records.actions import redact
from search.models import Entry
from tests import factory

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    """Return the owners of what is found by some words, and see that the index says what the records say."""
    assert differences() == []
    return sorted(each.owner for each in Entry.objects.live().search(words))


def sign(claim: object, by: User, **more: str) -> None:
    judged = {"verdict": "contested", "certainty": "low", "reasons": "As the review says.", **more}
    actions.sign_off(claim=claim, by=by, **judged)  # type: ignore[arg-type]


def test_a_claim_is_found_from_its_first_version_on_by_statement_question_and_caveats(mo: User) -> None:
    claim = factory.claim(statement="Urea softens bumps.", question=factory.question(text="Helps urea?"), stance="yes")
    assert found("bumps") == []
    actions.ensure_published(claims=[claim], by=mo)
    assert found("bumps") == ["claim/it-may-help"]
    assert found("urea") == ["claim/it-may-help", "question/does-it-help"]
    assert found("nobody studied") == ["claim/it-may-help"]


def test_what_is_proposed_is_not_found_before_its_sign_off(mo: User) -> None:
    claim = factory.signed(by=mo, statement="Urea softens bumps.")
    claim.statement = "Urea dissolves plugs."
    claim.save()
    assert (found("plugs"), found("bumps")) == ([], ["claim/it-may-help"])
    sign(claim, mo)
    assert (found("plugs"), found("bumps")) == (["claim/it-may-help"], [])


def test_more_caution_is_found_at_once(mo: User) -> None:
    claim = factory.signed(by=mo)
    ClaimCaveat.objects.create(claim=claim, caveat=factory.caveat("eyes", "stop", "Keep it out of your eyes."))
    actions.apply_caution(claims=[claim], by=mo)
    assert found("eyes") == ["claim/it-may-help"]
    actions.set_notice(claim=claim, by=mo)
    assert found("eyes") == ["claim/it-may-help"]


def test_a_source_is_found_as_long_as_a_public_claim_cites_it(mo: User) -> None:
    first, second = factory.signed("first", by=mo), factory.signed("second", by=mo)
    for claim, expected in ((first, ["source/review-2020"]), (second, [])):
        assert found("review 2020") == ["source/review-2020"]
        claim.evidence.all().delete()
        sign(claim, mo)
        assert found("review 2020") == expected
    assert Evidence.objects.count() == 0


def test_a_question_moves_with_its_claims_and_is_found_by_its_answer(mo: User) -> None:
    old, new = factory.question("old", text="Old question?"), factory.question("new", text="New question?")
    claim = factory.signed(by=mo, question=old, stance="yes")
    actions.sign_off_answer(question=old, text="Hardly, as far as anybody looked.", by=mo)
    assert found("hardly") == ["question/old"]
    claim.question = new
    claim.save()
    sign(claim, mo)
    assert (found("hardly"), found("new question")) == ([], ["claim/it-may-help", "question/new"])


def test_a_claim_taken_back_is_found_unless_its_address_leads_to_another(mo: User) -> None:
    claim = factory.signed("old", by=mo, statement="Urea softens bumps.")
    actions.retire(claim=claim, reasons="It was wrong.", by=mo)
    assert found("bumps") == ["claim/old"]
    successor = factory.claim("new", statement="Urea may help.")
    actions.retire(claim=claim, reasons="It was wrong.", by=mo, successor=successor)
    assert found("bumps") == ["claim/old"], "its successor is not public yet"
    sign(successor, mo)
    assert (found("bumps"), found("urea")) == ([], ["claim/new"])
    sign(claim, mo)
    assert found("bumps") == ["claim/old"], "it was judged anew"


def test_what_is_redacted_is_found_no_more(mo: User) -> None:
    root = User.objects.create_superuser("root", password="pass")
    factory.signed(by=mo, statement="Urea softens bumps.", question=factory.question(), stance="yes")
    actions.sign_off_answer(question=factory.question(), text="Hardly.", by=mo)
    assert (found("bumps"), found("hardly"), found("review")) != ([], [], [])
    redact(record=ClaimVersion.objects.get(), reason="A court order.", by=root)
    redact(record=Answer.objects.get(), reason="A court order.", by=root)
    assert (found("bumps"), found("hardly"), found("review")) == ([], [], [])
    assert "claim/it-may-help" in found("taken out court order")


def test_an_action_that_fails_leaves_the_index_as_it_was(mo: User) -> None:
    claim = factory.signed(by=mo, statement="Urea softens bumps.")
    claim.statement, claim.about = "Urea cures bumps.", "effect"
    claim.save()
    with pytest.raises(Exception, match="reasons"):
        sign(claim, mo, reasons=" ")
    assert (found("cures"), found("softens")) == ([], ["claim/it-may-help"])
