"""Dates and times take the form that the site's language gives them."""

import re

from .test_rooms import modules, templates

IN_TEMPLATE = re.compile(r"\|(?:date|time):\"([^\"]*)\"|{% now \"([^\"]*)\"")
IN_MODULE = re.compile(
    r"(?:date_format|time_format|dateformat\.format)\([^\n]*, \"([^\"]*)\"\)|strftime\(\"([^\"]*)\"\)"
)
#: The locale's forms, and those for machines.
FORMS = re.compile(r"(SHORT_)?(DATE|DATETIME|TIME|MONTH_DAY|YEAR_MONTH)_FORMAT|c|U|Y-m-d(\\TH:i:sO)?|%Y-.*|%Y")


def fixed_forms(source: str, pattern: re.Pattern[str]) -> list[str]:
    """Return the forms of dates and times that are the same in every language."""
    found = [next(filter(None, each.groups()), "") for each in pattern.finditer(source)]
    return [form for form in found if not FORMS.fullmatch(form)]


def test_dates_and_times_take_the_form_of_the_language() -> None:
    found = {name: fixed_forms(source, IN_TEMPLATE) for _room, name, source in templates()}
    found |= {str(path): fixed_forms(path.read_text(), IN_MODULE) for _room, path in modules()}
    assert {name: forms for name, forms in found.items() if forms} == {}


def test_a_date_in_a_fixed_form_is_found() -> None:
    assert fixed_forms('{{ at|date:"j F Y" }}{% now "H:i" %}', IN_TEMPLATE) == ["j F Y", "H:i"]
    assert fixed_forms('date_format(at, "j F")\nat.strftime("%H:%M")', IN_MODULE) == ["j F", "%H:%M"]
    assert fixed_forms('{{ at|date:"DATE_FORMAT" }}{{ at|date:"c" }}', IN_TEMPLATE) == []
