"""Social cards: the picture that stands beside a link to one of our pages on other sites.

Words (what a card says, without drawing), fonts (what can be written with what), drawing, answers (what is sent).
"""

from .answers import card_answer
from .words import Card, Line, claim_card, judged_role, question_card, site_card

__all__ = ["Card", "Line", "card_answer", "claim_card", "judged_role", "question_card", "site_card"]
