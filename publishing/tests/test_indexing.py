"""What readers find of pages, in its time; and the command that puts the index right."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from publishing import actions
from publishing.indexing import differences
from publishing.models import Publication, WorkingCopy
from records.actions import redact
from search.models import Entry
from tests import factory
from treatments.models import ChecklistItem, Contraindication

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def found(words: str) -> list[str]:
    """Return the kinds of what is found by some words, and see that the index says what the records say."""
    assert differences() == []
    return sorted(each.kind for each in Entry.objects.live().search(words))


def again(copy: WorkingCopy, by: User, body: str, **more: object) -> Publication:
    """Publish one more version with another body."""
    copy.body = body  # type: ignore[attr-defined]
    actions.save_copy(copy=copy, by=by)
    return factory.published(copy, by=by, note="Says more.", **more)  # type: ignore[arg-type]


def test_a_page_is_found_by_title_summary_and_text_once_it_is_published(edith: User) -> None:
    copy = factory.article(by=edith, title="What helps?", summary="Lotions.", body="## Found\n\nNothing, *really*.")
    assert found("lotions") == []
    factory.published(copy, by=edith)
    assert found("helps") == found("lotion") == found("nothing really") == ["article"]
    again(copy, edith, "## Found\n\nSomething.")
    assert (found("nothing"), found("something")) == ([], ["article"])


def test_a_scheduled_page_is_found_when_its_time_comes_and_not_before(edith: User) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        copy = factory.article(by=edith, body="## Found\n\nRedness.")
        factory.published(copy, by=edith, live_at=timezone.now() + DAY)
        assert found("redness") == []
        clock.shift(DAY)
        assert found("redness") == ["article"]


def test_a_scheduled_version_takes_the_place_of_the_one_before_it_in_its_time(edith: User) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        copy = factory.article(by=edith, body="## Found\n\nRedness.")
        factory.published(copy, by=edith)
        again(copy, edith, "## Found\n\nSwelling.", live_at=timezone.now() + DAY)
        assert (found("redness"), found("swelling")) == (["article"], [])
        clock.shift(DAY)
        assert (found("redness"), found("swelling")) == ([], ["article"])


def test_what_was_called_off_never_is_found_and_what_was_before_stays(edith: User) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        copy = factory.article(by=edith, body="## Found\n\nRedness.")
        factory.published(copy, by=edith)
        later = again(copy, edith, "## Found\n\nSwelling.", live_at=timezone.now() + DAY)
        actions.cancel(publication=later, by=edith, reason="Too early.")
        clock.shift(2 * DAY)
        assert (found("redness"), found("swelling")) == (["article"], [])


def test_a_withdrawn_page_is_found_no_more_until_it_is_published_again(edith: User, mo: User) -> None:
    copy = factory.article(by=edith, body="## Found\n\nRedness.")
    factory.published(copy, by=edith)
    actions.withdraw(page=copy.page, public_note="It said too much.", by=mo)
    assert found("redness") == found("said too much") == []
    factory.published(copy, by=mo)
    assert found("redness") == ["article"]


def test_what_is_redacted_is_found_no_more(edith: User) -> None:
    root = User.objects.create_superuser("root", password="pass")
    publication = factory.published(factory.article(by=edith, body="## Found\n\nRedness."), by=edith)
    redact(record=publication, reason="A court order.", by=root)
    assert (found("redness"), found("court order")) == ([], ["article"])


def test_what_may_be_quoted_makes_no_claim(edith: User, mo: User) -> None:
    factory.signed(by=mo)
    marked = "It [may help](claim:it-may-help) and is cheap."
    body = f"## Found\n\n{marked}\n\nAsk about the price.\n\n- One\n- [it](claim:it-may-help)"
    factory.published(factory.article(by=edith, body=body), by=edith)
    entry = Entry.objects.get(kind="article")
    assert entry.quote == "Ask about the price."
    assert entry.shown["claims"] == [["it-may-help", "may help"], ["it-may-help", "it"]]
    assert found("cheap") == ["article"]


def test_steps_reasons_for_help_and_contraindications_are_found_by_themselves(edith: User) -> None:
    never = ChecklistItem(kind="dont", text="Pick at scabs.", starts_h=0, ends_h=72, reason="It tears the skin.")
    factory.published(factory.checklist(by=edith, items=[never]), by=edith)
    rows = {"contraindications": [Contraindication(severity="stop", text="You have a sunburn.")]}
    factory.published(factory.treatment(by=edith, rows=rows), by=edith)
    assert found("scabs") == found("tears") == ["aftercare", "step"]
    assert found("breathe") == ["aftercare", "help"]
    assert found("sunburn") == ["treatment", "who"]
    step = Entry.objects.get(kind="step")
    assert (step.title, step.shown["label"]) == ("Pick at scabs.", "Don’t:")
    assert step.shown["id"].startswith("step-")
    assert Entry.objects.get(kind="who").shown["label"] == "Do not have it if:"


def test_another_address_changes_nothing_that_is_kept(edith: User, mo: User) -> None:
    copy = factory.article(by=edith)
    factory.published(copy, by=edith)
    actions.rename_page(page=copy.page, slug="what-else-helps", by=mo)
    assert found("helps") == ["article"]


# --- putting it right ---------------------------------------------------------------------------------------


def rebuild(*arguments: str) -> str:
    out = StringIO()
    call_command("rebuild_search", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_what_differs_and_puts_it_right(edith: User, mo: User) -> None:
    factory.signed(by=mo)
    copy = factory.article(by=edith, body="## Found\n\nRedness.")
    factory.published(copy, by=edith)
    assert "what the records say" in rebuild("--check")
    Entry.objects.filter(kind="claim").delete()
    Entry.objects.filter(kind="article").update(title="Something else")
    Entry.objects.filter(kind="source").update(owner="source/gone", key="gone")
    with pytest.raises(CommandError, match=f"claim/it-may-help, page/{copy.page_id}, source/gone, source/review-2020"):
        rebuild("--check")
    assert "3 pages, claims, questions and sources; 4 put right." in rebuild()
    assert "3 pages, claims, questions and sources; 0 put right." in rebuild()
    assert found("redness") == ["article"]


def test_a_database_from_before_the_search_is_filled(edith: User, mo: User) -> None:
    factory.signed(by=mo)
    factory.published(factory.article(by=edith), by=edith)
    Entry.objects.all().delete()
    rebuild()
    assert found("helps") == ["article", "claim"]


def test_what_was_live_once_is_no_difference(edith: User) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        copy = factory.article(by=edith)
        factory.published(copy, by=edith)
        again(copy, edith, "## Found\n\nSwelling.", live_at=timezone.now() + DAY)
        clock.shift(2 * DAY)
        assert differences() == []
        assert Entry.objects.count() == 2
        rebuild()
        assert Entry.objects.count() == 1
