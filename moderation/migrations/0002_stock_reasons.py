"""Reasons that moderators have at hand from the first day; they edit them as they like."""

from django.db import migrations

REASONS = {
    "looking": (
        "There is a new source that we had not read.",
        "A source that we relied on was changed or taken back.",
        "Somebody gave us a reason that we had not thought of.",
        "We looked at the wrong claim the first time.",
    ),
    "waiting": (
        "We asked the authors of the study what they meant.",
        "We asked for the full text: so far we read only a part of it.",
        "We asked a clinician who knows the subject.",
        "A regulator or health service is about to publish its view.",
    ),
    "agreed": (
        "You are right: the source does not say what we said.",
        "You are right: something that readers need to know was missing.",
        "You are right: newer evidence says something else.",
        "You are right: the words were not clear.",
    ),
    "not-agreed": (
        "We read the sources again, and they still say what we say.",
        "We found no source that says otherwise. If you know one, please send it to us.",
        "We are sorry that this happened. One report cannot tell how often it happens, so the note stays as it is for now.",
        "The page tells of this claim and does not make it: it says so beside the claim.",
    ),
}


def add(apps, schema_editor):
    reason = apps.get_model("moderation", "StockReason")
    for state, texts in REASONS.items():
        for position, text in enumerate(texts, start=1):
            reason.objects.get_or_create(state=state, text=text, defaults={"position": position})


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_flags")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
