"""Citations: each format holds what it was given, whatever is in it, and says which version is cited as of what day."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from django.test import Client

from accounts.models import User
from claims import actions
from claims.citing import Work, apa, csl, of_source, vancouver, written
from claims.faces import SourceFace
from tests import factory

from .scenes import HOSTILE, rich_claim, words

PLAIN = " ".join(HOSTILE.split())
TODAY = date(2026, 11, 24)
WORK = Work(
    "needling", HOSTILE, "https://kp.example.org/a/?b={c}", author=HOSTILE, published=(2026, 5, 1), read_on=TODAY
)
SOURCE = SourceFace("trial-1", "A trial", "Smith J, Doe A", "BMJ", 2020, "trial", "verified",
                    href="https://doi.org/10.1000/182")  # fmt: skip


def entries(text: str) -> list[Any]:
    """Read BibTeX, with LaTeX turned back into letters."""
    read = bibtexparser.parse_string(text.replace(r"\textbraceleft{}", "‹").replace(r"\textbraceright{}", "›"),
                                     append_middleware=[LatexDecodingMiddleware()])  # fmt: skip
    assert read.failed_blocks == []
    return read.entries


def test_bibtex_gives_back_a_hostile_title_as_one_entry() -> None:
    first, second = entries(written("bib", [WORK, replace(WORK, key="other", title="Plain")]))
    expected = PLAIN.replace("{", "‹").replace("}", "›").replace("^", "ˆ").replace('"q"', "''q''")
    assert (first.key, second.key, second["title"]) == ("needling", "other", "Plain")
    assert first["title"].replace("”q”", "''q''") == expected
    assert (first["year"], first["urldate"]) == ("2026", "2026-11-24")


def test_bibtex_keeps_its_braces_balanced() -> None:
    text = written("bib", [WORK])
    depths = [0]
    for letter in text:
        depths.append(depths[-1] + {"{": 1, "}": -1}.get(letter, 0))
    assert depths[-1] == 0 and min(depths) == 0


def test_ris_gives_back_a_hostile_title_as_one_reference() -> None:
    first, second = rispy.loads(
        written("ris", [replace(WORK, url="https://kp.example.org/"), replace(WORK, title="Plain")])
    )
    assert (first["title"], first["authors"]) == (PLAIN, [PLAIN])
    assert (first["type_of_reference"], first["date"], second["title"]) == ("ELEC", "2026/05/01", "Plain")


def test_csl_json_gives_back_a_hostile_title() -> None:
    assert json.loads(written("json", [WORK]))[0] == csl(WORK)
    assert csl(WORK)["title"] == PLAIN


@pytest.mark.parametrize("style", [vancouver, apa])
def test_styles_keep_hostile_words_on_one_line_and_whole(style: Any) -> None:
    said = style(WORK)
    assert "\n" not in said and "<script>alert(1)</script>" in said and "Ż 漢" in said


def test_vancouver_and_apa_look_as_they_should() -> None:
    work = of_source(SOURCE, TODAY)
    assert vancouver(work) == "Smith J, Doe A. A trial. BMJ. 2020. doi:10.1000/182"
    assert apa(work) == "Smith J, Doe A. (2020). A trial. BMJ. https://doi.org/10.1000/182"
    page = Work(
        "a", "What helps [version 2]", "https://kp.example.org/a/", author="KP", published=(2026, 5, 1), read_on=TODAY
    )
    assert vancouver(page) == (
        "KP. What helps [version 2] [Internet]. 2026 [cited 2026 Nov 24]. Available from: https://kp.example.org/a/"
    )
    assert apa(page) == "KP. (2026, May 1). What helps [version 2]. https://kp.example.org/a/"


def test_a_work_without_author_or_year_is_cited_by_who_published_it() -> None:
    work = of_source(SourceFace("x", "A page", href="https://who.example/x;y"), TODAY)
    assert apa(work).startswith("who.example. (n.d.). A page.")
    assert rispy.loads(written("ris", [work]))[0]["urls"] == ["https://who.example/x%3By"]


def test_a_retracted_source_is_never_cited_without_saying_so() -> None:
    work = of_source(replace(SOURCE, verification="retracted"), TODAY)
    assert "[retracted]" in vancouver(work) and "[retracted]" in apa(work)
    assert "do not rely on it" in written("bib", [work])
    assert "[retracted]" not in vancouver(of_source(SOURCE, TODAY))


def test_a_copy_is_cited_by_its_original_without_a_link() -> None:
    work = of_source(SourceFace("x", "A rule", container="mirror.example", original="The Ministry"), TODAY)
    assert "mirror.example" not in vancouver(work) + apa(work) + written("bib", [work])
    assert work.author == "The Ministry" and not work.url


# --- pages and files ----------------------------------------------------------------------------------------


def test_a_claim_is_cited_in_its_version_with_verdict_and_caveat(client: Client, mo: User) -> None:
    claim = rich_claim(mo)
    actions.sign_off(claim=claim, verdict="contested", certainty="low", reasons="They differ.", by=mo)
    for ending in ("bib", "ris", "json"):
        text = words(client, f"/evidence/it-may-help/cite.{ending}")
        for expected in ("It may help a little.", "claim, version 2", "Sources disagree.", "Warning: It can scar."):
            assert expected in text, (ending, expected)
        assert "/evidence/it-may-help/versions/2/" in text
    html = words(client, "/evidence/it-may-help/")
    assert "Available from: " in html and 'id="cite-apa"' in html


def test_a_question_and_a_source_are_cited(client: Client, mo: User) -> None:
    rich_claim(mo)
    actions.sign_off_answer(question=factory.question(), text="It may, a little.", by=mo)
    assert "Does it help? [question, answer 1]" in words(client, "/questions/does-it-help/cite.ris")
    assert "Does it help? [question, answer 1]" in words(client, "/questions/does-it-help/")
    assert "A review, review-2020" in words(client, "/sources/review-2020/cite.bib")
    assert 'id="cite-vancouver"' in words(client, "/sources/review-2020/")


def test_all_cited_sources_come_as_one_file_that_its_library_reads(client: Client, mo: User) -> None:
    factory.source(title=HOSTILE[:200])
    rich_claim(mo)
    factory.source("cited-by-nobody")
    draft = factory.claim("a-draft", backed=False)
    draft.evidence.create(source=factory.source("cited-by-a-draft"), relation="mentions", read="abstract")
    assert [entry.key for entry in entries(words(client, "/sources.bib"))] == ["review-2020"]
    assert [each["id"] for each in rispy.loads(words(client, "/sources.ris"))] == ["review-2020"]
    assert [each["id"] for each in json.loads(words(client, "/sources.json"))] == ["review-2020"]


@pytest.mark.parametrize("address", ["/evidence/no/cite.bib", "/evidence/it-may-help/cite.exe", "/sources.exe",
                                     "/questions/no/cite.bib", "/sources/no/cite.bib"])  # fmt: skip
def test_an_unknown_file_is_404(client: Client, mo: User, address: str) -> None:
    rich_claim(mo)
    words(client, address, 404)


@pytest.mark.parametrize(
    "address", ["/evidence/it-may-help/cite.bib", "/sources.ris", "/sources/review-2020/cite.json"]
)
def test_files_are_saved_under_a_name_and_refuse_the_wrong_method(
    client: Client, mo: User, address: str, django_assert_num_queries: Any
) -> None:
    rich_claim(mo)
    with django_assert_num_queries(1):
        response = client.get(address)
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.[a-z]+"', response["Content-Disposition"])
    assert client.post(address).status_code == 405 and not response.cookies
