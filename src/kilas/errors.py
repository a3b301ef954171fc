"""Errors that a user must act on. `str(error)` is fit to show."""

from __future__ import annotations


class KilasError(Exception):
    """Base of all errors that Kilas raises on purpose: the problem, and the next step that solves it."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem, mend)  # both, so that pickling keeps them between processes

    @property
    def problem(self) -> str:
        return str(self.args[0])

    @property
    def mend(self) -> str:
        return str(self.args[1])

    def __str__(self) -> str:
        return f"{self.problem}\n  Try: {self.mend}"


class SettingsError(KilasError):
    """A setting or an option cannot be used as given."""


class SourceError(KilasError):
    """A file, address or feed could not be read. `reason` is the short name used in reports and refusals."""

    def __init__(
        self, problem: str, mend: str, reason: str = "unreadable", retry_after_s: float | None = None
    ) -> None:
        Exception.__init__(self, problem, mend, reason, retry_after_s)

    @property
    def reason(self) -> str:
        return str(self.args[2])

    @property
    def retry_after_s(self) -> float | None:
        """Seconds to wait as the server asks; None if it does not say."""
        return None if self.args[3] is None else float(self.args[3])


class ProviderError(KilasError):
    """A provider of models does not answer, or does not have what it is asked for."""


class UnknownNameError(SourceError):
    """A name that matches nothing in the store, or is ambiguous."""


class OutputError(KilasError):
    """A result could not be written to its destination."""


class StoreError(KilasError):
    """The store cannot be opened, read or written."""


class UnusableStoreError(StoreError):
    """The database is damaged, half migrated, or written by a newer Kilas. A backup can replace it."""
