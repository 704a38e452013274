"""Score the claim finder on labelled sentences: precision, recall and F1 for claim and for risky.

    python bench/finder.py FILE.tsv [FILE.tsv ...] [--errors]

Columns are found by their names: text, claim (0/1), risky (0/1), register. A sentence counts as flagged when
``claims.finder.find`` gives any finding for it, as risky when any finding is. Two floors stand beside the figures:
flagging everything, and a plain list of watch-words.
"""

import argparse
import csv
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from claims.finder import find

#: What a plain list would hold; a finder that does not beat it is not worth its rules.
WATCH_WORDS = re.compile(
    r"\b(?:safe|safely|effective|proven|prove[sd]?|guarantee[sd]?|permanent(?:ly)?|cures?|cured|best|always|never|100%|instant(?:ly)?"
    r"|miracle|breakthrough|natural(?:ly)?|toxins?|detox|risk-free|painless|clinically|studies|experts?|doctors?|dermatologists?)\b",
    re.IGNORECASE,
)
Judge = Callable[[str], tuple[bool, bool]]


def by_finder(text: str) -> tuple[bool, bool]:
    findings = find(text)
    return bool(findings), any(finding.risky for finding in findings)


def by_flagging_everything(text: str) -> tuple[bool, bool]:
    return True, True


def by_watch_words(text: str) -> tuple[bool, bool]:
    found = bool(WATCH_WORDS.search(text))
    return found, found


JUDGES: dict[str, Judge] = {
    "finder": by_finder,
    "flag everything": by_flagging_everything,
    "watch-words": by_watch_words,
}


def score(pairs: Iterable[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of pairs of what was expected and what was found."""
    pairs = list(pairs)
    right = sum(expected and found for expected, found in pairs)
    found_any, expected_any = sum(found for _, found in pairs), sum(expected for expected, _ in pairs)
    precision = right / found_any if found_any else 0.0
    recall = right / expected_any if expected_any else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def rows_of(paths: Iterable[Path]) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            lines = (line for line in file if not line.startswith("#"))
            rows += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return rows


def line_of(name: str, rows: list[dict[str, str]], judged: dict[int, tuple[bool, bool]]) -> str:
    claim = score((row["claim"] == "1", judged[id(row)][0]) for row in rows)
    risky = score((row["risky"] == "1", judged[id(row)][1]) for row in rows)
    figures = "   ".join(f"{p:.3f} {r:.3f} {f:.3f}" for p, r, f in (claim, risky))
    return f"{name:<18}{len(rows):>5}   {figures}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what was judged otherwise than labelled")
    options = parser.parse_args()
    rows = rows_of(options.files)
    find("")
    judged = {name: {id(row): judge(row["text"]) for row in rows} for name, judge in JUDGES.items()}
    print(f"{'':<18}{'n':>5}   {'claim: P, R, F1':<17}   risky: P, R, F1")
    for name in JUDGES:
        print(line_of(name, rows, judged[name]))
    by_register: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        by_register[row.get("register", "")].append(row)
    print("\nfinder, by register")
    for name, some in sorted(by_register.items()):
        print(line_of(name, some, judged["finder"]))
    if options.errors:
        print_errors(rows, judged["finder"])
    text = "\n\n".join(row["text"] for row in rows)
    text = (text + "\n\n") * (100_000 // len(text) + 1)
    started = time.perf_counter()
    find(text[:100_000])
    print(f"\n100 kB of text: {time.perf_counter() - started:.2f} s")


def print_errors(rows: list[dict[str, str]], judged: dict[int, tuple[bool, bool]]) -> None:
    print("\nclaim and risky as labelled, as found; the rule; the sentence")
    for row in rows:
        expected = row["claim"] == "1", row["risky"] == "1"
        if expected != judged[id(row)]:
            rules = ",".join(finding.rule for finding in find(row["text"]))
            said, found = ("".join(str(int(flag)) for flag in pair) for pair in (expected, judged[id(row)]))
            print(f"{said} {found} {rules:<32} [{row.get('register', '')}] {row['text']}")


if __name__ == "__main__":
    main()
