"""Orders: where a sentence tells the reader to do something."""

from .words import Words

_MOST_LEADS = 3


def order_at(words: Words) -> int | None:
    """Return where the verb of an order stands: first, after "Please" or "Never", or after "If …," or "After …,"."""
    if (at := _order_from(words, 0)) is not None:
        return at
    if not words.is_at(0, "if", "when", "once", "unless", "while", "until", "@prep"):
        return None
    breaks = (index for index, token in enumerate(words.tokens[:-1]) if token in (",", ":"))
    return next((at for index in breaks if (at := _order_from(words, index + 1)) is not None), None)


def _order_from(words: Words, at: int) -> int | None:
    """Return where an order's verb stands if the words from ``at`` on are one."""
    first = at
    for _ in range(_MOST_LEADS):
        at += _length_at(words, at, "@impv_lead")
    is_order = words.is_at(at, "@imperative", "@sell")
    if at > first and words.is_at(at - 1, "not", "don't", "never", "please", "always"):
        is_order = is_order or words.is_at(at, "@v_base")
    if not is_order or _is_noun_here(words, at):
        return None
    leads_on = words.is_at(at + 1, "@be", "@modal", "@have", "of", "@v_s")
    return at if not leads_on or words.is_at(at, "find", "know", "see") else None


def _length_at(words: Words, index: int, name: str) -> int:
    if index >= len(words.tokens):
        return 0
    return max((length for length, classes in words.spans[index] if name in classes), default=0)


def _is_noun_here(words: Words, at: int) -> bool:
    """Whether a word that may be noun or verb is a noun: "Peel and needling …", "Exercise helps …"."""
    if not words.is_at(at, "@health", "@course", "@outcome", "@evidence", "@site", "@score"):
        return False
    return not words.is_at(at + 1, "@det", "@you", "@prep", "@manner", "@it", "@num")
