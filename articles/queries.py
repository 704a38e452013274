"""What readers see of articles."""

from django.db.models.fields.json import KT

from publishing.models import Publication


def asked_questions() -> set[str]:
    """Return the slugs of the questions that articles ask which readers can read now."""
    shown = Publication.objects.shown().filter(page__kind="article").annotate(question=KT("content__question"))
    return {slug for slug in shown.order_by().values_list("question", flat=True) if slug}
