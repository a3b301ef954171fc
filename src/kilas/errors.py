"""What can go wrong in a way the user must act on. `str(error)` is fit to show."""

from __future__ import annotations


class KilasError(Exception):
    """Base of every error Kilas raises on purpose: the problem, and the next step that mends it."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem, mend)  # both, so that the error survives a worker process

    @property
    def problem(self) -> str:
        return str(self.args[0])

    @property
    def mend(self) -> str:
        return str(self.args[1])

    def __str__(self) -> str:
        return f"{self.problem}\n  To mend it: {self.mend}"


class SettingsError(KilasError):
    """A setting or an option cannot be used as given."""


class SourceError(KilasError):
    """A file, address or feed could not be read. `reason` is the short name that reports and refusals carry."""

    def __init__(
        self, problem: str, mend: str, reason: str = "unreadable", retry_after_s: float | None = None
    ) -> None:
        Exception.__init__(self, problem, mend, reason, retry_after_s)

    @property
    def reason(self) -> str:
        return str(self.args[2])

    @property
    def retry_after_s(self) -> float | None:
        """How many seconds the server asks to be left alone, where it says so."""
        return None if self.args[3] is None else float(self.args[3])


class UnknownNameError(SourceError):
    """A name that means nothing kept here, or more than one thing."""


class OutputError(KilasError):
    """A result could not be written where it was asked for."""


class StoreError(KilasError):
    """The store cannot be opened, read or written."""


class UnusableStoreError(StoreError):
    """What is kept cannot be used as it is: it is damaged, half made, or a newer Kilas wrote it. A backup can take its place."""
