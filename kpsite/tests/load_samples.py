"""A small content folder, and what tests of loading do with one."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import CommandError, call_command

from accounts.models import User
from claims.models import Answer, Caveat, Claim, ClaimVersion, Question, Source
from publishing.models import Page, Publication

SOURCES = """\
[[source]]
key = "a-review"
type = "review"
tier = "review"
title = "A review of bumps"
year = 2020
doi = "10.1000/ABC"
verification = "verified"
linkable = true

[[source]]
key = "a-copy"
type = "web page"
tier = "hospital"
title = "Bumps"
url = "https://example.org/copy"
verification = "verified"
linkable = false
original = "A hospital"
"""
CAVEATS = """\
[[caveat]]
slug = "few-people"
severity = "note"
text = "Few people were studied."

[[caveat]]
slug = "not-for-all"
severity = "caution"
text = "It does not suit everybody."
"""
QUESTIONS = """\
[[question]]
slug = "does-it-help"
text = "Does it help?"
answer = "Perhaps a little."
"""
CLAIMS = """\
[[claim]]
slug = "it-helps"
about = "effect"
question = "does-it-help"
stance = "yes"
statement = "It may help a little."
population = "keratosis pilaris"
caveats = ["few-people", "not-for-all"]
verdict = "supported"
certainty = "low"
reasons = "One review."
evidence = [
  { source = "a-review", relation = "supports", n = 20, read = "abstract" },
  { source = "a-copy", relation = "mentions", locator = "page 2", read = "full text" },
]

[[claim]]
slug = "it-is-quick"
about = "effect"
statement = "It is quick."
population = "keratosis pilaris"
caveats = ["few-people"]
verdict = "unreviewed"
certainty = "not_graded"
reasons = "Nobody looked."

[[claim]]
slug = "it-stings"
about = "harm"
statement = "It can sting."
population = "keratosis pilaris"
caveats = ["few-people"]
verdict = "supported"
certainty = "low"
reasons = "A hospital says so."
evidence = [{ source = "a-copy", relation = "supports", read = "full text" }]
"""
ARTICLE = """\
---
title: "A thing for bumps"
slug: a-thing
summary: "What is known of it."
question: does-it-help
change_note: "First version."
---

It [may help a little](claim:it-helps).

It [can sting](claim:it-stings).

Some say that [it is quick](claim:it-is-quick "reported").
Read [another page](/articles/another/).
"""
OTHER = """\
---
title: "Another page"
slug: another
summary: "More words."
change_note: "First version."
---

Read about [the thing](/articles/a-thing/).
"""
NEEDLES = """\
title = "Needles"
slug = "needles"
summary = "What is known of needles."
change_note = "First version."
also_known_as = "pins, nails"
claims = ["it-stings", "it-helps"]
other_choices = ["waiting"]

what_it_is = '''

Needles go in.
A line such as [[item]] in a text is text.
'''
benefits = '''
They [may help a little](claim:it-helps).
'''
harms = '''They [can sting](claim:it-stings).'''
before_you_decide = '''
- Who will do it?
'''
alternatives = '''
Read about [waiting](/treatments/waiting/).
'''
if_nothing = "It is not known."

[[at_a_glance]]
aspect = "sessions"
text = "Three in one review."
sources = ["a-review"]

[[contraindication]]
severity = "stop"
text = "You are asleep."
sources = ["a-copy", "a-review"]
goes_further = true

[[at_a_glance]]
aspect = "recovery"
text = "It can sting."
claim = "it-stings"

[[contraindication]]
severity = "caution"
text = "You are tired."
"""
WAITING = """\
title = "Waiting"
slug = "waiting"
summary = "What is known of waiting."
change_note = "First version."
claims = ["it-is-quick"]
other_choices = ["needles"]
what_it_is = "You wait. What happens is not known."
before_you_decide = "- How long?"
if_nothing = "You are doing it."

[[contraindication]]
severity = "caution"
text = "You are in a hurry."
"""
AFTER = """\
title = "After needles"
slug = "after-needles"
summary = "What to do."
change_note = "First version."
treatment = "needles"
no_end = "until it is over"
intro = '''
Needles [can sting](claim:it-stings).
'''

[[item]]
kind = "do"
text = "Come early."
starts_h = -24
ends_h = 0

[[item]]
kind = "dont"
text = "Don't rub it."
short = "no rubbing"
reason = "It stings."
starts_h = 0
daily = true
disagreement = "One says so, another does not."
claim = "it-stings"
sources = ["a-copy"]
goes_further = true

[[item]]
kind = "get-help"
text = "Call your emergency number now if you cannot breathe."
urgency = "emergency"

[[item]]
kind = "get-help"
text = "Get medical help today if it grows hot."
urgency = "same-day"
"""
FILES = {
    "sources.toml": SOURCES,
    "caveats.toml": CAVEATS,
    "questions.toml": QUESTIONS,
    "claims.toml": CLAIMS,
    "articles/thing.md": ARTICLE,
    "articles/other.md": OTHER,
}
TREATMENTS = {
    "treatments/needles.toml": NEEDLES,
    "treatments/waiting.toml": WAITING,
    "aftercare/after.toml": AFTER,
}


def load(folder: Path, **options: Any) -> str:
    """Load a folder and return what was told."""
    out = StringIO()
    call_command("load_content", folder, stdout=out, **options)
    return out.getvalue()


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace words in one file."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(folder: Path) -> str:
    """Load a folder that must be refused, and return why, with nothing written."""
    with pytest.raises(CommandError) as caught:
        load(folder)
    for model in (Source, Caveat, Question, Claim, ClaimVersion, Answer, Page, Publication):
        assert not model.objects.exists(), model
    return str(caught.value).replace(f"{folder}/", "")


def log_edit(row: Any, by: User) -> None:
    """Note an edit as the admin does."""
    LogEntry.objects.log_actions(by.pk, [row], CHANGE, "Changed text.", single_object=True)


def versions() -> list[tuple[str, int]]:
    """Return the slug and number of every publication."""
    return sorted(Publication.objects.values_list("page__slug", "number"))
