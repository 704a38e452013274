"""Markdown files with optional front matter between two lines of ``---``."""

import re
from pathlib import Path
from typing import Any

import yaml

from .reading import MAX_BYTES, ContentError, Problem, Row, read_text

FENCE = "---"
KEY = re.compile(r"([\w-]+)\s*:")


def read_page(path: Path, max_bytes: int = MAX_BYTES) -> Row:
    """Return a Markdown file as a row: its front matter and its text, as ``body``, each with its line.

    Raises ContentError where the file is not UTF-8 or its front matter is not a list of “key: value” lines.
    """
    text, file = read_text(path, max_bytes), str(path)
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return Row(file, 1, {"body": text})
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        raise ContentError([Problem(file, 1, "end the front matter with a line that holds only ---")])
    head = lines[1:end]
    start = next((n for n in range(end + 1, len(lines)) if lines[n].strip()), len(lines))
    values, key_lines = _values(file, head), _key_lines(file, head)
    if "body" in values:
        raise ContentError([Problem(file, key_lines.get("body", 1), "body: write the text below the front matter")])
    return Row(file, 1, {**values, "body": "\n".join(lines[start:])}, key_lines, {"body": start + 1})


def _values(file: str, head: list[str]) -> dict[str, Any]:
    try:
        values = yaml.safe_load("\n".join(head))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message = "write each line of the front matter as key: “value”, with quotes around the value"
        raise ContentError([Problem(file, mark.line + 2 if mark else 1, message)]) from error
    values = {} if values is None else values
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise ContentError([Problem(file, 2, "write the front matter as lines of key: value")])
    return values


def _key_lines(file: str, head: list[str]) -> dict[str, int]:
    """Return the line of each key. YAML would keep the last of two equal keys; nobody means that."""
    found: dict[str, int] = {}
    for number, line in enumerate(head, 2):
        if key := KEY.match(line):
            if key[1] in found:
                raise ContentError([Problem(file, number, f"give “{key[1]}” only once")])
            found[key[1]] = number
    return found
