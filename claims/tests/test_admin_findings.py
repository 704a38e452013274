"""What was found about sources, in the admin: moderators settle it, editors read it, nobody writes it."""

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from accounts.models import User
from claims.choices import Found, Teller
from claims.models import SourceFinding
from claims.queries import newest_faces
from claims.source_actions import Fact, note_gone, note_source_finding
from tests import factory

LIST = "/admin/claims/sourcefinding/"
#: What readers hear of at once when it is accepted.
WARNS = (Found.RETRACTED, Found.CONCERN, Found.NOT_FOUND, Found.DEAD_LINK)


def found(
    kind: Found = Found.RETRACTED, teller: Teller = Teller.CROSSREF, link: str = "https://doi.org/10.1/n"
) -> SourceFinding:
    fact = Fact(kind, teller, f"It is <{kind.value}>.", ("facts",), link)
    finding, _is_new = note_source_finding(source=factory.source(), fact=fact)
    assert finding is not None
    return finding


@pytest.fixture
def desk(client: Client, mo: User) -> Client:
    """Mo, signed in."""
    client.force_login(mo)
    return client


def settle(desk: Client, action: str, *findings: SourceFinding, reason: str = "") -> Any:
    chosen = [finding.pk for finding in findings]
    return desk.post(LIST, {"action": action, "_selected_action": chosen, "reason": reason}, follow=True)


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_the_list_shows_what_waits_the_most_urgent_first(desk: Client) -> None:
    for kind in sorted(Found):
        found(kind)
    page = desk.get(LIST)
    assert [row.kind for row in page.context["cl"].result_list] == Found.values
    text = page.content.decode()
    assert escape("It is <retracted>.") in text
    assert 'href="https://doi.org/10.1/n" rel="noreferrer"' in text
    assert f'<a href="/admin/claims/source/{factory.source().pk}/change/">review-2020</a>' in text


def test_the_list_asks_as_much_for_many_as_for_one(desk: Client, django_assert_max_num_queries: Any) -> None:
    for kind in Found:
        found(kind)
    desk.get(LIST)  # what stands in the head of every page is read once and kept
    with django_assert_max_num_queries(12):
        desk.get(LIST)


def test_an_accepted_finding_is_live_at_once_and_leaves_the_list(desk: Client, mo: User) -> None:
    factory.signed(by=mo)
    answer = settle(desk, "accept", found(), found(Found.RETRACTED, Teller.PUBMED))
    assert "2 findings settled." in said(answer)
    assert "Readers see this at once on these claims, as “Being re-checked”: it-may-help." in said(answer)
    assert newest_faces()["it-may-help"].evidence[0].source.verification == "retracted"
    assert list(answer.context["cl"].result_list) == []
    assert (
        "accepted: It is &lt;retracted&gt;."
        in desk.get(f"/admin/claims/source/{factory.source().pk}/history/").content.decode()
    )
    assert "accepted (Mo Okafor)" in desk.get(LIST, {"state": "settled"}).content.decode()


@pytest.mark.parametrize("kind", Found)
def test_the_list_promises_what_accepting_does(desk: Client, mo: User, kind: Found) -> None:
    factory.signed(by=mo)
    finding = found(kind)
    for address in (LIST, f"{LIST}{finding.pk}/change/"):
        page = desk.get(address).content.decode()
        assert ("warn readers at once" in page, "Readers are not warned" in page) == (kind in WARNS, kind not in WARNS)
    answer = settle(desk, "accept", finding)
    assert ("Readers see this at once" in said(answer)) == (kind in WARNS)
    assert f"counts as “{factory.source().get_verification_display()}”" in page or kind == Found.CONCERN
    assert "warn readers" not in desk.get(LIST, {"state": "settled"}).content.decode()


def test_a_finding_is_dismissed_for_a_reason_only(desk: Client) -> None:
    finding = found()
    assert "Say why this is dismissed." in said(settle(desk, "dismiss", finding))
    assert "1 finding settled." in said(settle(desk, "dismiss", finding, reason="Another paper."))
    page = desk.get(f"{LIST}{finding.pk}/change/").content.decode()
    assert "Another paper." in page and "dismissed" in page


def test_what_is_no_longer_seen_has_a_list_of_its_own(desk: Client) -> None:
    finding = found()
    found(Found.DEAD_LINK, Teller.WEB)
    note_gone(source=finding.source, teller=Teller.CROSSREF, seen=[])
    assert list(desk.get(LIST, {"state": "gone"}).context["cl"].result_list) == [finding]
    assert len(desk.get(LIST).context["cl"].result_list) == 2


def test_a_link_that_is_none_is_not_linked(desk: Client) -> None:
    finding = found(link="javascript:alert(1)")
    assert "javascript:" not in desk.get(f"{LIST}{finding.pk}/change/").content.decode()


def test_an_editor_reads_and_does_not_settle(client: Client, edith: User) -> None:
    client.force_login(edith)
    finding = found()
    page = client.get(LIST)
    assert page.status_code == 200
    assert "Accept: what" not in page.content.decode()
    settle(client, "accept", finding)
    assert SourceFinding.objects.open().count() == 1


def test_nobody_adds_changes_or_deletes_findings(desk: Client, admin_client: Client) -> None:
    finding = found()
    for someone in (desk, admin_client):
        assert someone.get(f"{LIST}add/").status_code == 403
        assert someone.post(f"{LIST}{finding.pk}/change/", {"kind": "dead-link"}).status_code == 403
        assert someone.post(f"{LIST}{finding.pk}/delete/", {"post": "yes"}).status_code == 403
    assert SourceFinding.objects.get().kind == "retracted"


def test_strangers_are_sent_away(client: Client, db: None) -> None:
    finding = found()
    for address in (LIST, f"{LIST}{finding.pk}/change/"):
        assert client.get(address)["Location"].startswith("/admin/login/")
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    assert client.get(LIST).status_code == 403


def test_an_unknown_finding_leads_home(desk: Client) -> None:
    assert desk.get(f"{LIST}999/change/")["Location"] == "/admin/"


def test_a_source_that_something_was_found_about_is_kept(desk: Client, admin_client: Client) -> None:
    source = found().source
    answer = admin_client.post(f"/admin/claims/source/{source.pk}/delete/", {"post": "yes"}, follow=True)
    assert "something was found about it" in said(answer)
