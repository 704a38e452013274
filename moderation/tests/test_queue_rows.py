"""What puts a row into the queue, and what takes it out again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from claims.actions import retire, set_notice, sign_off
from claims.faces import ClaimFace, EvidenceFace, SourceFace
from claims.models import Claim, Evidence, Source
from claims.queries import newest_faces
from moderation.actions import disagree, mark_serious, raise_flag, wait
from moderation.actions.rows import bring_back, leave, mark_turned_away_seen
from moderation.models import TurnedAway
from moderation.queue import ACTS, SOURCES, Kind, Origin, Risk, Row, Scene, all_rows, ranked
from moderation.queue.faces import old_search, unreviewed
from moderation.queue.listing import Queue, read_queue
from moderation.queue.populations import are_related
from moderation.queue.scene import Made
from publishing.actions import withdraw
from tests import factory

pytestmark = pytest.mark.django_db

BODY = "## Found\n\nIt [may help a little](claim:{})."
REPORTED = '## Found\n\nSome say it [may help a little](claim:{} "reported").'


def keys() -> list[str]:
    return [row.key for row in read_queue().rows]


def found(key: str) -> Row:
    row = read_queue().find(key)
    assert row is not None, keys()
    return row


def page_with(slug: str, by: User, body: str = BODY, name: str = "what-helps") -> Any:
    return factory.published(factory.article(name, by=by, body=body.format(slug)), by=by)


def judge(claim: Claim, by: User, verdict: str = "supported", certainty: str = "low") -> None:
    sign_off(claim=claim, verdict=verdict, certainty=certainty, reasons="As the review says.", by=by)


# --- claims not checked yet ---------------------------------------------------------------------------------


def test_an_unreviewed_claim_on_a_live_page_waits_until_it_is_signed_off(mo: User) -> None:
    claim = factory.claim()
    page_with(claim.slug, mo)
    row = found("unreviewed:it-may-help")
    assert (row.reach, row.risk, row.title) == (1, Risk.UNREVIEWED, "It may help a little.")
    judge(claim, mo)
    assert keys() == []


def test_an_effect_nobody_checked_stands_above_a_condition() -> None:
    abouts = ("condition", "effect", "harm")
    faces = {about: ClaimFace(about, "It helps.", about) for about in abouts}
    made = {about: (Made(1, "What helps?"),) for about in abouts}
    rows = ranked(unreviewed(Scene(timezone.now(), faces, made=made)))
    assert [row.subject for row in rows if row.risk == Risk.UNREVIEWED_EFFECT_OR_HARM] == ["effect", "harm"]
    assert rows[-1].subject == "condition"


def test_a_claim_that_is_only_reported_is_made_nowhere(mo: User) -> None:
    page_with(factory.claim().slug, mo, REPORTED)
    assert keys() == []


def test_a_withdrawn_page_makes_no_claim(mo: User) -> None:
    publication = page_with(factory.claim().slug, mo)
    withdraw(page=publication.page, public_note="It was wrong.", by=mo)
    assert keys() == []


# --- notices and proposals ----------------------------------------------------------------------------------


def test_a_claim_being_rechecked_waits_until_it_is_signed_off(mo: User) -> None:
    claim = factory.signed(by=mo)
    set_notice(claim=claim, by=mo)
    assert "Being re-checked" in found("recheck:it-may-help").why
    judge(claim, mo)
    assert keys() == []


def test_a_proposed_change_waits_until_it_is_signed_off(mo: User) -> None:
    claim = factory.signed(by=mo)
    Claim.objects.filter(pk=claim.pk).update(statement="It might help.")
    row = found("proposed:it-may-help")
    assert (row.title, row.risk) == ("It may help a little.", Risk.PROPOSED)
    assert "It might help." in row.why
    judge(claim, mo)
    assert keys() == []


def test_a_change_of_a_claim_that_readers_do_not_see_waits_for_nobody() -> None:
    claim = factory.claim()
    Claim.objects.filter(pk=claim.pk).update(statement="It might help.")
    assert keys() == []


def test_a_change_that_softens_a_claim_says_so(mo: User) -> None:
    claim = factory.signed(by=mo, caveats=(factory.caveat(), factory.caveat("scars", "stop", "It can scar.")))
    claim.carried.filter(caveat__slug="scars").delete()
    assert found("proposed:it-may-help").why.startswith("Softer than what readers see.")


# --- evidence -----------------------------------------------------------------------------------------------


def weakened(mo: User, claim: Claim | None = None, **columns: str) -> Claim:
    """Make a signed claim whose evidence is as given."""
    claim = claim or factory.claim()
    Evidence.objects.filter(claim=claim).update(**columns)
    judge(claim, mo)
    return claim


def test_a_claim_backed_only_by_reports_of_works_waits(mo: User) -> None:
    claim = weakened(mo, read="report of it")
    assert found("second-hand:it-may-help").risk == Risk.SECOND_HAND
    claim.evidence.create(source=factory.source("trial-1"), relation="supports", read="full text")
    judge(claim, mo)
    assert keys() == []


def test_a_claim_that_is_not_supported_is_backed_by_nothing_second_hand(mo: User) -> None:
    claim = weakened(mo, read="report of it")
    judge(claim, mo, "unsupported")
    assert keys() == []


@pytest.mark.parametrize("verification", ["unverified", "not found", "retracted"])
def test_a_claim_that_rests_only_on_doubtful_sources_waits(verification: str, mo: User) -> None:
    claim = factory.signed(by=mo, verdict="contested")
    Source.objects.update(verification=verification)
    judge(claim, mo, "contested")
    row = found("weak-sources:it-may-help")
    assert row.is_urgent == (verification == "retracted")
    claim.evidence.create(source=factory.source("trial-1"), relation="supports", read="full text")
    judge(claim, mo, "contested")
    assert keys() == []


@pytest.mark.parametrize(("studied", "waits"), [
    ("acne scars", True),
    ("healthy skin", True),
    ("keratosis pilaris, skin types I to III", False),
    ("adults with KP", False),
    ("", False),
])  # fmt: skip
def test_a_claim_about_people_who_were_not_studied_waits(studied: str, waits: bool, mo: User) -> None:
    weakened(mo, population=studied)
    assert keys() == (["other-population:it-may-help"] if waits else [])


def test_who_was_studied_elsewhere_weighs_less_once_a_caveat_says_so(mo: User) -> None:
    told = factory.caveat("others", text="This was studied in people with acne scars.", names_population=True)
    weakened(mo, factory.claim(caveats=(told,)), population="acne scars")
    row = found("other-population:it-may-help")
    assert (row.risk, row.why.endswith("A caveat says so.")) == (Risk.OTHER_POPULATION_TOLD, True)


def test_a_rule_of_a_regulator_is_about_no_population(mo: User) -> None:
    claim = factory.claim(about="rule")
    Evidence.objects.filter(claim=claim).update(population="acne scars")
    judge(claim, mo, certainty="not_graded")
    assert keys() == []


@pytest.mark.parametrize(("one", "other"), [
    ("microneedled skin, any reason", "skin after needling"),
    ("acne scars", "people with an acne scar"),
    ("kp", "Keratosis Pilaris"),
    ("any skin", "acne"),
])  # fmt: skip
def test_one_word_for_the_same_people_relates_two_populations(one: str, other: str) -> None:
    assert are_related(one, other)
    assert are_related(other, one)


@pytest.mark.parametrize("days", [364, 365, 800])
def test_a_search_for_studies_gets_old_after_a_year(days: int, mo: User) -> None:
    claim = factory.claim(searched_on=timezone.localdate() - timedelta(days=days), searched_where="PubMed")
    judge(claim, mo, "unsupported", "no_studies")
    assert ("old-search:it-may-help" in keys()) == (days >= 365)


def test_an_old_search_that_was_left_comes_back_a_year_later(mo: User) -> None:
    claim = factory.claim(searched_on=timezone.localdate() - timedelta(days=400), searched_where="PubMed")
    judge(claim, mo, "unsupported", "no_studies")
    row = found("old-search:it-may-help")
    leave(row=row, reason="A search is planned.", by=mo)
    assert keys() == []
    later = Scene(row.since + timedelta(days=366), newest_faces())
    assert next(iter(old_search(later))).fingerprint != row.fingerprint


# --- contradictions -----------------------------------------------------------------------------------------


def rivals(mo: User, other: str = "no", verdict: str = "supported") -> None:
    question = factory.question()
    factory.signed("it-helps", by=mo, question=question, stance="yes")
    factory.signed("it-does-not", by=mo, question=question, stance=other, verdict=verdict)


BOTH = "## Found\n\nIt [helps](claim:it-helps).\n\nIt [does not](claim:it-does-not)."


def test_two_supported_claims_with_opposite_answers_wait(mo: User) -> None:
    rivals(mo)
    row = found("contradiction:does-it-help")
    assert (row.risk, row.claims) == (Risk.CONTRADICTION, ("it-does-not", "it-helps"))
    judge(Claim.objects.get(slug="it-helps"), mo, "contested")
    assert keys() == []


def test_an_unsupported_rival_contradicts_nothing(mo: User) -> None:
    rivals(mo, verdict="unsupported")
    assert keys() == []


def test_uncertain_beside_yes_is_different_and_not_opposite(mo: User) -> None:
    rivals(mo, "uncertain")
    assert found("contradiction:does-it-help").risk == Risk.DIFFERENT_ANSWERS


def test_a_page_that_makes_both_waits_whatever_their_verdicts(mo: User) -> None:
    rivals(mo, verdict="unsupported")
    publication = page_with("", mo, BOTH)
    row = found(f"contradiction:does-it-help:{publication.page.pk}")
    assert (row.page, row.is_about_a_page, "“What helps?”" in row.why) == (publication.page.pk, True, True)


def test_a_page_that_makes_one_and_reports_the_other_contradicts_nothing(mo: User) -> None:
    rivals(mo, verdict="unsupported")
    page_with("", mo, BOTH.replace("claim:it-helps", 'claim:it-helps "reported"'))
    assert keys() == []


def test_a_title_with_a_percent_sign_is_only_a_title(mo: User) -> None:
    rivals(mo, verdict="unsupported")
    factory.published(factory.article(by=mo, title="What do 20% %s creams do?", body=BOTH), by=mo)
    assert "20% %s creams" in read_queue().rows[0].why


# --- reports ------------------------------------------------------------------------------------------------


def test_the_reports_on_one_claim_are_one_row_until_all_are_judged(mo: User) -> None:
    claim = factory.signed(by=mo)
    made = [raise_flag(claim=claim, doubt=doubt) for doubt in ("confusing", "harmed", "confusing")]
    row = found("flag:claim:it-may-help")
    assert (row.count, row.risk, row.is_urgent) == (3, Risk.HARMED, True)
    assert "1 × It harmed me or someone; 2 × It is confusing" in row.why
    for flag in made:
        assert keys() == ["flag:claim:it-may-help"]
        disagree(flag=flag, reason="No.", by=mo, seen=0)
    assert keys() == []


def test_a_serious_report_stands_above_all_but_harm(mo: User) -> None:
    flag = raise_flag(claim=factory.signed(by=mo), doubt="confusing")
    mark_serious(flag=flag, by=mo, seen=0)
    assert found("flag:claim:it-may-help").risk == Risk.SERIOUS
    assert found("recheck:it-may-help")


def test_what_waits_for_an_answer_from_outside_stands_last_and_is_not_lost(mo: User) -> None:
    flag = raise_flag(claim=factory.signed(by=mo), doubt="harmed")
    until = timezone.localdate() + timedelta(days=3)
    wait(flag=flag, on="the authors", until=until, reason="We asked.", by=mo, seen=0)
    assert found("flag:claim:it-may-help").risk == Risk.WAITING_OUTSIDE


def test_reports_on_a_page_are_a_row_of_the_page(mo: User) -> None:
    page = factory.published(factory.article(by=mo), by=mo).page
    raise_flag(page=page, doubt="out-of-date", words="It is from 2019.")
    row = found(f"flag:page:{page.pk}")
    assert (row.is_about_a_page, row.reach, "“It is from 2019.”" in row.why) == (True, 1, True)


def test_reports_turned_away_count_with_the_others_and_wait_by_themselves_after(mo: User) -> None:
    flag = raise_flag(claim=factory.signed(by=mo), doubt="confusing")
    TurnedAway.objects.create(subject="it-may-help", hour=timezone.now(), count=40)
    row = found("flag:claim:it-may-help")
    assert (row.count, "40 more were only counted." in row.why, row.risk) == (41, True, Risk.SAID_TO_CONFUSE)
    disagree(flag=flag, reason="No.", by=mo, seen=0)
    assert keys() == ["turned-away:it-may-help"]
    assert found("turned-away:it-may-help").risk == Risk.TURNED_AWAY
    assert mark_turned_away_seen(subject="it-may-help", by=mo) == 40
    assert keys() == []


def test_harm_that_was_only_counted_comes_first_beside_other_reports_and_alone(mo: User) -> None:
    flag = raise_flag(claim=factory.signed(by=mo), doubt="confusing")
    raise_flag(claim=factory.signed("another", by=mo), doubt="not-true")
    TurnedAway.objects.create(subject="it-may-help", hour=timezone.now(), count=40, harmed=2)
    assert keys()[0] == "flag:claim:it-may-help"
    row = found("flag:claim:it-may-help")
    assert (row.risk, "2 of those only counted tell of harm." in row.why) == (Risk.HARMED, True)
    disagree(flag=flag, reason="No.", by=mo, seen=0)
    row = found("turned-away:it-may-help")
    assert keys()[0] == row.key and row.is_urgent
    assert (row.risk, "2 of those only counted tell of harm." in row.why) == (Risk.HARMED, True)


# --- what holds for all -------------------------------------------------------------------------------------


def test_a_retired_claim_puts_nothing_into_the_queue(mo: User) -> None:
    claim = weakened(mo, read="report of it", population="acne scars")
    Source.objects.update(verification="not found")
    set_notice(claim=claim, by=mo)
    assert len(keys()) > 2
    retire(claim=claim, reasons="It was wrong.", by=mo)
    assert keys() == []


def test_a_row_that_was_left_comes_back_when_its_facts_change(mo: User) -> None:
    claim = weakened(mo, population="acne scars")
    row = found("other-population:it-may-help")
    leave(row=row, reason="Both are scars.", by=mo)
    queue = read_queue()
    assert (queue.rows, [row.key for row, _decision in queue.left]) == ([], ["other-population:it-may-help"])
    Evidence.objects.filter(claim=claim).update(population="acne")
    judge(claim, mo)
    assert keys() == ["other-population:it-may-help"]


def test_a_row_that_was_left_is_brought_back(mo: User) -> None:
    weakened(mo, population="acne scars")
    leave(row=found("other-population:it-may-help"), reason="Both are scars.", by=mo)
    bring_back(key="other-population:it-may-help", by=mo)
    assert keys() == ["other-population:it-may-help"]


def test_a_source_of_rows_that_fails_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(scene: Scene) -> list[Row]:
        raise RuntimeError("broken")

    monkeypatch.setattr("moderation.queue.SOURCES", (*SOURCES, Origin(broken, ())))
    with pytest.raises(RuntimeError, match="broken"):
        read_queue()


def test_every_kind_has_a_source_and_something_to_be_done() -> None:
    assert sorted(kind for source in SOURCES for kind in source.kinds) == sorted(Kind)
    assert {kind for kind in Kind if ACTS.get(kind)} == set(Kind)


def test_two_thousand_rows_are_read_and_ordered_within_seconds(mo: User) -> None:
    evidence = EvidenceFace(SourceFace("a", "A"), "supports", population="acne scars", read="report of it")
    at = datetime(2025, 1, 1, tzinfo=UTC).isoformat()
    faces = {
        f"c{number}": ClaimFace(f"c{number}", "It helps.", "effect", "keratosis pilaris", verdict="supported",
                                evidence=(evidence,), number=1, at=at)
        for number in range(700)
    }  # fmt: skip
    started = timezone.now()
    rows = list(all_rows(Scene(timezone.now(), faces)))
    assert len(rows) == 2100
    assert len(Queue(rows).counts()) == 3
    assert timezone.now() - started < timedelta(seconds=5)


def test_a_reported_claim_is_called_what_readers_read_whatever_is_proposed(mo: User) -> None:
    claim = factory.signed(by=mo)
    raise_flag(claim=claim, doubt="not-true")
    Claim.objects.filter(pk=claim.pk).update(statement="It always helps.")
    (row,) = [each for each in read_queue().rows if each.kind == Kind.FLAG]
    assert row.title == "It may help a little."
