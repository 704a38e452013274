"""A record is added once and never changed, overwritten or deleted, whichever way one tries."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import IntegrityError, transaction

from accounts.models import User
from claims.actions import sign_off_answer
from claims.models import Answer
from records.models import AppendOnlyError
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(mo: User) -> Answer:
    """A record as any other."""
    return sign_off_answer(question=factory.question(), text="We do not know.", by=mo)


def _save(record: Answer) -> None:
    record.text = "Yes."
    record.save()


def _save_old_key(record: Answer) -> None:
    Answer(pk=record.pk, question=record.question, number=1, text="Yes.", by=record.by).save()


def _save_afresh(record: Answer) -> None:
    again = Answer.objects.get()
    again.text = "Yes."
    again.save(update_fields=["text"])


def _save_base(record: Answer) -> None:
    record.text = "Yes."
    record.save_base()


def _save_raw(record: Answer) -> None:
    record.text = "Yes."
    record.save_base(raw=True)


WAYS: list[Callable[[Answer], Any]] = [
    _save,
    _save_old_key,
    _save_afresh,
    _save_base,
    _save_raw,
    lambda record: record.delete(),
    lambda record: Answer.objects.update(text="Yes."),
    lambda record: Answer.objects.all().update(text="Yes."),
    lambda record: Answer.objects.filter(pk=record.pk).delete(),
    lambda record: Answer.objects.all()._raw_delete("default"),
    lambda record: Answer.objects.bulk_create([Answer(question=record.question, number=2, text="Yes.", by=record.by)]),
    lambda record: Answer.objects.bulk_create(
        [record], update_conflicts=True, unique_fields=["id"], update_fields=["text"]
    ),
    lambda record: Answer.objects.bulk_update([record], ["text"]),
    lambda record: Answer.objects.update_or_create(pk=record.pk, defaults={"text": "Yes."}),
    lambda record: Answer._base_manager.update(text="Yes."),
    lambda record: Answer._base_manager.all().delete(),
    lambda record: Answer._default_manager.all().update(text="Yes."),
    lambda record: record.question.answers.update(text="Yes."),
    lambda record: record.question.answers.all().delete(),
    lambda record: record.question.answers.update_or_create(number=1, defaults={"text": "Yes."}),
]


@pytest.mark.parametrize("way", WAYS)
def test_no_way_changes_or_deletes_a_record(answer: Answer, way: Callable[[Answer], Any]) -> None:
    with pytest.raises(AppendOnlyError), transaction.atomic():
        way(answer)
    assert list(Answer.objects.values_list("text", flat=True)) == ["We do not know."]


def test_a_fixture_overwrites_no_record(answer: Answer, tmp_path: Path) -> None:
    rows = json.loads(serializers.serialize("json", [answer]))
    rows[0]["fields"]["text"] = "Yes."
    fixture = tmp_path / "answers.json"
    fixture.write_text(json.dumps(rows))
    with pytest.raises(AppendOnlyError), transaction.atomic():
        call_command("loaddata", str(fixture), verbosity=0)
    assert Answer.objects.get().text == "We do not know."


def test_a_record_is_added_through_create_and_get_or_create(answer: Answer, mo: User) -> None:
    Answer.objects.create(question=answer.question, number=2, text="No.", by=mo)
    found, made = Answer.objects.get_or_create(question=answer.question, number=2, defaults={"text": "Yes.", "by": mo})
    assert (found.text, made) == ("No.", False)
    assert all(Answer.objects.values_list("digest", flat=True))


def test_two_records_never_share_a_number(answer: Answer, mo: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(question=answer.question, number=1, text="No.", by=mo)


def test_a_record_keeps_the_name_its_writer_had_then(answer: Answer, mo: User) -> None:
    User.objects.filter(pk=mo.pk).update(public_name="Somebody else")
    assert Answer.objects.get().by_name == "Mo Okafor"


def test_a_writer_without_a_public_name_is_not_named(mo: User) -> None:
    mo.public_name = ""
    assert sign_off_answer(question=factory.question(), text="No.", by=mo).by_name == "the editors"
