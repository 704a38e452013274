"""Treatments and checklists as editors write them."""

from .checklists import AftercareChecklist, ChecklistItem
from .treatments import AtAGlance, Contraindication, Treatment, TreatmentClaim

__all__ = ["AftercareChecklist", "AtAGlance", "ChecklistItem", "Contraindication", "Treatment", "TreatmentClaim"]
