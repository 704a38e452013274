"""The chain of digests: what it covers, and what check_records finds."""

from datetime import UTC, datetime, timedelta, timezone
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from accounts.models import User
from claims.actions import sign_off_answer
from claims.models import Answer, ClaimVersion
from records.actions import redact
from records.checking import broken_records, record_models
from records.digests import canonical, digest
from records.models import Redaction
from tests import factory

db = pytest.mark.django_db


def answers(mo: User, *texts: str, slug: str = "does-it-help") -> list[Answer]:
    question = factory.question(slug)
    return [sign_off_answer(question=question, text=text, by=mo) for text in texts]


def broken() -> list[Any]:
    return [record.pk for model in record_models() for record, _why in broken_records(model)]


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def checked() -> str:
    out = StringIO()
    call_command("check_records", stdout=out, stderr=out)
    return out.getvalue()


def test_canonical_json_knows_no_order_and_no_time_zone() -> None:
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'
    noon = datetime(2026, 11, 3, 12, tzinfo=UTC)
    assert canonical(noon) == canonical(noon.astimezone(timezone(timedelta(hours=5))))
    with pytest.raises(TypeError):
        canonical({"set": {1}})


def test_a_digest_covers_the_columns_and_the_digest_before() -> None:
    assert digest({"text": "No."}, "") != digest({"text": "No. "}, "")
    assert digest({"text": "No."}, "") != digest({"text": "No."}, "abc")
    assert len(digest({}, "")) == 64


@db
def test_untouched_records_fit(mo: User) -> None:
    answers(mo, "One.", "Two.", slug="first")
    answers(mo, "One.", slug="second")
    factory.signed(by=mo)
    assert broken() == []
    assert "claims.Answer: 3 records, newest" in checked()


@db
def test_each_question_has_a_chain_of_its_own(mo: User) -> None:
    (first,) = answers(mo, "One.", slug="first")
    (second,) = answers(mo, "One.", slug="second")
    assert (first.previous_digest(), second.previous_digest()) == ("", "")
    (third,) = answers(mo, "Two.", slug="first")
    assert third.previous_digest() == first.digest


@db
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "Yes, always."),
        ("number", 7),
        ("by_name", "A doctor"),
        ("at", "2020-01-01 00:00:00"),
        ("digest", "0" * 64),
    ],
)
def test_a_row_changed_behind_the_sites_back_is_found(mo: User, column: str, value: Any) -> None:
    first, second = answers(mo, "One.", "Two.")
    sql(f"UPDATE claims_answer SET {column} = %s WHERE id = %s", value, first.pk)
    assert first.pk in broken()
    assert (second.pk in broken()) is (column == "digest")
    with pytest.raises(CommandError, match="do not fit"):
        checked()


@db
def test_a_face_changed_behind_the_sites_back_is_found(mo: User) -> None:
    factory.signed(by=mo)
    sql("UPDATE claims_claimversion SET verdict = %s", "contested")
    assert broken() == [ClaimVersion.objects.get().pk]


@db
def test_a_row_taken_out_of_the_middle_is_found(mo: User) -> None:
    _first, second, third = answers(mo, "One.", "Two.", "Three.")
    sql("DELETE FROM claims_answer WHERE id = %s", second.pk)
    assert broken() == [third.pk]


@db
def test_a_superuser_redacts_and_the_series_still_fits(mo: User, admin_user: User) -> None:
    first, _second = answers(mo, "Call 555 1234.", "Two.")
    redact(record=first, reason="A private number.", by=admin_user)
    kept = Answer.objects.get(pk=first.pk)
    assert "555" not in kept.text
    assert "A private number." in kept.text
    assert kept.digest == first.digest
    assert broken() == []


@db
def test_a_redacted_claim_keeps_its_verdict_and_its_caveats_severities(mo: User, admin_user: User) -> None:
    factory.signed(by=mo)
    version = ClaimVersion.objects.get()
    redact(record=version, reason="The law asks for it.", by=admin_user)
    face = ClaimVersion.objects.get().as_face()
    assert (face.verdict, face.caveats[0].severity) == ("supported", "caution")
    assert "The law asks for it." in face.statement
    assert "studied" not in canonical(face.as_json())


@db
def test_a_redaction_is_itself_a_record_and_is_made_once(mo: User, admin_user: User) -> None:
    (answer,) = answers(mo, "One.")
    redact(record=answer, reason="Private.", by=admin_user)
    assert Redaction.objects.get().record == answer.pk
    with pytest.raises((ValidationError, IntegrityError)):
        redact(record=answer, reason="Again.", by=admin_user)


@db
def test_nobody_else_redacts_and_nobody_without_a_reason(mo: User, admin_user: User) -> None:
    (answer,) = answers(mo, "One.")
    with pytest.raises(PermissionDenied):
        redact(record=answer, reason="Private.", by=mo)
    with pytest.raises(ValidationError):
        redact(record=answer, reason=" ", by=admin_user)
    assert Answer.objects.get().text == "One."


@db
@pytest.mark.parametrize(
    ("model", "record", "by", "said"),
    [
        ("claims.Answer", 0, "admin", "There is no claims.Answer 0"),
        ("claims.Claim", 1, "admin", "is not a record"),
        ("claims.Nothing", 1, "admin", "There is no kind of record"),
        ("nonsense", 1, "admin", "There is no kind of record"),
        ("claims.Answer", 1, "nobody", "There is no user nobody"),
        ("claims.Answer", 1, "mo", "Only a superuser"),
    ],
)
def test_the_command_says_what_is_wrong(
    mo: User, admin_user: User, model: str, record: int, by: str, said: str
) -> None:
    (answer,) = answers(mo, "One.")
    with pytest.raises(CommandError, match=said):
        call_command("redact", model, str(record and answer.pk), reason="Private.", by=by)


@db
def test_the_command_redacts(mo: User, admin_user: User) -> None:
    (answer,) = answers(mo, "One.")
    call_command("redact", "claims.Answer", str(answer.pk), reason="Private.", by="admin", stdout=StringIO())
    assert "Private." in Answer.objects.get().text
