"""Passages of four articles as people paste them, and what an editor makes of each."""

from dataclasses import dataclass, field

MAY, HARM, PLUGS = "mn-may-help", "mn-can-harm", "mn-breaks-plugs"


@dataclass(frozen=True)
class Story:
    """A pasted text, the words in it that overstate, the honest text, and the sentences of that which are settled.

    ``settled`` says which words tell a sentence that is settled and why; ``nods`` is how many a moderator must see.
    """

    name: str
    pasted: str
    risky: tuple[str, ...]
    honest: str
    settled: dict[str, str] = field(default_factory=dict)
    nods: int = 0


HARMS = (
    f"It [can leave dark marks](claim:{HARM}), more often in darker skin. It can also [infect the skin](claim:{HARM})."
)

STORIES = (
    Story(
        "is it safe",
        """Microneedling, a popular cosmetic procedure, has gained significant attention for its ability to \
rejuvenate the skin and address various skin conditions.

One of the primary concerns is the potential for irritation or exacerbation of the condition.

In summary, while microneedling holds promise for various skin conditions, its safety and efficacy for keratosis \
pilaris are not yet fully confirmed.
""",
        (),
        f"""Microneedling is done with a pen full of fine needles.

{HARMS}

Its safety and efficacy for keratosis pilaris are not confirmed.
""",
        {"not confirmed": "other"},
    ),
    Story(
        "benefits and risks",
        """One of the primary claims for microneedling in treating keratosis pilaris is its ability to break down \
keratin buildup.

The procedure can cause irritation, redness, and in some cases, may even worsen the condition.

While microneedling holds promise for treating keratosis pilaris by breaking down keratin buildup, it is not \
without risks.
""",
        ("holds promise",),
        f"""Some say that microneedling [breaks the plugs of keratin](claim:{PLUGS} "reported").

{HARMS}
""",
    ),
    Story(
        "a promising treatment",
        """While microneedling is generally considered safe for most people, there are some factors to consider:

## Clinical Evidence

Several studies have shown promising results for microneedling in treating keratosis pilaris. A 2017 study \
published in the Journal of Dermatological Treatment found that microneedling significantly improved the \
appearance of keratosis pilaris lesions after just a few sessions. The study also noted that patients experienced \
minimal side effects and were satisfied with the results.

## Conclusion

Microneedling can be a safe and effective treatment option for individuals with keratosis pilaris.
""",
        ("generally considered safe", "studies have shown", "2017 study", "minimal side effects", "safe and effective"),
        f"""Some pages name a study of 2017 that we could not find.

It [may help a little](claim:{MAY}).

{HARMS}

A page that we read says: “Microneedling can be a safe and effective treatment option.”
""",
        {"A page that we read": "quotation"},
    ),
    Story(
        "safe and effective?",
        """The procedure is generally safe when performed by a qualified and experienced professional.

Although rare, there is a slight risk of infection.

Microneedling is a safe and effective treatment option for individuals seeking to improve the appearance of \
keratosis pilaris. When performed by a qualified professional and with proper aftercare, the benefits can be \
significant.
""",
        ("is generally safe", "safe and effective", "benefits can be significant"),
        f"""“The procedure is generally safe.” That stands on a leaflet, and nothing is said of how anybody knows.

It [may help a little](claim:{MAY}).

{HARMS}
""",
        {"generally safe": "quotation"},
        nods=1,
    ),
)
