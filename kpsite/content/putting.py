"""One entry of a file into its row: written only where it differs."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from accounts.models import User
from claims.models import Caveat, Claim, ClaimCaveat, Evidence, Question, Source
from publishing.actions import save_topic
from publishing.models import Topic

from .hands import edited_since, log
from .reading import ContentError, Row
from .shapes import EVIDENCE, Shape
from .validating import placed


class Putter:
    """Writes rows in the name of ``by``; leaves alone what somebody else changed, unless ``force`` is set."""

    def __init__(self, *, by: User, force: bool, tell: Callable[[str], None]) -> None:
        self.by, self.force, self.tell = by, force, tell
        self._edited: dict[type[Model], set[Any]] = {}

    def survey(self, *models: type[Model]) -> None:
        """Find out whose work the rows are, before anything is written."""
        for model in models:
            self._edited[model] = set() if self.force else edited_since(model, self.by)

    def is_ours(self, row: Model) -> bool:
        """Whether nobody else changed the row since the loader did."""
        return row.pk not in self._edited[type(row)]

    def put_all(self, shape: Shape, rows: list[Row]) -> None:
        """Write the entries of one shape and say how many changed."""
        counts = {"added": 0, "changed": 0, "unchanged": 0}
        left = []
        for row in rows:
            outcome = self.put(shape, row)
            if outcome:
                counts[outcome] += 1
            else:
                left.append(row.values[shape.identity])
        self.tell(f"{shape.place}: " + ", ".join(f"{count} {word}" for word, count in counts.items() if count))
        for name in left:
            self.tell(f"  left alone, as an editor changed it since: {name}")

    def put(self, shape: Shape, row: Row) -> str:
        """Write one entry; return “added”, “changed”, “unchanged”, or "" where it was left alone."""
        stored = self.stored(shape, row)
        if stored is not None and not self.is_ours(stored):
            return ""
        entry = stored or shape.model()
        is_changed = _fill(shape, entry, row)
        if shape.model is Claim:
            is_changed |= _set(entry, "question", _linked(Question, row.values.get("question")))
        if is_changed:
            _save(entry, row, self.by)
        if isinstance(entry, Claim):
            is_changed |= _put_caveats(entry, row) | _put_evidence(entry, row)
        if is_changed:
            log(entry, self.by, is_new=stored is None)
        return "added" if stored is None else "changed" if is_changed else "unchanged"

    def stored(self, shape: Shape, row: Row) -> Any:
        """Return the row that an entry is about, or None."""
        return shape.model._default_manager.filter(**{shape.identity: row.values[shape.identity]}).first()


def _save(entry: Model, row: Row, by: User) -> None:
    """Save a row. Raises ContentError where it clashes with an editor’s, such as one with the same DOI."""
    try:
        entry.validate_constraints()
    except ValidationError as error:
        raise ContentError(placed(row, error)) from error
    if isinstance(entry, Topic):
        save_topic(topic=entry, by=by)
    else:
        entry.save()


def _fill(shape: Shape, entry: Model, row: Row) -> bool:
    """Set the entry's columns, an absent key to its default, and tell whether anything changed."""
    fields: list[Any] = [shape.model._meta.get_field(name) for name in shape.columns]
    fresh = shape.model(**{field.name: row.values.get(field.name, field.get_default()) for field in fields})
    # Brings values into the form in which they are stored, such as a DOI in lower case.
    fresh.clean_fields(exclude={field.name for field in shape.model._meta.fields} - set(shape.columns))
    return any([_set(entry, name, getattr(fresh, name)) for name in shape.columns])


def _set(entry: Any, name: str, value: Any) -> bool:
    if entry.pk is not None and getattr(entry, name) == value:
        return False
    setattr(entry, name, value)
    return True


def _linked(model: Any, slug: str | None) -> Any:
    return model.objects.get(slug=slug) if slug else None


def _put_caveats(claim: Claim, row: Row) -> bool:
    wanted = list(row.values["caveats"])
    if [carried.caveat.slug for carried in claim.carried.select_related("caveat")] == wanted:
        return False
    for position, slug in enumerate(wanted):
        caveat = Caveat.objects.get(slug=slug)
        ClaimCaveat.objects.update_or_create(claim=claim, caveat=caveat, defaults={"position": position})
    claim.carried.exclude(caveat__slug__in=wanted).delete()
    return True


def _put_evidence(claim: Claim, row: Row) -> bool:
    stored = {each.source.key: each for each in claim.evidence.select_related("source")}
    is_changed = False
    for position, entry in enumerate(row.tables("evidence")):
        key = entry.values["source"]
        each = stored.pop(key, None) or Evidence(claim=claim, source=Source.objects.get(key=key))
        if any([_fill(EVIDENCE, each, entry), _set(each, "position", position)]):
            each.save()
            is_changed = True
    for each in stored.values():
        each.delete()
    return is_changed or bool(stored)
