"""Treatments and checklists in the stock admin."""

from .checklists import ChecklistAdmin
from .treatments import TreatmentAdmin

__all__ = ["ChecklistAdmin", "TreatmentAdmin"]
