"""Moderation in the admin."""

from .corrections import CorrectionAdmin

__all__ = ["CorrectionAdmin"]
