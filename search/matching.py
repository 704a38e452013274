"""How each database is asked. Terms hold nothing but a–z and 0–9: nothing that is typed reaches a query's grammar.

``extra`` is used for what Django has no words for: SQLite's index is a table of its own, and PostgreSQL's a column
that the database alone writes.
"""

from typing import Any

from .asking import Asked, Term

#: What a word in the title counts beside one in the text.
TITLE, TEXT = 8.0, 1.0
#: What counts less than others does not come before them for its title alone.
FIRST = "search_entry.weight >= 1"


def search(entries: Any, asked: Asked, vendor: str) -> Any:
    """Return the entries that meet what was asked for, those that meet it in their title first."""
    return _postgres(entries, asked) if vendor == "postgresql" else _sqlite(entries, asked)


def search_titles(entries: Any, asked: Asked, vendor: str) -> Any:
    """Return the entries whose title meets what was asked for."""
    return _postgres(entries, asked, "A") if vendor == "postgresql" else _sqlite(entries, asked, "title_terms : ")


def _sqlite(entries: Any, asked: Asked, column: str = "") -> Any:
    wanted = _expression(asked, " AND ", " OR ", _fts5)
    return entries.extra(
        tables=["search_index"],
        where=["search_index MATCH %s", "search_index.rowid = search_entry.id"],
        params=[f"{column}({wanted})"],
        select={
            "is_titled": f"{FIRST} AND search_entry.id IN (SELECT rowid FROM search_index WHERE search_index MATCH %s)",
            "rank": f"-bm25(search_index, {TITLE}, {TEXT}) * search_entry.weight",
        },
        select_params=[f"title_terms : ({wanted})"],
    ).order_by("-is_titled", "-rank", "-weight", "title", "pk")


def _postgres(entries: Any, asked: Asked, weight: str = "") -> Any:
    wanted = _expression(asked, " & ", " | ", lambda term: _tsquery(term, weight))
    titled = _expression(asked, " & ", " | ", lambda term: _tsquery(term, "A"))
    return entries.extra(
        where=["search_entry.terms @@ %s::tsquery"],
        params=[wanted],
        select={
            "is_titled": f"{FIRST} AND search_entry.terms @@ %s::tsquery",
            "rank": f"ts_rank('{{0, {TEXT / TITLE}, 0, 1}}', search_entry.terms, %s::tsquery, 1) * search_entry.weight",
        },
        select_params=[titled, wanted],
    ).order_by("-is_titled", "-rank", "-weight", "title", "pk")


def _expression(asked: Asked, both: str, either: str, written: Any) -> str:
    return either.join(f"({both.join(written(term) for term in terms)})" for terms in asked.alternatives)


def _fts5(term: Term) -> str:
    return f'("{term.stem}" OR "{term.start}"*)' if term.start else f'"{term.stem}"'


def _tsquery(term: Term, weight: str) -> str:
    stem = f"'{term.stem}':{weight}" if weight else f"'{term.stem}'"
    return f"({stem} | '{term.start}':*{weight})" if term.start else stem
