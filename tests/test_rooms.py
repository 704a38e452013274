"""Who may know whom: what import-linter cannot see, in models, Python strings and templates."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from articles.models import Article
from claims.models import Claim, Evidence
from publishing.models import Publication, PublishedClaim
from records.models import Record

ROOT = Path(settings.BASE_DIR)
#: From the ground floor up; rooms on one floor do not know one another.
FLOORS = {
    "records": 0,
    "pictures": 0,
    "search": 0,
    "accounts": 0,
    "claims": 1,
    "publishing": 2,
    "articles": 3,
    "treatments": 3,
    "moderation": 3,
    "kpsite": 4,
}
LABEL = re.compile(r"\b(" + "|".join(FLOORS) + r")\.[A-Z]\w+")
REFERENCE = re.compile(r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
ADDRESS = re.compile(r"""{%-?\s*url\s+["'](\w+):""")


def may_know(room: str, other: str) -> bool:
    """Whether a room may know another: itself and those on the floors below."""
    return room == other or FLOORS[other] < FLOORS[room]


def modules(*, tests: bool = False) -> Iterator[tuple[str, Path]]:
    """Yield each Python file of each room; migrations are written by Django and tests may set any scene."""
    for room in FLOORS:
        for path in sorted((ROOT / room).rglob("*.py")):
            inside = path.relative_to(ROOT / room).parts
            if "migrations" not in inside and (tests or "tests" not in inside) and path.name != "test_settings.py":
                yield room, path


def templates() -> Iterator[tuple[str, str, str]]:
    """Yield room, name and source of each template that belongs to a room; those of no room are the site's."""
    for base in (ROOT / "templates", *(ROOT / room / "templates" for room in FLOORS)):
        for path in sorted(base.rglob("*.html")) if base.exists() else ():
            name = path.relative_to(base).as_posix()
            yield room_of(name), name, path.read_text()


def room_of(template: str) -> str:
    """Return the room of a template by its first folder, below ``admin/`` too."""
    first = template.removeprefix("admin/").partition("/")[0]
    return first if first in FLOORS else "kpsite"


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in FLOORS]


def relations(
    found: Iterable[type[models.Model]],
) -> Iterator[tuple[type[models.Model], models.Field, type[models.Model]]]:
    """Yield model, field and target of every foreign key and many-to-many field."""
    for model in found:
        for field in [*model._meta.fields, *model._meta.many_to_many]:
            if field.remote_field is not None and isinstance(field.remote_field.model, type):
                yield model, field, field.remote_field.model


# --- models -------------------------------------------------------------------------------------------------


def keys_that_point_up(found: Iterable[tuple]) -> list[str]:
    """Return the foreign keys whose target lies in a room that theirs may not know.

    Everybody may point at the user: Django names that model in the settings, not in the room.
    """
    return [
        f"{model._meta.label}.{field.name} -> {target._meta.label}"
        for model, field, target in found
        if target._meta.app_label in FLOORS
        and target._meta.label != settings.AUTH_USER_MODEL
        and not may_know(model._meta.app_label, target._meta.app_label)
    ]


def keys_that_reach_back(found: Iterable[tuple]) -> list[str]:
    """Return the foreign keys between rooms that give the lower room a way up."""
    return [
        f"{model._meta.label}.{field.name}"
        for model, field, target in found
        if target._meta.app_label in FLOORS
        and target._meta.app_label != model._meta.app_label
        and not field.remote_field.hidden
    ]


def keys_that_delete_records(found: Iterable[tuple]) -> list[str]:
    """Return the foreign keys of records through which a deletion would take records along or empty them.

    DO_NOTHING does neither: such a record names what may be gone.
    """
    return [
        f"{model._meta.label}.{field.name}"
        for model, field, _target in found
        if issubclass(model, Record) and field.remote_field.on_delete not in (models.PROTECT, models.DO_NOTHING)
    ]


def test_no_foreign_key_points_up() -> None:
    assert keys_that_point_up(relations(own_models())) == []


def test_a_foreign_key_that_points_up_is_found() -> None:
    up = [
        (Claim, Article._meta.get_field("page"), Article),
        (Claim, Evidence._meta.get_field("claim"), Publication),
    ]
    assert keys_that_point_up(up) == [
        "claims.Claim.page -> articles.Article",
        "claims.Claim.claim -> publishing.Publication",
    ]


def test_no_foreign_key_between_rooms_reaches_back() -> None:
    assert keys_that_reach_back(relations(own_models())) == []


def test_a_foreign_key_that_reaches_back_is_found() -> None:
    open_key = Evidence._meta.get_field("claim")
    assert keys_that_reach_back([(Publication, open_key, Claim)]) == ["publishing.Publication.claim"]
    assert keys_that_reach_back([(Evidence, open_key, Claim)]) == []


def test_nothing_that_is_deleted_takes_a_record_along() -> None:
    assert keys_that_delete_records(relations(own_models())) == []


