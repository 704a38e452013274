"""Gates: what is not looked at, or only for some rules: questions, topic headings, advice, site text and the like.

Those that are told by the build of the sentence are functions; those told by its words are data (rules.toml).
"""

from collections.abc import Callable

from .orders import order_at
from .sentence import Sentence
from .words import Words

Gate = Callable[[Sentence], bool]


def question(sentence: Sentence) -> bool:
    """Whether it asks: it ends with a question mark, or is a heading built like a question."""
    ending = sentence.text.rstrip().rstrip("\"'”’)]»*_")
    if ending.endswith("?"):
        return True
    words = sentence.words
    if not sentence.is_fragment or len(words.tokens) < 3:
        return False
    return words.is_at(0, "@aux") and not words.is_at(1, "not", "@prep")


def topic(sentence: Sentence) -> bool:
    """Whether it is a heading or fragment that names a subject and says nothing of it."""
    return sentence.is_fragment and not has_predicate(sentence.words)


def about(sentence: Sentence) -> bool:
    """Whether it is a heading that names a question: "What the evidence says", "How it works"."""
    return sentence.is_fragment and sentence.words.is_at(0, "@wh_topic")


def has_predicate(words: Words) -> bool:
    """Whether a fragment has a verb that says something of a subject, or starts with one ("Soothes dry lips")."""
    if words.is_at(0, "@v_s") and _has_object(words, 1):
        return True
    return any(words.is_at(index, "@finite") or _is_verb(words, index) for index in range(1, _end_of_subject(words)))


def _end_of_subject(words: Words) -> int:
    """Return where a second subject that is a question starts: "Scars and how they are treated"."""
    asked = (index for index in range(1, len(words.tokens)) if words.is_at(index, "@wh_topic"))
    return next((index for index in asked if words.is_at(index - 1, "and", "or", ":", ",")), len(words.tokens))


def _is_verb(words: Words, index: int) -> bool:
    """Whether a word that may be verb or noun is a verb: a noun before it, and an object or nothing after it."""
    if not words.is_at(index, "@v_s", "@v_ed", "@v_base"):
        return False
    if words.is_at(index - 1, "@joiner", "@det", ",", ":"):
        return False
    if words.is_at(index - 1, "@v_ing") and not words.is_at(index + 1, "@body"):
        return False
    if index == len(words.tokens) - 1:
        return words.is_at(index, "@v_s", "@v_ed") and not words.is_at(index, "@health", "@outcome", "@course")
    if words.is_at(index, "@v_base") and not words.is_at(index - 1, "@health", "@treat", "@people", "@staff", "@not"):
        return False
    return words.is_at(index, "@news_verb") or _has_object(words, index + 1)


def _has_object(words: Words, index: int) -> bool:
    return index < len(words.tokens) and not words.is_at(index, "@joiner", ",", ":", "&")


def imperative(sentence: Sentence) -> bool:
    """Whether it tells the reader to do something."""
    return order_at(sentence.words) is not None


def verbless(sentence: Sentence) -> bool:
    """Whether it has no verb of its own, with or without a full stop: "Softer hands in a week."."""
    return not has_predicate(sentence.words)


BUILT: dict[str, Gate] = {gate.__name__: gate for gate in (question, topic, about, imperative, verbless)}
#: What rules may ask for and no rule is stopped by.
TRAITS = frozenset(["verbless"])
