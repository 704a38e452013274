"""Treatments for tests, with rows and what they rest on, written and published as people do it."""

from collections.abc import Sequence
from typing import Any

from django.test import Client

from accounts.models import User
from claims.models import Claim, Source
from publishing import actions
from publishing.models import Publication
from tests import factory
from tests.visitor import Node
from treatments.models import AtAGlance, Contraindication, Treatment, TreatmentClaim


def reason(text: str, severity: str = "stop", *, sources: Sequence[Source] = (), **more: Any) -> Contraindication:
    """Return a contraindication with its sources, unsaved."""
    row = Contraindication(severity=severity, text=text, **more)
    row.type_in("sources", sources)
    return row


def line(text: str, aspect: str = "recovery", *, sources: Sequence[Source] = (), **more: Any) -> AtAGlance:
    """Return a line at a glance with its sources, unsaved."""
    row = AtAGlance(aspect=aspect, text=text, **more)
    row.type_in("sources", sources)
    return row


def written(
    slug: str = "needling",
    *,
    by: User,
    listed: Sequence[Claim] = (),
    lines: Sequence[AtAGlance] = (),
    reasons: Sequence[Contraindication] = (),
    others: Sequence[Treatment] = (),
    **more: Any,
) -> Treatment:
    """Make a treatment's working copy with these rows."""
    rows = {
        "listed": [TreatmentClaim(claim=claim) for claim in listed],
        "at_a_glance": list(lines),
        "contraindications": list(reasons) or [reason("You are pregnant or breastfeeding.")],
        "other_choices": list(others),
    }
    return factory.treatment(slug, by=by, rows=rows, **more)


def live(slug: str = "needling", *, by: User, **more: Any) -> Treatment:
    """Make a treatment and publish it."""
    copy = written(slug, by=by, **more)
    factory.published(copy, by=by)
    return copy


def again(copy: Any, *, by: User, rows: dict[str, Any] | None = None, **columns: Any) -> Publication:
    """Change a working copy and publish it once more."""
    for name, value in columns.items():
        setattr(copy, name, value)
    for name, each in (rows or {}).items():
        copy.type_in(name, each)
    actions.save_copy(copy=copy, by=by)
    return factory.published(copy, by=by, note="Says more.")


def harm(by: User, slug: str = "it-may-scar", statement: str = "It may scar.", **more: Any) -> Claim:
    """Sign off a claim about harm, with a warning."""
    caveats = (factory.caveat("walk-away", "stop", "Walk away if needles are shared."),)
    return factory.signed(slug, by=by, about="harm", statement=statement, caveats=caveats, **more)


def effect(by: User, slug: str = "it-may-help", statement: str = "It may help a little.", **more: Any) -> Claim:
    """Sign off a claim about an effect."""
    return factory.signed(slug, by=by, about="effect", statement=statement, **more)


def saying(*slugs: str, reported: bool = False) -> str:
    """Return a text that makes these claims, or only tells of them."""
    title = ' "reported"' if reported else ""
    return "\n\n".join(f"Some of it [is said here](claim:{slug}{title})." for slug in slugs)


def html(client: Client, address: str, status: int = 200) -> str:
    """Return a page's source."""
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def tree(client: Client, address: str, status: int = 200) -> Node:
    """Return a page as a tree of elements; tags that are not balanced are an error."""
    return Node.read(html(client, address, status))


def words(node: Node) -> str:
    """Return all words in an element, on one line."""
    return " ".join(node.text.split())


def of_class(node: Node, name: str) -> list[Node]:
    """Return the elements of a class, in the order of the page."""
    return [each for each in node.walk() if name in each.attributes.get("class", "").split()]


def cards(node: Node) -> list[Node]:
    """Return the red cards of a page."""
    return of_class(node, "danger")


def by_id(node: Node, id: str) -> Node:
    """Return the one element of that id."""
    (found,) = [each for each in node.walk() if each.attributes.get("id") == id]
    return found
