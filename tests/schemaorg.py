"""Checks what pages say to machines against schema.org's vocabulary, a cut of which lies in ``data/``. No network."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyld import jsonld

VOCABULARY = json.loads((Path(__file__).parent / "data" / "schemaorg.json").read_text())
BASE = "http://schema.org/"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
#: Properties with one of these ends say how a property is asked for (schema.org/docs/actions.html).
ASKED = ("-input", "-output")
WORDS = {"Text", "URL", "Date", "DateTime", "Number", "Integer", "Boolean", "Time"}


def data_in(html: str) -> list[dict[str, Any]]:
    """Return the blocks of data on a page, as they are written."""
    return [json.loads(found) for found in BLOCK.findall(html)]


def expanded(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return data with every term as a whole address, as a program would read it."""
    return jsonld.expand(data, {"documentLoader": _load})


def _load(address: str, options: dict[str, Any]) -> dict[str, Any]:
    assert address.rstrip("/") == "https://schema.org", f"{address} is not to be loaded."
    context = {"@context": VOCABULARY["context"]}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": context}


def mistakes(data: dict[str, Any]) -> list[str]:
    """Return what the vocabulary does not know, in words: types, properties, who has which, and what they hold."""
    return [mistake for node in nodes(expanded(data)) for mistake in _wrong(node)]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every thing that data tells of, inside others too."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict) and "@value" not in each:
            yield each
            for name, inner in each.items():
                if not name.startswith("@"):
                    yield from nodes(inner)


def _wrong(node: dict[str, Any]) -> Iterator[str]:
    types = [_name(each) for each in node.get("@type", [])]
    yield from (f"There is no type {each}." for each in types if each not in VOCABULARY["types"])
    above = {each for name in types for each in ancestors(name)}
    for address, values in node.items():
        name = _name(address)
        if address.startswith("@") or (name.endswith(ASKED) and name.rpartition("-")[0] in VOCABULARY["properties"]):
            continue
        if not types:
            yield f"{name} stands on a thing without a type."
        elif (told := VOCABULARY["properties"].get(name)) is None:
            yield f"There is no property {name}."
        else:
            yield from _misplaced(name, told, types, above, values)


def _misplaced(name: str, told: dict[str, list[str]], types: list[str], above: set[str], values: Any) -> Iterator[str]:
    if not above & set(told["of"]):
        yield f"{'/'.join(types)} has no {name}."
    for value in values:
        held = {each for kind in value.get("@type", []) for each in ancestors(_name(kind))}
        if "@value" in value or set(value) == {"@id"}:
            fits = bool(WORDS & set(told["is"])) or set(value) == {"@id"}
        else:
            fits = bool(held & set(told["is"]))
        if not fits:
            yield f"{name} does not hold {sorted(held) or value}."


def ancestors(name: str) -> set[str]:
    """Return a type and all types above it."""
    return {name}.union(*(ancestors(each) for each in VOCABULARY["types"].get(name, [])))


def _name(address: str) -> str:
    return address.removeprefix(BASE)
