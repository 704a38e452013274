"""What editors do with the forms of treatments and checklists: open one, change what stands in it, send it."""

from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client

TREATMENTS = "/admin/treatments/treatment/"
CHECKLISTS = "/admin/treatments/aftercarechecklist/"
Fields = dict[str, list[str]]


class _FormReader(HTMLParser):
    """Reads what a browser would post of the fields in a page; what stands in a template is none."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self._templates = 0
        self._select = self._text = ""
        self._stands = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        name = named.get("name", "")
        self._templates += tag == "template"
        if self._templates:
            return
        if tag == "select":
            self._select = name
            self._stands = "multiple" not in named  # of several nothing may be chosen; of one the first stands
        elif tag == "option" and self._select:
            self._option(named.get("value", ""), "selected" in named)
        elif tag == "textarea":
            self._text = name
            self.fields[name] = [""]
        elif tag == "input" and name and named.get("type") != "submit":
            if named.get("type") != "checkbox":
                self.fields[name] = [named.get("value", "")]
            elif "checked" in named:
                self.fields[name] = ["on"]

    def _option(self, value: str, is_selected: bool) -> None:
        chosen = self.fields.setdefault(self._select, [])
        if is_selected and self._stands:
            chosen.clear()
        if is_selected or (self._stands and not chosen):
            chosen.append(value)
        self._stands &= not is_selected

    def handle_endtag(self, tag: str) -> None:
        self._templates -= tag == "template"
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self.fields[self._text] = [self.fields.get(self._text, [""])[0].removeprefix("\n")]
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._text and not self._templates:
            self.fields[self._text] = [self.fields[self._text][0] + data]


def fields_of(answer: Any) -> Fields:
    """Return what a browser would post of the form in an answer."""
    reader = _FormReader()
    reader.feed(answer.content.decode())
    own = ("csrfmiddlewaretoken", "username", "password")
    return {name: values for name, values in reader.fields.items() if name and name not in own}


def opened(client: Client, address: str) -> Fields:
    """Return what stands in the form at an address."""
    answer = client.get(address)
    assert answer.status_code == 200
    return fields_of(answer)


def add_row(fields: Fields, name: str, **values: Any) -> int:
    """Type a new row; return its number."""
    total = int(fields[f"{name}-TOTAL_FORMS"][0])
    number = next((row for row in range(total) if is_blank(fields, name, row)), total)
    fields[f"{name}-TOTAL_FORMS"] = [str(max(total, number + 1))]
    for each, value in values.items():
        fields[f"{name}-{number}-{each}"] = value if isinstance(value, list) else [str(value)]
    return number


def is_blank(fields: Fields, name: str, row: int) -> bool:
    """Whether a row is the blank one for those without script."""
    start = f"{name}-{row}-"
    ours = {key.removeprefix(start): values for key, values in fields.items() if key.startswith(start)}
    return not any("".join(values) for key, values in ours.items() if key not in ("treatment", "checklist"))


def row_of(fields: Fields, name: str, words: str) -> int:
    """Return the number of the row with these words in it."""
    return next(number for number, text in rows_of(fields, name) if text == words)


def rows_of(fields: Fields, name: str, column: str = "text") -> Iterator[tuple[int, str]]:
    """Yield number and text of each row in a form."""
    for number in range(int(fields[f"{name}-TOTAL_FORMS"][0])):
        yield number, "".join(fields.get(f"{name}-{number}-{column}", []))


def send(client: Client, address: str, fields: Fields, button: str = "_continue") -> Any:
    """Send a form."""
    return client.post(address, {**fields, button: "1"})


def errors_of(answer: Any, name: str) -> list[dict[str, list[str]]]:
    """Return the errors of each row of a form that was refused."""
    assert answer.status_code == 200
    formsets = {each.formset.prefix: each.formset for each in answer.context["inline_admin_formsets"]}
    return [{field: list(said) for field, said in form.errors.items()} for form in formsets[name].forms]


def words(answer: Any) -> str:
    return unescape(answer.content.decode())
