"""The embedded engine: which sentences tell an article, and how they are set as a brief."""

from kilas.core.summary.compose import brief

__all__ = ["brief"]
