"""Measure the search beside a plain ``icontains`` on the same rows, as ratios: above 1 the search is quicker.

    .venv/bin/python bench/searching.py [--rows 2000]

It works in a database of its own, in memory, or on the PostgreSQL at DATABASE_URL in a transaction that is taken back.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ["DJANGO_SETTINGS_MODULE"] = "kpsite.test_settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.db.models import Q  # noqa: E402

from search.indexing import entry  # noqa: E402
from search.models import Entry  # noqa: E402

QUERIES = ("scars", "healing", "keratosis pilaris", "micro needling", "is it safe for darker skin", "redn", "zebra")
WORDS_A_ROW = 400
TIMES = 15


def fill(rows: int) -> None:
    """Write rows of words drawn from the starter content, always the same."""
    drawn = random.Random(4)
    texts = (path.read_text() for path in sorted((ROOT / "content" / "articles").glob("*.md")))
    vocabulary = " ".join(texts).split()
    made = []
    for number in range(rows):
        words = drawn.choices(vocabulary, k=WORDS_A_ROW)
        owner, title, text = f"page/{number}", " ".join(words[:8]), " ".join(words)
        made.append(entry(kind="article", owner=owner, key=str(number), title=title, text=text, quote=text))
    Entry.objects.bulk_create(made, batch_size=200)


def by_search(typed: str) -> list[Entry]:
    """Return the ten best by the index."""
    return list(Entry.objects.live().search(typed)[:10])


def by_icontains(typed: str) -> list[Entry]:
    """Return ten rows that hold every word as it was typed, in the order of their titles."""
    entries = Entry.objects.live()
    for word in typed.split():
        entries = entries.filter(Q(title__icontains=word) | Q(quote__icontains=word))
    return list(entries.order_by("title")[:10])


def seconds(ask: Callable[[str], object], typed: str) -> float:
    """Return the median time of asking."""
    taken = []
    for _each in range(TIMES):
        start = time.perf_counter()
        ask(typed)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Fill a table, ask it, and print one line a query."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=2000)
    rows = parser.parse_args().rows
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        start = time.perf_counter()
        fill(rows)
        print(f"{rows} rows written in {time.perf_counter() - start:.1f} s")
        print(f"{'query':<28}{'search':>8}{'found':>7}{'icontains':>11}{'found':>7}{'ratio':>8}")
        for typed in QUERIES:
            search, plain = seconds(by_search, typed), seconds(by_icontains, typed)
            one, other = len(by_search(typed)), len(by_icontains(typed))
            times = f"{search * 1000:>6.1f}ms{one:>7}{plain * 1000:>9.1f}ms{other:>7}"
            print(f"{typed:<28}{times}{plain / search:>8.1f}")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
