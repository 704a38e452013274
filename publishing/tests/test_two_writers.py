"""Two people press the button at once, and a process dies: nothing is lost, doubled or locked."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction

from accounts.models import User
from articles.models import Article
from claims.actions import apply_caution, locked, sign_off
from claims.models import Caveat, Claim, ClaimVersion, Evidence, Source
from publishing import actions
from publishing.models import Cancellation, Publication
from records.checking import broken_records, record_models
from tests import factory

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of these in threads that start together; return what each gave, or the exception it raised."""
    start = threading.Barrier(len(acts))
    found: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            found[place] = act()
        except Exception as error:
            found[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return found


def no_record_is_broken() -> bool:
    return not [broken for model in record_models() for broken in broken_records(model)]


@pytest.fixture(autouse=True)
def _is_a_file() -> None:
    """What is tested here are the locks of a file (or a server), not those of memory."""
    assert ":memory:" not in str(connection.settings_dict["NAME"])


def test_two_who_publish_at_once_give_numbers_one_and_two_in_order(edith: User, mo: User) -> None:
    for round_ in range(ROUNDS):
        factory.article(f"page-{round_}", by=edith)

        def press(user: User, slug: str = f"page-{round_}") -> Publication:
            return factory.published(Article.objects.get(page__slug=slug), by=user)

        found = at_once(lambda: press(edith), lambda: press(mo))
        assert [type(each) for each in found] == [Publication, Publication], found
        rows = list(Publication.objects.filter(page__slug=f"page-{round_}").order_by("number"))
        assert [row.number for row in rows] == [1, 2]
        assert rows[0].live_at < rows[1].live_at
    assert no_record_is_broken()


def test_two_who_schedule_at_once_leave_one_scheduled(edith: User, mo: User) -> None:
    factory.article(by=edith)
    later = [rows.replace(year=rows.year + 1) for rows in [Article.objects.get().saved_at] * 2]

    def press(user: User, moment: Any) -> Publication:
        return factory.published(Article.objects.get(), by=user, live_at=moment)

    found = at_once(lambda: press(edith, later[0]), lambda: press(mo, later[1]))
    assert [type(each) for each in found] == [Publication, Publication], found
    assert Publication.objects.scheduled().count() == Cancellation.objects.count() == 1


def test_of_two_who_save_the_same_version_one_wins_and_one_is_told(edith: User, mo: User) -> None:
    factory.article(by=edith)
    opened = {user: Article.objects.get() for user in (edith, mo)}
    for user, copy in opened.items():
        copy.title = f"By {user}"
    found = at_once(*(lambda user=user: actions.save_copy(copy=opened[user], by=user) for user in opened))
    assert sorted(type(each).__name__ for each in found) == ["Article", "Conflict"], found
    saved = Article.objects.get()
    assert (saved.version, saved.title) == (2, f"By {saved.saved_by}")


def test_a_save_and_a_publication_at_once_publish_what_was_seen_or_nothing(edith: User, mo: User) -> None:
    factory.article(by=edith, title="As seen")
    opened, seen = Article.objects.get(), Article.objects.get()
    opened.title = "Newer"
    found = at_once(lambda: actions.save_copy(copy=opened, by=mo), lambda: factory.published(seen, by=edith))
    assert isinstance(found[0], Article), found
    assert isinstance(found[1], Publication | actions.Conflict), found
    assert set(Publication.objects.values_list("title", flat=True)) <= {"As seen"}


def test_two_withdrawals_at_once_withdraw_once(edith: User, mo: User) -> None:
    copy = factory.article(by=edith)
    factory.published(copy, by=edith)
    found = at_once(*[lambda: actions.withdraw(page=copy.page, public_note="Wrong.", by=mo)] * 2)
    assert sorted(type(each).__name__ for each in found) == ["Publication", "ValidationError"], found
    assert Publication.objects.filter(is_withdrawal=True).count() == 1


def test_two_sign_offs_at_once_give_two_versions_in_order(mo: User) -> None:
    claim = factory.signed(by=mo)

    def sign(verdict: str) -> ClaimVersion:
        return sign_off(claim=claim, verdict=verdict, certainty="low", reasons="As read.", by=mo)

    for round_ in range(ROUNDS):
        found = at_once(lambda: sign("contested"), lambda: sign("unsupported"))
        assert {type(each) for each in found} == {ClaimVersion}, found
        assert sorted(each.number for each in found) == [2 * round_ + 2, 2 * round_ + 3]
    versions = list(ClaimVersion.objects.order_by("pk"))
    assert [each.number for each in versions] == list(range(1, 2 * ROUNDS + 2))
    assert no_record_is_broken()


def test_the_words_of_a_claim_stand_still_while_it_is_signed_off(mo: User) -> None:
    claim = factory.signed(by=mo)
    began, ended = threading.Event(), threading.Event()

    def judge() -> bool:
        with transaction.atomic():
            locked(claim)
            began.set()
            return ended.wait(0.5)

    def reword(rows: Any, column: str) -> None:
        assert began.wait(5)
        rows.update(**{column: "Other words."})
        ended.set()

    for rows, column in ((Caveat.objects, "text"), (Source.objects, "title"), (Evidence.objects, "locator")):
        began.clear()
        ended.clear()
        assert at_once(judge, partial(reword, rows, column)) == [False, None]


def test_caution_that_is_added_during_a_sign_off_is_not_lost(mo: User, edith: User) -> None:
    claim = factory.signed(by=mo)
    harm = factory.caveat("harm", "stop", "It can scar.")

    def warn() -> list[ClaimVersion]:
        Claim.objects.get().carried.create(caveat=harm, position=1)
        return apply_caution(claims=[claim], by=edith)

    found = at_once(
        warn, lambda: sign_off(claim=claim, verdict="contested", certainty="low", reasons="As read.", by=mo)
    )
    assert not any(isinstance(each, Exception) for each in found), found
    newest = ClaimVersion.objects.newest().get().as_face()
    assert "harm" in {caveat.slug for caveat in newest.caveats}


def test_many_writers_wait_for_one_another(edith: User) -> None:
    """Eight at once: each waits its turn; none is told that the database is locked."""
    slugs = [f"page-{place}" for place in range(8)]
    found = at_once(*(lambda slug=slug: factory.published(factory.article(slug, by=edith), by=edith) for slug in slugs))
    assert [error for error in found if isinstance(error, Exception) and not isinstance(error, ValidationError)] == []
    assert Publication.objects.live().count() == 8


SAVER = """
import django; django.setup()
from accounts.models import User
from articles.models import Article
from django.db import connection
from publishing import actions
with connection.cursor() as cursor:
    print("synchronous", cursor.execute("PRAGMA synchronous").fetchone()[0], flush=True)
by = User.objects.create_superuser("edith", password="pass")
for number in range(1, 1000):
    actions.save_copy(copy=Article(title=f"Article {number}"), by=by, slug=f"article-{number}", kind="article")
    print("saved", number, flush=True)
"""
COUNTER = """
import django; django.setup()
from articles.models import Article
from django.db import connection
with connection.cursor() as cursor:
    assert cursor.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
print(",".join(Article.objects.order_by("pk").values_list("page__slug", flat=True)))
"""


def run(folder: Path, *command: str) -> subprocess.Popen:
    """Start a process on a database of its own, with the settings that a site has (DEMO: no secret needed)."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV")}
    environment = {
        **kept, "DJANGO_SETTINGS_MODULE": "kpsite.settings", "DEMO": "1", "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/kpsite.sqlite3",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, *command], cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.skipif(settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3", reason="SQLite only")
def test_what_was_acknowledged_is_there_after_kill_9(tmp_path: Path) -> None:
    with connection.cursor() as cursor:  # a copy of this one, migrated already
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "kpsite.sqlite3")])
    saver = run(tmp_path, "-c", SAVER)
    assert saver.stdout is not None
    assert saver.stdout.readline() == "synchronous 2\n"  # FULL
    for number in (1, 2, 3):
        assert saver.stdout.readline() == f"saved {number}\n"
    saver.send_signal(signal.SIGKILL)
    acknowledged = 3 + len(saver.stdout.read().splitlines())
    assert saver.wait(10) == -signal.SIGKILL
    counted, _errors = run(tmp_path, "-c", COUNTER).communicate(timeout=60)
    found = counted.strip().split(",")
    assert found[:acknowledged] == [f"article-{number}" for number in range(1, acknowledged + 1)]
    assert len(found) <= acknowledged + 1