def test_a_key_that_would_take_a_record_along_is_found() -> None:
    cascade = Evidence._meta.get_field("claim")
    assert keys_that_delete_records([(PublishedClaim, cascade, Claim)]) == ["publishing.PublishedClaim.claim"]


# --- names in strings ---------------------------------------------------------------------------------------


def labels_from_above(room: str, source: str) -> list[str]:
    """Return the model labels ("articles.Article") in a module's strings that its room may not know."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    words = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
    ]
    found = [match for text in words for match in LABEL.finditer(text) if match.group() == text]
    return [match.group() for match in found if not may_know(room, match[1])]


def apps_looked_up(source: str) -> list[str]:
    """Return what a module gives to ``get_model`` or ``get_app_config``, as it is written."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "attr", "") in ("get_model", "get_app_config")]
    return [" ".join(ast.unparse(each) for each in call.args) for call in named]


#: Models that are named by somebody else: the kind of a page by its app, the record by whoever redacts it.
LOOKED_UP = {
    "publishing/kinds.py": ["self.model"],
    "records/management/commands/redact.py": ["options['model']"],
}


def test_no_string_names_a_model_of_a_room_above() -> None:
    found = {str(path.relative_to(ROOT)): labels_from_above(room, path.read_text()) for room, path in modules()}
    assert {name: labels for name, labels in found.items() if labels} == {}


def test_a_string_that_names_a_model_from_above_is_found() -> None:
    assert labels_from_above("claims", 'models.ForeignKey("publishing.Page", models.PROTECT)') == ["publishing.Page"]
    assert labels_from_above("publishing", 'key = ForeignKey("claims.Claim")\n"""articles.Article"""') == []


def test_models_are_looked_up_by_name_only_where_somebody_else_names_them() -> None:
    found = {str(path.relative_to(ROOT)): apps_looked_up(path.read_text()) for _room, path in modules()}
    assert {name: calls for name, calls in found.items() if calls} == LOOKED_UP


def test_a_look_up_by_name_is_found() -> None:
    assert apps_looked_up("apps.get_model('articles', 'Article')") == ["'articles' 'Article'"]


# --- accessors ----------------------------------------------------------------------------------------------


def default_accessors(source: str) -> list[str]:
    """Return the attributes that are Django's default way back along a foreign key, such as ``article_set``."""
    names = {f"{model._meta.model_name}_set" for model in own_models()}
    found = [node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)]
    return [name for name in found if name in names]


def test_no_module_goes_back_along_a_foreign_key_by_its_default_name() -> None:
    assert [str(path) for _room, path in modules() if default_accessors(path.read_text())] == []


def test_a_default_accessor_is_found() -> None:
    assert default_accessors("claim.publishedclaim_set.all()") == ["publishedclaim_set"]


# --- templates ----------------------------------------------------------------------------------------------


def parts_from_above(room: str, source: str) -> list[str]:
    """Return the templates of rooms above that a template includes or extends; the site's frame is for all."""
    named = [
        name for name in REFERENCE.findall(source) if name.startswith("admin/") is False or room_of(name) != "kpsite"
    ]
    return [name for name in named if "/" in name and not may_know(room, room_of(name))]


def addresses_from_above(room: str, source: str) -> list[str]:
    """Return the namespaces of rooms above whose addresses a template makes."""
    return [name for name in ADDRESS.findall(source) if name in FLOORS and not may_know(room, name)]


def test_no_template_includes_one_of_a_room_above() -> None:
    found = {name: parts_from_above(room, source) for room, name, source in templates()}
    assert len(found) > 50
    assert {name: parts for name, parts in found.items() if parts} == {}


@pytest.mark.parametrize(
    ("room", "source", "found"),
    [
        (
            "claims",
            '{% include "publishing/_entry.html" with entry=entry only %}',
            ["publishing/_entry.html"],
        ),
        ("publishing", '{% extends "articles/article.html" %}', ["articles/article.html"]),
        ("claims", '{% include "admin/publishing/_issue.html" only %}', ["admin/publishing/_issue.html"]),
        ("claims", '{% extends "about/how_we_check.html" %}', ["about/how_we_check.html"]),
        ("publishing", '{% include "claims/_card.html" only %}', []),
        ("claims", '{% extends "base.html" %}', []),
        ("claims", '{% extends "admin/change_form.html" %}', []),
    ],
)
def test_a_part_from_above_is_found(room: str, source: str, found: list[str]) -> None:
    assert parts_from_above(room, source) == found


def test_no_template_makes_an_address_of_a_room_above() -> None:
    found = {name: addresses_from_above(room, source) for room, name, source in templates()}
    assert {name: spaces for name, spaces in found.items() if spaces} == {}


def test_an_address_from_above_is_found() -> None:
    assert addresses_from_above("claims", '{% url "articles:list" as articles %}') == ["articles"]
    assert addresses_from_above("articles", '{% url "claims:register" %}') == []
