"""Moderation in the admin: its lists. The screens have addresses of their own, in ``moderation.admin_urls``."""

from .corrections import CorrectionAdmin
from .lists import FlagAdmin, StockReasonAdmin

__all__ = ["CorrectionAdmin", "FlagAdmin", "StockReasonAdmin"]
